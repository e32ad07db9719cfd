"""The database stopped and started again under load: 503 with a time to come back, nothing acknowledged is lost."""

import os
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import psycopg
import pytest
from django.conf import settings

from bookings.tests.faults.web_process import WebProcess, wait_until
from operations.embedded_postgres import EmbeddedPostgres

pytestmark = pytest.mark.race

SET_UP = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from bookings.tests.builders import open_studio
open_studio(service={"duration_minutes": 15})
"""


@pytest.fixture
def server(tmp_path):
    """A PostgreSQL of its own, durable as in real life, always on the same port."""
    own = EmbeddedPostgres(tmp_path / "data", durable=True)
    own.start()
    yield own
    own.stop()


def restart(server: EmbeddedPostgres, monkeypatch) -> None:
    port = server.port
    server.stop()
    monkeypatch.setattr("operations.embedded_postgres._free_port", lambda: port)
    server.start()


def test_bookings_stop_politely_and_go_on_by_themselves(server, monkeypatch):
    environment = os.environ | {"DATABASE_URL": server.url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    subprocess.run([sys.executable, "-c", SET_UP], check=True, cwd=settings.BACKEND, env=environment)
    monkeypatch.setattr("bookings.tests.faults.web_process.url_of_the_tests_database", lambda: server.url)
    over, answers = Event(), []

    with WebProcess() as web:
        clients = [Thread(target=keep_booking, args=(web, lane, over, answers)) for lane in range(4)]
        for client in clients:
            client.start()
        wait_until(lambda: len(answers) > 20, "bookings are made")
        restart(server, monkeypatch)
        back = len(answers)
        wait_until(lambda: any(status == 201 for _key, status, _ in answers[back:]), "bookings are made again")
        over.set()
        for client in clients:
            client.join()

    seen = Counter(status for _key, status, _reference in answers)
    assert set(seen) == {201, 503}, seen
    promised = {reference for _key, status, reference in answers if status == 201}
    assert promised <= references(server)
    assert len(references(server)) == len({key for key, status, _reference in answers if status == 201})


def keep_booking(web: WebProcess, lane: int, over: Event, answers: list) -> None:
    """Book one quarter of an hour after the other; where the answer is 503, the same request again."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=2)
    for number in range(1000):
        body = {
            "service": "service-0",
            "starts_at": (start + timedelta(minutes=15 * (4 * number + lane))).isoformat(),
            "client": {"name": "Priya Nair", "email": f"p{lane}@example.com"},
            "consents": {"terms": True},
        }
        status = 0
        while status != 201 and not over.is_set():
            status, answer = web.post("bookings", body, **{"Idempotency-Key": f"{lane}-{number}"})
            answers.append((f"{lane}-{number}", status, answer.get("reference")))
        if over.is_set():
            return


def references(server: EmbeddedPostgres) -> set[str]:
    with psycopg.connect(server.url) as connection:
        return {row[0] for row in connection.execute("SELECT reference FROM bookings_appointment")}
