"""Schedulers as processes: two at once do everything once, and one that is told to stop finishes what it is at."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings

from bookings.tests.faults.web_process import url_of_the_tests_database, wait_until
from common.time import now
from operations.models import JobRun
from operations.tests.scheduler_process import TICK

pytestmark = [pytest.mark.race, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

# Both come to their first run at one moment, however long each took to start.
STARTING = timedelta(seconds=6)


@pytest.fixture
def notes(tmp_path):
    file = tmp_path / "notes"
    file.touch()
    return file


@pytest.fixture
def scheduler(notes):
    """Starts one; stops all that were started."""
    started = []

    def start(busy_seconds=0.0, *taken_away):
        command = [sys.executable, "-m", "operations.tests.scheduler_process", str(notes), str(busy_seconds)]
        environment = os.environ | {
            "DATABASE_URL": url_of_the_tests_database(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
        }
        process = subprocess.Popen([*command, *taken_away], cwd=settings.BACKEND, env=environment)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def runs_of_two(scheduler, notes, *taken_away):
    """How often two schedulers together ran the job when it fell due once."""
    JobRun.objects.create(job=TICK.command, started_at=now() - TICK.every + STARTING, outcome="done")
    both = [scheduler(0.0, *taken_away) for _ in range(2)]
    wait_until(lambda: notes.read_text().count("up") == 2, "both schedulers are up")
    wait_until(lambda: "ended" in notes.read_text(), "the job has run")
    time.sleep(1)  # for the second one to do the same, if it would; the next interval is yet to come
    for process in both:
        process.send_signal(signal.SIGTERM)
    assert [process.wait(10) for process in both] == [0, 0]
    return notes.read_text().count("began")


def test_two_schedulers_at_once_run_each_job_once(scheduler, notes):
    assert runs_of_two(scheduler, notes) == 1


def test_control_without_the_advisory_lock_both_run_it(scheduler, notes):
    assert runs_of_two(scheduler, notes, "unlocked") == 2


def test_a_scheduler_told_to_stop_finishes_its_job_and_records_it(scheduler, notes):
    process = scheduler(2.0)
    wait_until(lambda: "began" in notes.read_text(), "the job has begun")

    process.send_signal(signal.SIGTERM)

    assert process.wait(10) == 0
    assert notes.read_text().split() == ["up", "began", "ended"]
    run = JobRun.objects.get()
    assert run.outcome == "done"
    assert run.ended_at - run.started_at >= timedelta(seconds=2)
