"""./scripts/start from the database up: kill any part, lose nothing, start again.

Runs the real thing on scratch data. What comes before (packages, the staff app) is there already when tests run.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest
from django.conf import settings

from operations.embedded_postgres import discard, url_of_running

STACK = settings.ROOT / "scripts" / "lib" / "stack.py"
MANAGE = STACK.with_name("manage.py")
PARTS = {"database": "bin/postgres", "web server": "gunicorn", "scheduler": "run_scheduler"}

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("start")]


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    """Data directory and port of one installation, without demo data, used by every test here."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data_dir = tmp_path_factory.mktemp("installation")
    yield data_dir, port
    discard(data_dir)


@pytest.fixture
def start(installation):
    """Starts it and waits for the words that say so; gives the process."""
    data_dir, port = installation
    started = []

    def run():
        environment = surroundings(data_dir) | {"PORT": str(port), "DEMO": "0"}
        process = subprocess.Popen(
            [sys.executable, str(STACK)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        started.append(process)
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                return process
        pytest.fail("it did not start:\n" + "".join(said))

    yield run
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def surroundings(data_dir):
    """The environment of somebody at a terminal, to whom nothing but the data directory was said."""
    unwanted = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "SECRET_KEY", "MANAGE_TOKEN_KEY", "REDIS_URL"}
    unwanted |= {"PORT", "PUBLIC_URL"}
    environment = {name: value for name, value in os.environ.items() if name not in unwanted}
    return environment | {"DATA_DIR": str(data_dir)}


def children(process):
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
    )
    return [int(pid) for pid in listed.stdout.split()]


def child(process, words):
    return next(pid for pid in children(process) if words in Path(f"/proc/{pid}/cmdline").read_text())


def are_gone(pids):
    return not any(Path(f"/proc/{pid}/cmdline").exists() and Path(f"/proc/{pid}/cmdline").read_bytes() for pid in pids)


def wait_until(true, seconds=30):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def write_down(data_dir, number):
    with psycopg.connect(url_of_running(data_dir), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS acknowledged (number int)")
        connection.execute("INSERT INTO acknowledged VALUES (%s)", [number])


def written(data_dir):
    with psycopg.connect(url_of_running(data_dir)) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM acknowledged ORDER BY number")]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_in_order(start, how):
    process = start()
    parts = children(process)

    process.send_signal(how)

    assert process.wait(30) == 0
    assert are_gone(parts)


@pytest.mark.parametrize(("number", "part"), list(enumerate(PARTS)))
def test_a_killed_part_is_named_and_stops_the_rest_and_nothing_is_lost(start, installation, number, part):
    data_dir, port = installation
    process = start()
    parts = children(process)
    write_down(data_dir, number)

    os.kill(child(process, PARTS[part]), signal.SIGKILL)

    said = process.stdout.read()
    assert process.wait(30) == 1
    assert f"The {part} was killed by signal 9" in said
    assert are_gone(parts)
    start()
    assert number in written(data_dir)
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=10).status == 200


def test_when_the_starter_is_killed_the_rest_stops_and_the_next_start_recovers(start, installation):
    data_dir, _ = installation
    process = start()
    parts = children(process)
    write_down(data_dir, 99)

    process.kill()

    process.wait()
    wait_until(lambda: are_gone(parts))
    start()
    assert 99 in written(data_dir)


def test_the_second_start_takes_less_than_five_seconds(start):
    first = start()
    first.send_signal(signal.SIGTERM)
    first.wait(30)

    began = time.monotonic()
    process = start()

    assert time.monotonic() - began < 5
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_secrets_are_made_once_and_for_this_users_eyes_only(start, installation):
    data_dir, _ = installation
    secrets = data_dir / "secrets.json"
    before = secrets.read_text() if secrets.exists() else None

    start()

    assert secrets.stat().st_mode & 0o777 == 0o600
    assert before in {None, secrets.read_text()}


@pytest.mark.parametrize("is_running", [True, False])
def test_the_set_up_link_leads_to_where_it_was_last_served(start, installation, is_running):
    data_dir, port = installation
    process = start()
    if not is_running:
        process.send_signal(signal.SIGTERM)
        process.wait(30)

    printed = subprocess.run(
        [sys.executable, str(MANAGE), "create_owner", "--email", "maren@example.com", "--name", "Maren"],
        env=surroundings(data_dir),
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"\n  http://localhost:{port}/admin/set-up/" in printed.stdout
