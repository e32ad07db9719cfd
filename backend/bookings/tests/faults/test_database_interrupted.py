"""Connections cut under load, as a restart of the database does: 503 with a time to come back, never a bare 500."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.db import connection

from bookings.models import Appointment
from bookings.tests.faults.web_process import WebProcess
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_bookings_survive_cut_connections():
    StudioFactory(minimum_notice_minutes=0, slot_grid_minutes=15)
    ServiceFactory(slug="massage", duration_minutes=15, practitioners=[PractitionerFactory(hours=every_day(0, 1440))])
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    over, answers = Event(), []

    with WebProcess() as web:
        clients = [Thread(target=keep_booking, args=(web, start, lane, over, answers)) for lane in range(4)]
        for client in clients:
            client.start()
        for _ in range(15):
            over.wait(0.2)
            cut_connections()
        over.set()
        for client in clients:
            client.join()
        last = web.post("bookings", body(start + timedelta(days=20)))[0]

    assert {status for status, _ in answers} <= {201, 409, 503}, answers
    assert 503 in {status for status, _ in answers}, "nothing was interrupted, so nothing is shown"
    assert last == 201
    acknowledged = {document["reference"] for status, document in answers if status == 201}
    assert acknowledged <= set(Appointment.objects.values_list("reference", flat=True))


def keep_booking(web: WebProcess, start: datetime, lane: int, over: Event, answers: list) -> None:
    for number in range(400):
        if over.is_set():
            return
        wanted = body(start + timedelta(minutes=15 * (4 * number + lane)))
        answers.append(web.post("bookings", wanted, **{"Idempotency-Key": f"{lane}-{number}"}))


def body(starts_at: datetime) -> dict:
    return {
        "service": "massage",
        "starts_at": starts_at.isoformat(),
        "client": {"name": "Priya Nair", "email": "priya@example.com"},
        "consents": {"terms": True},
    }


def cut_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
