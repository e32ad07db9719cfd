"""What messages about an appointment say when they are sent: what is true then, and never whose business it is not."""

from datetime import timedelta

import pytest
from icalendar import Calendar

from accounts.tests.factories import UserFactory
from bookings.actors import CLIENT, Booking, ClientDetails
from bookings.letters.source import AppointmentLetters
from bookings.models import Appointment, Client
from bookings.selectors import token_of
from bookings.services.booking import book
from bookings.services.cancellation import cancel
from bookings.services.reminders import queue_reminders
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from bookings.tests.builders import STAFF, open_studio, some_noon, wanted
from common.time import now
from messaging.events import EVENTS
from messaging.letters import NoAddress, NoLongerSo, TooLate, source_of
from messaging.models import Message, ReminderRule, Status
from messaging.rendering import render
from studio.models import Practitioner, Service, StudioSettings

pytestmark = pytest.mark.django_db
LONG_AGO = now() - timedelta(days=400)


@pytest.fixture
def studio():
    studio = open_studio(
        practitioners=2,
        rooms=1,
        late_cancellation_percent=50,
        email="desk@studio.example",
        address_street="18 Millrace Lane",
    )
    Service.objects.update(name="Relaxation massage")
    for n, practitioner in enumerate(studio.practitioners):
        user = UserFactory(role="practitioner", email=f"hands{n}@studio.example")
        Practitioner.objects.filter(pk=practitioner.pk).update(user=user, name=["Maren Holt", "Theo Lind"][n])
    return studio


def booked(studio, name="Priya Nair", email="priya@example.com", starts_at=None, language="en"):
    booking = Booking(
        client=ClientDetails(name=name, email=email, phone="+14165550142"),
        actor=CLIENT,
        source="online",
        consents=frozenset({"terms", "sms"}),
        language=language,
        note="A stiff neck.",
    )
    return book(
        wanted=wanted(studio.service, starts_at or some_noon(), studio.practitioner), booking=booking, now=now()
    )


def letter(event, channel="email", at=None):
    message = Message.objects.filter(event=event, channel=channel).order_by("-pk")[0]
    return AppointmentLetters().letter(message, at or now())


def all_it_says(found):
    parts = [found.headline, found.consequence, found.why, found.address, found.recipient, *found.values.values()]
    parts += [f"{fact.label} {fact.value} {fact.note}" for fact in found.facts]
    parts += [link.url for link in [found.action, *found.links] if link]
    parts += [attachment.content.decode().replace("\r\n ", "") for attachment in found.attachments]
    return "\n".join(parts)


def facts(found):
    return {fact.label: fact.value for fact in found.facts}


def sent():
    """As if a provider had everything that waits."""
    Message.objects.filter(status=Status.WAITING).update(status=Status.SENT)


def moved(appointment, practitioner=None, actor=CLIENT, days=11):
    sent()
    return reschedule(
        appointment_id=appointment.pk,
        starts_at=some_noon(days),
        practitioner_slug=practitioner and practitioner.slug,
        actor=actor,
        now=now(),
    )


def cancelled(appointment, actor=CLIENT, reason="", at=None):
    sent()
    return cancel(appointment_id=appointment.pk, actor=actor, reason=reason, now=at or now())


def test_the_outbox_asks_this_source():
    assert isinstance(source_of("appointment"), AppointmentLetters)


def test_a_confirmation_says_all_that_was_agreed_and_leads_straight_to_changes(studio):
    token = token_of(booked(studio))

    found = letter("booking-confirmed")

    assert found.address == "priya@example.com"
    assert facts(found)["Treatment"] == "Relaxation massage, 60\u00a0minutes"
    assert facts(found)["With"] == "Maren Holt"
    assert facts(found)["To pay then"] == "$115"
    assert found.consequence.startswith("Free to move or cancel until")
    assert found.consequence.endswith("After that, $57.50.")
    assert found.action.url.endswith(f"/b/{token}/")
    assert [link.url.partition("/b/")[2] for link in found.links[:2]] == [f"{token}/move/", f"{token}/cancel/"]
    assert token in found.secrets


def test_french_clients_get_french_letters_and_links(studio):
    booked(studio, language="fr")

    found = letter("booking-confirmed")

    assert found.language == "fr"
    assert "/fr/b/" in found.action.url
    assert "Quand" in facts(found)


def test_a_practitioner_is_told_who_comes_and_what_they_wrote(studio):
    appointment = booked(studio)

    found = letter("practitioner-booked")

    assert (found.address, found.recipient) == ("hands0@studio.example", "Maren Holt")
    assert (facts(found)["Client"], facts(found)["Note"]) == ("Priya Nair", "A stiff neck.")
    assert "+1 416-555-0142" in all_it_says(found)
    assert found.action.url.endswith(f"/admin/appointments/{appointment.reference}")
    assert token_of(appointment) not in all_it_says(found)


def test_a_practitioner_without_a_sign_in_is_told_through_the_studio(studio):
    Practitioner.objects.update(user=None)
    booked(studio)

    assert letter("practitioner-booked").address == "desk@studio.example"

    StudioSettings.objects.update(email="")
    with pytest.raises(NoAddress):
        letter("practitioner-booked")


@pytest.mark.parametrize("event", sorted(EVENTS))
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_message_can_be_written_and_sent_to_its_one_person(studio, event, language):
    """Through the templates, with all their placeholders; with two clients, neither's letter names the other."""
    other = booked(studio, name="Zelda Quist", email="zelda@example.org", starts_at=some_noon(10) + timedelta(hours=2))
    appointment = booked(studio, language=language)
    at = bring_about(event, appointment)
    for message in Message.objects.filter(event=event, subject_id=appointment.pk):
        found = AppointmentLetters().letter(message, at)
        rendered = render(message, found)

        assert "Zelda" not in all_it_says(found)
        assert "zelda@" not in all_it_says(found)
        assert other.reference not in all_it_says(found)
        assert token_of(appointment) not in rendered.text
        if EVENTS[event].audience == "client":
            assert "A stiff neck" not in all_it_says(found)


def bring_about(event, appointment):
    """What leads to this message; the moment when it is sent."""
    ReminderRule.objects.update(since=LONG_AGO)
    Appointment.objects.update(booked_at=LONG_AGO)
    if event.endswith("reminder"):
        at = appointment.starts_at - timedelta(hours=2)
        queue_reminders(now=at)
        return at
    if event.endswith("moved"):
        moved(appointment)
    if event.endswith("cancelled"):
        cancelled(appointment)
    return now() + timedelta(minutes=4)


@pytest.mark.parametrize("event", ["booking-confirmed", "practitioner-booked"])
def test_what_was_changed_meanwhile_is_not_said(studio, event):
    appointment = booked(studio)
    Message.objects.update(status=Status.SENDING, claimed_until=now() + timedelta(minutes=5))  # in somebody's hands
    moved(appointment)
    with pytest.raises(NoLongerSo):
        letter(event)

    undo(appointment_id=appointment.pk, actor=CLIENT, now=now())
    assert letter(event)

    cancelled(appointment)
    with pytest.raises(NoLongerSo):
        letter(event)


def test_a_reminder_is_not_sent_when_it_has_begun_nor_when_its_rule_is_gone(studio):
    appointment = booked(studio)
    bring_about("booking-reminder", appointment)
    assert letter("booking-reminder")

    with pytest.raises(TooLate):
        letter("booking-reminder", at=appointment.starts_at)

    ReminderRule.objects.all().delete()
    with pytest.raises(NoLongerSo):
        letter("booking-reminder")


@pytest.mark.parametrize(("actor", "said"), [(CLIENT, "Moved by you"), (STAFF, "Moved by the studio")])
def test_a_move_says_from_where_and_who_did_it(studio, actor, said):
    appointment = booked(studio)
    before = letter("booking-confirmed").headline
    moved(appointment, actor=actor)

    found = letter("booking-moved")

    [was] = [fact for fact in found.facts if fact.label == "Before"]
    assert (was.value, was.note) == (before, said)


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        (CLIENT, "You cancelled this booking. Nothing is due."),
        (STAFF, "The studio cancelled this booking. Nothing is due.\nMaren is unwell."),
    ],
)
def test_a_cancellation_says_who_did_it_and_what_is_due(studio, actor, said):
    cancelled(booked(studio), actor=actor, reason="Maren is unwell.")

    assert letter("booking-cancelled").consequence == said


def test_a_late_cancellation_says_the_fee(studio):
    appointment = booked(studio)
    cancelled(appointment, at=appointment.starts_at - timedelta(hours=1))

    assert "$57.50 is due" in letter("booking-cancelled").consequence


def test_of_a_move_to_somebody_else_the_old_one_is_told_with_whom_it_is(studio):
    appointment = booked(studio)
    before = letter("practitioner-booked").headline
    moved(appointment, practitioner=studio.practitioners[1])

    gone, theirs = letter("practitioner-cancelled"), letter("practitioner-booked")

    assert (gone.recipient, gone.headline) == ("Maren Holt", before)
    assert gone.consequence.startswith("It is with Theo Lind now: ")
    assert theirs.recipient == "Theo Lind"
    uids = [Calendar.from_ical(each.attachments[0].content).walk("VEVENT")[0]["uid"] for each in (gone, theirs)]
    assert uids[0] != uids[1]  # one mailbox may get both


def test_the_calendar_file_takes_along_what_the_letter_says(studio):
    appointment = booked(studio)
    steps = [letter("booking-confirmed").attachments[0]]
    moved(appointment)
    steps.append(letter("booking-moved").attachments[0])
    cancelled(appointment)
    steps.append(letter("booking-cancelled").attachments[0])

    events = [Calendar.from_ical(file.content).walk("VEVENT")[0] for file in steps]
    assert [file.content_type.rpartition("=")[2] for file in steps] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["uid"]) for event in events}) == 1
    assert [event["sequence"] for event in events] == [0, 1, 2]
    assert {str(event["attendee"]) for event in events} == {"mailto:priya@example.com"}
    assert all(token_of(appointment) not in file.content.decode().replace("\r\n ", "") for file in steps)


def test_sent_to_another_address_the_calendar_file_invites_that_one(studio):
    booked(studio)
    Message.objects.update(is_addressed_by_hand=True, address="somebody@example.org")

    for event in ("booking-confirmed", "practitioner-booked"):
        found = letter(event)
        [entry] = Calendar.from_ical(found.attachments[0].content).walk("VEVENT")
        assert (found.address, str(entry["attendee"])) == ("somebody@example.org", "mailto:somebody@example.org")


def test_of_what_is_cancelled_nobody_is_told_that_somebody_has_it_now(studio):
    """It had moved on, but who had it first was still to hear of that."""
    appointment = booked(studio)
    moved(appointment, practitioner=studio.practitioners[1])
    cancel(appointment_id=appointment.pk, actor=STAFF, reason="The heating failed.", now=now())

    gone = letter("practitioner-cancelled")

    assert (gone.recipient, gone.consequence) == ("Maren Holt", "The heating failed.")


def test_the_link_to_the_calendar_goes_to_the_clients_own_address_alone(studio):
    booked(studio)
    assert any("/calendar/" in link.url for link in letter("booking-confirmed").links)

    Message.objects.update(is_addressed_by_hand=True, address="somebody@example.org")
    assert not any("/calendar/" in link.url for link in letter("booking-confirmed").links)


@pytest.mark.parametrize("event", sorted(EVENTS))
def test_a_preview_shows_the_latest_real_booking_with_links_that_open_nothing(studio, event):
    other = booked(studio, name="Zelda Quist", email="zelda@example.org", starts_at=some_noon(12))
    appointment = booked(studio)

    found = AppointmentLetters().sample(event, "email", "en", "", now())
    chosen = AppointmentLetters().sample(event, "email", "en", other.reference.lower(), now())

    assert (found.values["client_name"], chosen.values["client_name"]) == ("Priya Nair", "Zelda Quist")
    assert token_of(appointment) not in all_it_says(found)
    assert AppointmentLetters().sample(event, "email", "en", "00000000", now()) is None


def test_without_any_booking_there_is_no_preview(studio):
    assert AppointmentLetters().sample("booking-confirmed", "email", "en", "", now()) is None


def test_a_corrected_address_is_the_one_that_is_written_to(studio):
    booked(studio)
    Client.objects.update(email="right@example.com")

    assert letter("booking-confirmed").address == "right@example.com"
