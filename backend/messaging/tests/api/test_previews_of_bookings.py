"""Drafts on real bookings, by the source that writes the messages about them."""

import pytest

from bookings.selectors import token_of
from bookings.tests.api.staff_door import Studio, staff
from messaging.default_texts import DEFAULTS
from messaging.letters import source_of
from messaging.models import Message
from messaging.rendering import render
from messaging.sms import length

TEMPLATES = "/api/v1/staff/message-templates"


@pytest.fixture
def studio(db):
    return Studio()


def preview(what, words, **asked):
    subject = {"subject_line": words.subject_line} if words.subject_line else {}
    return staff("owner").post(f"{TEMPLATES}/{'/'.join(what)}/preview", {**subject, "body": words.body, **asked})


@pytest.mark.parametrize(
    ("what", "words"), DEFAULTS.items(), ids=lambda part: "-".join(part) if part in DEFAULTS else ""
)
def test_every_message_can_be_seen_on_a_booking(studio, what, words):
    appointment = studio.booked(hours_from_now=50)

    answer = preview(what, words)

    assert answer.status_code == 200
    assert answer.json()["reference"] == appointment.reference
    assert "Priya" in answer.json()["text"] or what[1] == "sms"
    assert token_of(appointment) not in answer.json()["text"]


def test_the_booking_is_the_one_that_was_asked_for(studio):
    studio.booked(hours_from_now=50)
    other = studio.booked(hours_from_now=80, name="Hanna Berg")
    what = ("booking-confirmed", "email", "en")

    answer = preview(what, DEFAULTS[what], reference=other.reference).json()

    assert answer["reference"] == other.reference
    assert "Hanna" in answer["text"]


def test_an_sms_is_as_long_in_the_preview_as_when_it_is_sent(studio):
    appointment = studio.booked(hours_from_now=50)
    what = ("booking-confirmed", "sms", "en")
    message = Message.objects.get(event=what[0], subject_reference=appointment.reference)
    message.channel, message.address = "sms", appointment.contact_phone
    sent = render(message, source_of("appointment").letter(message, appointment.booked_at)).ready.text

    shown = preview(what, DEFAULTS[what]).json()

    assert token_of(appointment) in sent
    assert (shown["characters"], shown["segments"]) == (length(sent).characters, length(sent).segments)


def test_a_studio_without_a_booking_is_told_so(studio):
    what = ("booking-confirmed", "email", "en")

    answer = preview(what, DEFAULTS[what])

    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no booking yet to show this on.")
