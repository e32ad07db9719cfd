"""An hour without a scheduler: what is still due goes out once, whoever comes back and however many."""

from datetime import timedelta

import pytest

from bookings.tests.faults.web_process import wait_until
from common.time import now
from messaging.models import Message, Status
from messaging.providers import registry
from messaging.tests import builders
from operations.jobs import JOBS
from operations.management.commands.run_scheduler import scheduler_of_all
from operations.models import JobRun
from operations.selectors import late_jobs
from studio.tests.factories import StudioFactory

HOUR = timedelta(hours=1)

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def provider(monkeypatch):
    fake = builders.FakeProvider()
    monkeypatch.setattr(registry, "providers_for", lambda channel: [fake])
    return fake


@pytest.fixture
def an_hour_ago():
    """When the last scheduler died."""
    StudioFactory()
    builders.install()
    for job in JOBS:
        JobRun.objects.create(job=job.command, started_at=now() - HOUR, outcome="done")


@pytest.fixture
def two_schedulers():
    both = [scheduler_of_all(on_missing=str) for _ in range(2)]
    yield both
    for scheduler in both:
        scheduler.shutdown(wait=True)


def minutes_ago(minutes):
    return now() - timedelta(minutes=minutes)


@pytest.mark.usefixtures("an_hour_ago")
def test_what_is_still_due_goes_out_once(provider, two_schedulers):
    due = [builders.message(due_at=minutes_ago(minutes)) for minutes in (58, 31, 17, 2, 0)]
    senseless = builders.message(due_at=minutes_ago(40), expires_at=minutes_ago(10))
    to_come = builders.message(due_at=minutes_ago(-30))

    for scheduler in two_schedulers:
        scheduler.start()

    wait_until(lambda: not Message.objects.filter(key__in=[one.key for one in due], status=Status.WAITING), "all went")
    wait_until(lambda: runs("send_due_messages") == ["done"], "the job has ended")
    assert sorted(ready.key for ready in provider.given) == sorted(one.key for one in due)
    assert status_of(senseless) == Status.MISSED
    assert status_of(to_come) == Status.WAITING


@pytest.mark.usefixtures("an_hour_ago", "provider")
def test_each_job_is_caught_up_once_however_often_it_was_missed(two_schedulers):
    due = [job.command for job in JOBS if job.every <= HOUR and two_schedulers[0].get_job(job.command)]

    for scheduler in two_schedulers:
        scheduler.start()

    wait_until(lambda: all(runs(command) == ["done"] for command in due), "each has run")
    assert runs("clear_sessions_tokens_and_keys") == []
    assert not {late.job for late in late_jobs(now())} & set(due)


def runs(command):
    """Outcomes since the hour was over."""
    return list(JobRun.objects.filter(job=command, started_at__gt=minutes_ago(30)).values_list("outcome", flat=True))


def status_of(message):
    return Message.objects.get(pk=message.pk).status
