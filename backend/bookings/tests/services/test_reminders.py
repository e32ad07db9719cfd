"""Reminders: each once, at its time, right over clock changes and after an outage."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.tests.factories import UserFactory
from bookings.actors import CLIENT, Booking, ClientDetails
from bookings.services.booking import book
from bookings.services.cancellation import cancel
from bookings.services.reminders import coming, queue_reminders
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from bookings.tests.builders import STAFF, open_studio, wanted
from messaging.models import Message, ReminderRule, SmsStop, Status
from messaging.services.reminder_rules import Rule, set_rules

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)


def at(text, zone=TORONTO):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.fixture
def studio():
    studio = open_studio(practitioners=2, time_zone="America/Toronto", horizon_days=730)
    rules(("client", "email", 2880), ("client", "email", 120))
    return studio


def rules(*wanted_rules, since=LONG_AGO):
    ReminderRule.objects.all().delete()
    for audience, channel, minutes in wanted_rules:
        ReminderRule.objects.create(audience=audience, channel=channel, minutes_before=minutes, since=since)


def booked(studio, starts_at, *, booked_at=LONG_AGO, consents=("terms",), email="ana@example.com"):
    client = ClientDetails(name="Ana Marsh", email=email, phone="+14165550142")
    booking = Booking(client=client, actor=CLIENT, source="online", consents=frozenset(consents))
    made = book(wanted=wanted(studio.service, starts_at, studio.practitioner), booking=booking, now=booked_at)
    Message.objects.exclude(event__endswith="-reminder").delete()
    return made


def run(first, last, every=timedelta(minutes=5)):
    """The job from `first` to `last`; when what it queued is due, with what it is."""
    while first <= last:
        queue_reminders(now=first)
        first += every
    return due()


def due():
    found = Message.objects.filter(event__endswith="-reminder").exclude(status=Status.WITHDRAWN)
    return [
        (message.context["minutes_before"], message.channel, message.due_at.astimezone(TORONTO).isoformat()[:16])
        for message in found.order_by("due_at", "pk")
    ]


def test_each_offset_reminds_once_and_at_its_time(studio):
    booked(studio, at("2026-06-10T14:00"))

    assert run(at("2026-06-08T13:00"), at("2026-06-10T14:10")) == [
        (2880, "email", "2026-06-08T14:00"),
        (120, "email", "2026-06-10T12:00"),
    ]


@pytest.mark.parametrize(
    ("starts_at", "told"),
    [
        # Two days before are 47 hours in spring and 49 in autumn; two hours are two hours, whatever the clock shows.
        ("2026-03-08T14:00", ["2026-03-06T14:00", "2026-03-08T12:00"]),
        ("2026-03-08T03:30", ["2026-03-06T03:30", "2026-03-08T00:30"]),
        ("2026-11-01T14:00", ["2026-10-30T14:00", "2026-11-01T12:00"]),
        ("2026-11-01T03:00", ["2026-10-30T03:00", "2026-11-01T01:00"]),
    ],
)
def test_reminders_are_right_over_a_change_of_clocks(studio, starts_at, told):
    booked(studio, at(starts_at))

    told_at = run(at(starts_at) - 50 * HOUR, at(starts_at), every=timedelta(minutes=10))

    assert [moment for _, _, moment in told_at] == told


def test_two_hours_over_the_hour_that_comes_twice_are_two_hours(studio):
    appointment = booked(studio, at("2026-11-01T03:00"))

    run(appointment.starts_at - 3 * HOUR, appointment.starts_at)

    assert Message.objects.get(context__minutes_before=120).due_at == appointment.starts_at - 2 * HOUR


def test_text_messages_of_the_night_go_out_the_evening_before(studio):
    rules(("client", "sms", 120))
    booked(studio, at("2026-06-10T09:00"), consents=("terms", "sms"))

    assert run(at("2026-06-09T19:00"), at("2026-06-10T09:00")) == [(120, "sms", "2026-06-09T20:30")]


def test_booked_in_the_night_before_it_comes_in_the_morning_while_that_is_ahead(studio):
    rules(("client", "sms", 120))
    booked(studio, at("2026-06-10T09:00"), consents=("terms", "sms"), booked_at=at("2026-06-09T22:00"))
    booked(studio, at("2026-06-10T07:30"), consents=("terms", "sms"), booked_at=at("2026-06-09T22:00"))

    assert run(at("2026-06-09T22:05"), at("2026-06-10T09:00")) == [(120, "sms", "2026-06-10T08:00")]


def test_two_that_would_come_at_the_same_evening_hour_are_one(studio):
    rules(("client", "sms", 180), ("client", "sms", 120))
    booked(studio, at("2026-06-10T09:00"), consents=("terms", "sms"))

    assert run(at("2026-06-09T20:00"), at("2026-06-10T09:00")) == [(120, "sms", "2026-06-09T20:30")]


def test_a_number_that_wrote_stop_is_reminded_by_e_mail_alone(studio):
    rules(("client", "sms", 120), ("client", "email", 120))
    booked(studio, at("2026-06-10T14:00"), consents=("terms", "sms"))
    SmsStop.objects.create(phone="+14165550142", stopped_at=LONG_AGO)

    assert [channel for _, channel, _ in run(at("2026-06-10T11:00"), at("2026-06-10T14:00"))] == ["email"]


def test_without_an_agreement_or_an_address_there_is_no_reminder(studio):
    rules(("client", "sms", 120), ("client", "email", 120))
    booked(studio, at("2026-06-10T14:00"), email="")

    assert run(at("2026-06-10T11:00"), at("2026-06-10T14:00")) == []


def test_practitioners_are_reminded_too(studio):
    rules(("practitioner", "email", 120))
    appointment = booked(studio, at("2026-06-10T14:00"))

    run(at("2026-06-10T11:00"), at("2026-06-10T14:00"))

    [message] = Message.objects.all()
    assert (message.event, message.recipient) == ("practitioner-reminder", appointment.practitioner.name)
    assert message.expires_at == appointment.starts_at


def test_after_an_hour_without_a_scheduler_what_is_still_due_goes_out_once(studio):
    booked(studio, at("2026-06-10T14:00"))

    assert run(at("2026-06-10T13:00"), at("2026-06-10T13:30")) == [(120, "email", "2026-06-10T13:00")]


def test_after_days_without_one_only_the_nearer_of_two_goes_out(studio):
    booked(studio, at("2026-06-10T14:00"))

    assert [minutes for minutes, _, _ in run(at("2026-06-10T12:30"), at("2026-06-10T14:00"))] == [120]


def test_what_has_begun_is_called_to_nobodys_mind(studio):
    booked(studio, at("2026-06-10T14:00"))

    assert run(at("2026-06-10T14:00"), at("2026-06-10T15:00")) == []


def test_what_was_due_before_it_was_booked_is_not_owed(studio):
    booked(studio, at("2026-06-10T14:00"), booked_at=at("2026-06-09T14:00"))

    assert [minutes for minutes, _, _ in run(at("2026-06-09T14:00"), at("2026-06-10T14:00"))] == [120]


def test_nor_what_was_due_before_it_was_moved_there(studio):
    appointment = booked(studio, at("2026-06-20T14:00"))
    move(appointment, at("2026-06-10T14:00"), now=at("2026-06-09T14:00"))

    assert [minutes for minutes, _, _ in run(at("2026-06-09T14:00"), at("2026-06-10T14:00"))] == [120]


def test_a_move_takes_reminders_along(studio):
    appointment = booked(studio, at("2026-06-10T14:00"))
    queue_reminders(now=at("2026-06-08T13:50"))
    move(appointment, at("2026-06-12T10:00"), now=at("2026-06-08T13:55"))

    assert run(at("2026-06-08T13:55"), at("2026-06-12T10:00")) == [
        (2880, "email", "2026-06-10T10:00"),
        (120, "email", "2026-06-12T08:00"),
    ]


def test_a_cancel_withdraws_what_waits_and_undoing_it_brings_it_back(studio):
    appointment = booked(studio, at("2026-06-10T14:00"))
    queue_reminders(now=at("2026-06-10T11:50"))
    cancel(appointment_id=appointment.pk, actor=CLIENT, reason="", now=at("2026-06-10T11:59"))
    assert run(at("2026-06-10T11:59"), at("2026-06-10T12:01")) == []

    undo(appointment_id=appointment.pk, actor=CLIENT, now=at("2026-06-10T12:01"))

    assert run(at("2026-06-10T12:02"), at("2026-06-10T13:00")) == [(120, "email", "2026-06-10T12:02")]


def test_a_move_that_is_undone_leaves_reminders_owed_as_they_were(studio):
    appointment = booked(studio, at("2026-06-10T14:00"))
    queue_reminders(now=at("2026-06-10T11:50"))
    move(appointment, at("2026-06-20T14:00"), now=at("2026-06-10T12:01"), actor=STAFF)
    undo(appointment_id=appointment.pk, actor=STAFF, now=at("2026-06-10T12:02"))

    assert run(at("2026-06-10T12:02"), at("2026-06-10T13:00")) == [(120, "email", "2026-06-10T12:02")]


def test_of_two_moves_one_undone_the_other_counts(studio):
    appointment = booked(studio, at("2026-06-20T14:00"))
    move(appointment, at("2026-06-10T14:00"), now=at("2026-06-10T12:10"))
    move(appointment, at("2026-06-10T15:00"), now=at("2026-06-10T12:12"), actor=STAFF)
    undo(appointment_id=appointment.pk, actor=STAFF, now=at("2026-06-10T12:13"))

    assert run(at("2026-06-10T12:13"), at("2026-06-10T14:00")) == []


def test_changed_rules_hold_from_then_on(studio):
    booked(studio, at("2026-06-10T14:00"))
    owner = UserFactory(role="owner")
    set_rules([Rule("client", "email", 1440), Rule("client", "email", 60)], actor=owner, now=at("2026-06-08T13:00"))

    assert run(at("2026-06-08T13:00"), at("2026-06-10T14:00")) == [
        (1440, "email", "2026-06-09T14:00"),
        (60, "email", "2026-06-10T13:00"),
    ]


def test_a_new_rule_reminds_nobody_of_what_it_came_too_late_for(studio):
    rules()
    booked(studio, at("2026-06-10T14:00"))
    owner = UserFactory(role="owner")
    set_rules([Rule("client", "email", 2880)], actor=owner, now=at("2026-06-09T14:00"))

    assert run(at("2026-06-09T14:00"), at("2026-06-10T14:00")) == []


def test_what_it_asks_does_not_grow_with_what_lies_further_off(studio):
    for day in range(3):
        booked(studio, at("2026-06-10T14:00") + timedelta(days=10 + day))
    with CaptureQueriesContext(
        connection,
    ) as far:
        queue_reminders(now=at("2026-06-10T12:00"))
    for hour in range(3):
        booked(studio, at("2026-06-10T14:00") + hour * HOUR)
    with CaptureQueriesContext(connection) as near:
        queue_reminders(now=at("2026-06-10T12:00"))

    assert len(far) <= 2
    assert len(near) <= 10


def test_what_is_coming_is_found_by_the_index_of_beginnings(studio):
    with connection.cursor() as cursor:
        # A table this small is read whole whatever indexes there are.
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = coming(at("2026-06-10T12:00"), at("2026-06-12T12:00")).order_by("starts_at", "pk").explain()

    assert "appointment_by_start" in plan


def move(appointment, starts_at, *, now, actor=CLIENT):
    reschedule(appointment_id=appointment.pk, starts_at=starts_at, practitioner_slug=None, actor=actor, now=now)
    Message.objects.exclude(event__endswith="-reminder").delete()
