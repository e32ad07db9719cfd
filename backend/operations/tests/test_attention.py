"""`staff/attention`: what could not be done is said to those who can do something about it."""

from datetime import timedelta

import pytest

from bookings.tests.api.staff_door import staff
from common.time import now
from messaging.tests.factories import MessageFactory
from operations.jobs import JOBS
from operations.models import JobRun
from studio.tests.factories import StudioFactory

URL = "/api/v1/staff/attention"
NOBODY = {"messages": 0, "people": 0}
QUIET = {"not_reached": NOBODY, "not_reached_team": NOBODY, "late_messages": 0, "late_jobs": []}

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    StudioFactory()


@pytest.fixture
def everything_ran():
    for job in JOBS:
        JobRun.objects.create(job=job.command, started_at=now(), outcome="done")


@pytest.mark.usefixtures("studio", "everything_ran")
def test_where_all_is_well_nothing_is_said():
    assert staff("owner").get(URL).json() == QUIET


@pytest.mark.usefixtures("studio", "everything_ran")
def test_people_are_counted_once_however_many_messages_did_not_reach_them():
    MessageFactory(failed=True)
    MessageFactory(failed=True, channel="sms", address="+14035550142")
    MessageFactory(failed=True, recipient="Hanna Berg", address="hanna@example.com")
    MessageFactory(failed=True, recipient="Maren", event="practitioner-booked")

    assert staff("front_desk").get(URL).json()["not_reached"] == {"messages": 3, "people": 2}


@pytest.mark.usefixtures("studio", "everything_ran")
def test_practitioners_who_were_not_reached_are_counted_apart():
    MessageFactory(failed=True)
    MessageFactory(failed=True, recipient="Maren", event="practitioner-booked")
    MessageFactory(failed=True, recipient="Maren", event="practitioner-moved")
    MessageFactory(failed=True, recipient="Theo", event="practitioner-booked", settled_at=now())

    seen = staff("front_desk").get(URL).json()

    assert (seen["not_reached"], seen["not_reached_team"]) == (
        {"messages": 1, "people": 1},
        {"messages": 2, "people": 1},
    )


@pytest.mark.usefixtures("studio", "everything_ran")
def test_a_message_is_late_five_minutes_after_it_was_due_or_when_its_sender_died():
    for minutes in (6, 4):
        MessageFactory(created_at=now() - timedelta(minutes=minutes))
        MessageFactory(status="sending", claimed_until=now() - timedelta(minutes=minutes - 5))

    assert staff("owner").get(URL).json()["late_messages"] == 2


@pytest.mark.usefixtures("studio", "everything_ran")
def test_a_job_is_late_after_three_intervals():
    hourly = JOBS[0]
    last = now() - 3 * hourly.every - timedelta(seconds=1)
    JobRun.objects.filter(job=hourly.command).update(started_at=last)

    [late] = staff("owner").get(URL).json()["late_jobs"]

    assert (late["job"], late["every_minutes"]) == (hourly.command, hourly.every // timedelta(minutes=1))


@pytest.mark.usefixtures("studio", "everything_ran")
def test_a_job_that_only_ever_fails_is_late_too():
    JobRun.objects.filter(job=JOBS[0].command).update(started_at=now() - timedelta(days=30))
    JobRun.objects.create(job=JOBS[0].command, started_at=now(), outcome="failed")

    assert [late["job"] for late in staff("owner").get(URL).json()["late_jobs"]] == [JOBS[0].command]


@pytest.mark.usefixtures("studio")
def test_where_no_scheduler_ever_ran_every_job_is_late():
    late = staff("owner").get(URL).json()["late_jobs"]

    assert {(one["job"], one["last_started_at"]) for one in late} == {(job.command, None) for job in JOBS}


@pytest.mark.usefixtures("studio")
def test_practitioners_are_told_nothing_about_what_they_cannot_mend():
    MessageFactory(failed=True)

    assert staff("practitioner").get(URL).json() == QUIET


@pytest.mark.usefixtures("studio")
def test_the_overview_is_cheap(django_assert_num_queries):
    owner = staff("owner")
    owner.get(URL)

    with django_assert_num_queries(4):  # the facts' version, failures, what is late, the jobs
        owner.get(URL)
