"""The scheduler's work: each job at most once at a time, each run on record."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, get_commands
from django.db import connection

from common.tests.racing import race
from operations.jobs import JOBS, Job
from operations.models import JobRun
from operations.services import running_jobs
from operations.services.running_jobs import only_one, run_job

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
JOB = Job("tidy", timedelta(hours=1))


class Command(list):
    """Stands in for the management command; a list of its calls. Assign `.does` for what it does."""

    does = staticmethod(lambda stdout: stdout.write("2 rows\n"))

    def __call__(self, name, *, stdout, stderr):
        self.append(name)
        self.does(stdout)


@pytest.fixture
def command(monkeypatch):
    calls = Command()
    monkeypatch.setattr(running_jobs, "call_command", calls)
    return calls


def test_how_often_each_job_runs():
    assert {job.command: job.every for job in JOBS} == {
        "send_due_messages": timedelta(minutes=1),
        "queue_reminders": timedelta(minutes=5),
        "release_expired_holds": timedelta(minutes=5),
        "complete_past_appointments": timedelta(minutes=15),
        "clear_sessions_tokens_and_keys": timedelta(days=1),
    }


def test_every_job_of_the_table_is_a_command_and_named_once():
    names = [job.command for job in JOBS]

    assert set(names) <= set(get_commands())
    assert len(names) == len(set(names)) == len({job.lock_key for job in JOBS})


@pytest.mark.django_db(transaction=True)
def test_a_run_is_recorded_with_what_the_command_said(command):
    run = run_job(JOB)

    assert command == ["tidy"]
    assert (run.outcome, run.detail) == ("done", "2 rows")
    assert run.started_at <= run.ended_at


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_recorded_with_its_reason(command):
    def refuse(stdout):
        raise CommandError("The disk is full.")

    command.does = refuse

    run = run_job(JOB)

    assert (run.outcome, run.detail) == ("failed", "The disk is full.")


@pytest.mark.django_db(transaction=True)
def test_a_bug_is_recorded_without_what_it_quotes(command):
    def stumble(stdout):
        raise ValueError("Wilhelmina is no number")

    command.does = stumble

    run = run_job(JOB)

    assert (run.outcome, run.detail) == ("failed", "ValueError")


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_elsewhere_is_left_alone(command):
    with only_one(JOB.lock_key) as mine:
        assert mine
        assert run_job(JOB) is None

    assert command == []


@pytest.mark.django_db(transaction=True)
def test_the_lock_is_free_again_after_a_run(command):
    run_job(JOB, clock=lambda: NOON)

    assert run_job(JOB, clock=lambda: NOON + JOB.every) is not None


@pytest.mark.django_db(transaction=True)
def test_what_another_scheduler_has_just_done_is_not_done_again(command):
    for minutes in (0, 1, 50, 60, 61):
        run_job(JOB, clock=lambda: NOON + timedelta(minutes=minutes))  # noqa: B023  called at once

    assert len(command) == 2


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_four_at_once_run_it_once(command):
    race(*[lambda: run_job(JOB)] * 4, meet_after="operations.services.running_jobs.last_start")

    assert len(command) == JobRun.objects.count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_control_without_the_advisory_lock_they_all_run_it(command, monkeypatch):
    monkeypatch.setattr(running_jobs, "only_one", lambda key: nullcontext(True))

    race(*[lambda: run_job(JOB)] * 4, meet_after="operations.services.running_jobs.last_start")

    assert len(command) > 1


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_is_recorded_as_failed_by_the_next(command):
    killed = JobRun.objects.create(job="tidy", started_at=NOON - JOB.every)

    run_job(JOB, clock=lambda: NOON)

    killed.refresh_from_db()
    assert killed.outcome == "failed"


@pytest.mark.django_db(transaction=True)
def test_the_lock_lives_on_a_connection_of_its_own(command):
    command.does = lambda stdout: connection.close()

    assert run_job(JOB).outcome == "done"


def test_a_job_never_run_is_due_at_once():
    assert JOB.next_start(last=None, at=NOON) == NOON
    assert JOB.is_due(last=None, at=NOON)


def test_a_restart_neither_repeats_nor_postpones():
    last = NOON - timedelta(minutes=20)

    assert JOB.next_start(last=last, at=NOON) == NOON + timedelta(minutes=40)
    assert JOB.next_start(last=last, at=NOON + timedelta(days=1)) == NOON + timedelta(days=1)


@pytest.mark.parametrize(
    ("every", "early", "is_due"),
    [
        (timedelta(minutes=1), timedelta(seconds=5), True),
        (timedelta(minutes=1), timedelta(seconds=7), False),
        (timedelta(days=1), timedelta(seconds=29), True),
        (timedelta(days=1), timedelta(minutes=1), False),
    ],
)
def test_two_clocks_may_differ_a_little(every, early, is_due):
    assert Job("tidy", every).is_due(last=NOON - every + early, at=NOON) is is_due


def test_a_clock_that_was_ahead_stops_no_job():
    assert JOB.next_start(last=NOON + timedelta(days=2), at=NOON) == NOON
    assert JOB.is_due(last=NOON + timedelta(days=2), at=NOON)
