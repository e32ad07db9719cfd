"""The scheduler's work: each job at most once at a time, each run on record."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, get_commands
from django.db import connection

from operations.jobs import JOBS, Job
from operations.models import JobRun
from operations.services import running_jobs
from operations.services.running_jobs import next_start, only_one, run_job

NOON = datetime(2027, 3, 1, 12, tzinfo=UTC)
JOB = Job("tidy", timedelta(hours=1))


@pytest.fixture
def command(monkeypatch):
    """Replaces the management command; gives a list of calls. Assign `.does` for what it does."""

    class Command(list):
        does = staticmethod(lambda stdout: stdout.write("2 rows\n"))

    calls = Command()

    def call(name, *, stdout, stderr):
        calls.append(name)
        calls.does(stdout)

    monkeypatch.setattr(running_jobs, "call_command", call)
    return calls


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
    run_job(JOB)

    assert run_job(JOB) is not None


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_is_recorded_as_failed_by_the_next(command):
    killed = JobRun.objects.create(job="tidy", started_at=NOON)

    run_job(JOB)

    killed.refresh_from_db()
    assert killed.outcome == "failed"


@pytest.mark.django_db
def test_a_job_never_run_is_due_at_once():
    assert next_start(JOB, at=NOON) == NOON


@pytest.mark.django_db
def test_a_restart_neither_repeats_nor_postpones():
    JobRun.objects.create(job="tidy", started_at=NOON - timedelta(minutes=20))

    assert next_start(JOB, at=NOON) == NOON + timedelta(minutes=40)
    assert next_start(JOB, at=NOON + timedelta(days=1)) == NOON + timedelta(days=1)


@pytest.mark.django_db(transaction=True)
def test_the_lock_lives_on_a_connection_of_its_own(command):
    command.does = lambda stdout: connection.close()

    assert run_job(JOB).outcome == "done"
