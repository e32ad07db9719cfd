"""Who is told what, and when: one message a change, after its undo is over, with the final state."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.tests.factories import UserFactory
from bookings.actors import CLIENT, Booking, ClientDetails
from bookings.models import Appointment, LastChange
from bookings.services.attendance import complete, mark_no_show
from bookings.services.booking import book
from bookings.services.cancellation import cancel
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from bookings.tests.builders import STAFF, booked, guest, open_studio, some_noon, wanted
from common.time import now
from messaging.models import Message, SmsStop, Status
from messaging.services.resending import resend
from studio.tests.factories import PractitionerFactory, every_day

pytestmark = pytest.mark.django_db
BOTH = ["booking-confirmed", "practitioner-booked"]


@pytest.fixture
def studio():
    return open_studio(practitioners=2, late_cancellation_percent=50)


@pytest.fixture
def appointment(studio):
    made = booked(studio.service, some_noon(), studio.practitioner)
    sent()
    return made


@pytest.fixture
def three(studio):
    third = PractitionerFactory(hours=every_day(0, 1440))
    studio.service.practitioners.add(third)
    return [*studio.practitioners, third]


def sent():
    """As if a provider had everything that waits."""
    Message.objects.filter(status=Status.WAITING).update(status=Status.SENT)


def waiting():
    return sorted(Message.objects.filter(status=Status.WAITING).values_list("event", flat=True))


def arrived(practitioner):
    """What waits for one practitioner, and what waits for nobody else."""
    Message.objects.filter(status=Status.WAITING, context__to=practitioner.pk).update(status=Status.SENT)


def to_practitioners(event="practitioner"):
    return Message.objects.filter(status=Status.WAITING, event__startswith=event)


def told_now():
    """What each practitioner is about to be told."""
    return sorted((message.event, message.context["to"]) for message in to_practitioners())


def standing():
    return Message.objects.exclude(status=Status.WITHDRAWN)


def cancelled(appointment, actor=CLIENT, at=None):
    return cancel(appointment_id=appointment.pk, actor=actor, reason="ill", now=at or now())


def moved(appointment, days=11, actor=CLIENT, practitioner=None, at=None, override_rules=False):
    return reschedule(
        appointment_id=appointment.pk,
        starts_at=some_noon(days),
        practitioner_slug=practitioner and practitioner.slug,
        actor=actor,
        now=at or now(),
        override_rules=override_rules,
    )


def undone(appointment, actor=CLIENT):
    return undo(appointment_id=appointment.pk, actor=actor, now=now())


@pytest.mark.parametrize("actor", [CLIENT, STAFF], ids=lambda actor: actor.kind)
def test_a_booking_is_confirmed_at_once_and_the_practitioner_told(studio, actor):
    at = now()
    appointment = booked(studio.service, some_noon(), actor=actor, now=at)

    messages = {message.event: message for message in Message.objects.all()}
    assert sorted(messages) == BOTH
    assert {message.due_at for message in messages.values()} == {at}
    assert messages["booking-confirmed"].address == "ana@example.com"
    assert messages["booking-confirmed"].subject_reference == appointment.reference
    assert messages["practitioner-booked"].recipient == appointment.practitioner.name


def test_without_an_address_only_the_practitioner_is_told(studio):
    booking = Booking(client=ClientDetails(name="By phone"), actor=STAFF, source="staff")

    book(wanted=wanted(studio.service, some_noon()), booking=booking, now=now())

    assert waiting() == ["practitioner-booked"]


@pytest.mark.parametrize(
    ("consents", "phone", "told"),
    [
        ({"terms", "sms"}, "+14035550142", ["email", "sms"]),
        ({"terms"}, "+14035550142", ["email"]),
        ({"terms", "sms"}, "", ["email"]),
    ],
)
def test_text_messages_go_to_who_agreed_for_this_booking_and_gave_a_number(studio, consents, phone, told):
    client = ClientDetails(name="Ana Marsh", email="ana@example.com", phone=phone)
    booking = Booking(client=client, actor=CLIENT, source="online", consents=frozenset(consents))

    book(wanted=wanted(studio.service, some_noon()), booking=booking, now=now())

    assert sorted(Message.objects.filter(event="booking-confirmed").values_list("channel", flat=True)) == told


@pytest.mark.parametrize(("email", "told"), [("ana@example.com", ["email"]), ("", ["sms"])])
def test_a_number_that_wrote_stop_gets_none_where_an_e_mail_says_it(studio, email, told):
    SmsStop.objects.create(phone="+14035550142", stopped_at=now())
    client = ClientDetails(name="Ana Marsh", email=email, phone="+14035550142")
    booking = Booking(client=client, actor=STAFF, source="staff", consents=frozenset({"terms", "sms"}))

    book(wanted=wanted(studio.service, some_noon()), booking=booking, now=now())

    assert list(Message.objects.filter(event="booking-confirmed").values_list("channel", flat=True)) == told


def test_a_text_message_waits_for_the_morning(studio):
    zone = ZoneInfo("America/Edmonton")
    late = (now().astimezone(zone) + timedelta(days=1)).replace(hour=22, minute=0, second=0, microsecond=0)
    client = ClientDetails(name="Ana Marsh", email="ana@example.com", phone="+14035550142")
    booking = Booking(client=client, actor=CLIENT, source="online", consents=frozenset({"terms", "sms"}))

    book(wanted=wanted(studio.service, some_noon()), booking=booking, now=late)

    due_at = Message.objects.get(channel="sms").due_at.astimezone(zone)
    assert (due_at.date(), due_at.hour) == (late.date() + timedelta(days=1), 8)


@pytest.mark.parametrize("actor", [CLIENT, STAFF], ids=lambda actor: actor.kind)
@pytest.mark.parametrize(("change", "event"), [(cancelled, "cancelled"), (moved, "moved")])
def test_a_change_is_told_to_both_when_its_undo_is_over(appointment, change, event, actor):
    change(appointment, actor=actor)

    assert waiting() == [f"booking-{event}", f"practitioner-{event}"]
    due = Message.objects.filter(status=Status.WAITING).values_list("due_at", flat=True)
    assert set(due) == {LastChange.objects.get().undo_until}


@pytest.mark.parametrize("change", [cancelled, moved])
def test_undone_it_is_not_told_at_all(appointment, change):
    change(appointment)
    undone(appointment)

    assert waiting() == []


def test_of_several_changes_the_last_is_told_against_what_was_told_before(appointment):
    first = appointment.starts_at
    moved(appointment, 11)
    moved(appointment, 12)

    [message] = Message.objects.filter(status=Status.WAITING, event="booking-moved")
    assert datetime.fromisoformat(message.context["was"]["starts_at"]) == first
    assert datetime.fromisoformat(message.context["starts_at"]) == some_noon(12)


def test_moved_and_moved_back_is_nothing_to_tell(appointment):
    moved(appointment, 11)
    moved(appointment, 10)

    assert waiting() == []


def test_moved_and_then_cancelled_is_told_as_cancelled(appointment):
    moved(appointment)
    cancelled(appointment)

    assert waiting() == ["booking-cancelled", "practitioner-cancelled"]


def test_moved_cancelled_and_the_cancel_undone_is_still_told_as_moved(appointment):
    first = appointment.starts_at
    moved(appointment)
    cancelled(appointment)
    undone(appointment)

    assert waiting() == ["booking-moved", "practitioner-moved"]
    message = Message.objects.get(status=Status.WAITING, event="booking-moved")
    assert datetime.fromisoformat(message.context["was"]["starts_at"]) == first
    assert message.due_at <= now()


def test_what_one_of_two_was_told_already_is_not_forgotten(appointment):
    """The client knows of the first move, the practitioner's mail does not work: back where it was, only the client
    has something to hear."""
    moved(appointment, 11)
    Message.objects.filter(event="booking-moved").update(status=Status.SENT)
    moved(appointment, 10)

    assert waiting() == ["booking-moved"]


def test_another_practitioner_is_told_that_it_is_theirs_and_the_old_one_that_it_is_gone(studio, appointment):
    first, second = studio.practitioners
    moved(appointment, practitioner=second)

    to = Message.objects.filter(status=Status.WAITING, event__startswith="practitioner").order_by("event")
    assert [(message.event, message.context["to"], message.recipient) for message in to] == [
        ("practitioner-booked", second.pk, second.name),
        ("practitioner-cancelled", first.pk, first.name),
    ]


def test_to_another_and_back_tells_nobody(studio, appointment):
    first, second = studio.practitioners
    moved(appointment, 11, practitioner=second)
    moved(appointment, 10, practitioner=first)

    assert waiting() == []


def test_who_was_told_that_it_is_gone_hears_when_it_is_back(studio, appointment):
    """The new practitioner's mail does not work, the old one's does."""
    first, second = studio.practitioners
    moved(appointment, 11, practitioner=second)
    Message.objects.filter(event="practitioner-cancelled").update(status=Status.SENT)
    moved(appointment, 10, practitioner=first)

    [message] = Message.objects.filter(status=Status.WAITING, event__startswith="practitioner")
    assert (message.event, message.context["to"]) == ("practitioner-booked", first.pk)


def test_who_hears_late_that_it_is_gone_keeps_nobody_else_from_hearing_it(appointment, three):
    """The first one's mail does not work: what waits for them says nothing of what the second one was told."""
    first, second, third = three
    moved(appointment, 11, practitioner=second)
    arrived(second)
    moved(appointment, 12, practitioner=third)

    assert told_now() == [
        ("practitioner-booked", third.pk),
        ("practitioner-cancelled", first.pk),
        ("practitioner-cancelled", second.pk),
    ]
    gone = {message.context["to"]: message.context["was"] for message in to_practitioners("practitioner-cancelled")}
    assert gone[first.pk] == {"starts_at": some_noon(10).isoformat(), "practitioner": first.pk}
    assert gone[second.pk] == {"starts_at": some_noon(11).isoformat(), "practitioner": second.pk}


def test_who_was_never_told_that_it_is_gone_hears_nothing_when_it_is_back(appointment, three):
    first, second, _ = three
    moved(appointment, 11, practitioner=second)
    arrived(second)
    moved(appointment, 10, practitioner=first)

    assert told_now() == [("practitioner-cancelled", second.pk)]


def test_each_hears_of_a_cancellation_what_they_were_told_last(appointment, three):
    first, second, third = three
    moved(appointment, 11, practitioner=second)
    arrived(second)
    moved(appointment, 12, practitioner=third)
    cancelled(appointment)

    assert told_now() == [("practitioner-cancelled", first.pk), ("practitioner-cancelled", second.pk)]

    undone(appointment)

    assert told_now() == [
        ("practitioner-booked", third.pk),
        ("practitioner-cancelled", first.pk),
        ("practitioner-cancelled", second.pk),
    ]


def test_a_move_on_to_a_third_that_is_undone_is_told_as_the_move_to_the_second(appointment, three):
    first, second, third = three
    moved(appointment, 11, practitioner=second)
    moved(appointment, 12, practitioner=third)
    undone(appointment)

    assert told_now() == [("practitioner-booked", second.pk), ("practitioner-cancelled", first.pk)]


def test_a_move_back_that_is_undone_is_told_as_a_move(appointment):
    moved(appointment, 11)
    moved(appointment, 10)
    undone(appointment)

    assert waiting() == ["booking-moved", "practitioner-moved"]


def test_a_confirmation_that_is_being_sent_again_was_said_before(appointment):
    [confirmation] = Message.objects.filter(event="booking-confirmed")
    resend(key=confirmation.key, address="sister@example.com", actor=UserFactory(role="owner"), now=now())

    moved(appointment)

    assert waiting() == ["booking-moved", "practitioner-moved"]


def test_a_confirmation_that_is_sent_again_because_it_failed_is_owed_again_after_an_undo(appointment):
    Message.objects.filter(event="booking-confirmed").update(status=Status.FAILED, failure="bounced")
    [confirmation] = Message.objects.filter(event="booking-confirmed")
    resend(key=confirmation.key, actor=UserFactory(role="owner"), now=now())

    cancelled(appointment)
    undone(appointment)

    assert waiting() == ["booking-confirmed"]


def test_a_confirmation_that_waited_through_a_cancel_is_owed_again_once_it_is_undone(studio):
    appointment = booked(studio.service, some_noon())
    cancelled(appointment)
    assert "booking-confirmed" not in waiting()

    undone(appointment)

    assert waiting() == BOTH


def test_who_was_told_nothing_yet_hears_first_that_it_is_booked(studio):
    """A provider that was away: what is told at last is one message, with what is so then."""
    appointment = booked(studio.service, some_noon())
    moved(appointment, 11)
    assert waiting() == BOTH
    assert {datetime.fromisoformat(message.context["starts_at"]) for message in standing()} == {some_noon(11)}

    moved(appointment, 10)
    assert waiting() == BOTH
    assert {datetime.fromisoformat(message.context["starts_at"]) for message in standing()} == {some_noon(10)}


def test_what_became_of_an_appointment_is_told_to_nobody(appointment):
    later = appointment.ends_at
    complete(appointment_id=appointment.pk, actor=STAFF, now=later)
    mark_no_show(appointment_id=appointment.pk, actor=STAFF, now=later)

    assert waiting() == []


def test_a_move_into_the_past_is_told_for_a_day(appointment):
    """Who knows the old time would come then."""
    moved(appointment, -1, actor=STAFF, at=some_noon(-1) + timedelta(hours=20), override_rules=True)

    assert waiting() == ["booking-moved", "practitioner-moved"]
    assert {message.expires_at for message in standing().filter(status=Status.WAITING)} == {
        some_noon() + timedelta(days=-10, hours=1)
    }


def test_a_move_to_days_ago_is_told_to_nobody(appointment):
    moved(appointment, -3, actor=STAFF, override_rules=True)

    assert waiting() == []


def test_a_visit_written_down_afterwards_is_told_to_nobody(studio):
    book(wanted=wanted(studio.service, some_noon(-2)), booking=guest(actor=STAFF), now=now(), override_rules=True)

    assert Message.objects.count() == 0


def test_staff_write_to_a_client_in_the_clients_language(studio):
    booked(studio.service, some_noon(), email="ana@example.com")
    Appointment.objects.get().client.__class__.objects.update(language="fr")

    booked(studio.service, some_noon(12), email="ana@example.com", actor=STAFF)

    assert Message.objects.filter(event="booking-confirmed").order_by("-pk")[0].language == "fr"
