"""Whoever books types a name and somebody else's address: the studio must not send that person a stranger's link."""

import pytest

from bookings.actors import CLIENT, Booking, ClientDetails
from bookings.letters.source import AppointmentLetters
from bookings.services.booking import book
from bookings.tests.builders import open_studio, some_noon, wanted
from common.time import now
from messaging.models import Message
from messaging.rendering import render

pytestmark = pytest.mark.django_db


def first_name_for(name, channel="email"):
    client = ClientDetails(name=name, email="victim@example.com", phone="+14165550142")
    booking = Booking(client=client, actor=CLIENT, source="online", consents=frozenset({"terms", "health", "sms"}))
    book(wanted=wanted(open_studio().service, some_noon()), booking=booking, now=now())
    message = Message.objects.get(event="booking-confirmed", channel=channel)
    letter = AppointmentLetters().letter(message, now())
    return letter, render(message, letter).ready


@pytest.mark.parametrize("channel", ["email", "sms"])
@pytest.mark.parametrize(
    "name", ["https://win.example/prize", "win.example", "Www.Win.Example you-won", "a@win.example"]
)
def test_a_name_that_is_a_link_is_none_in_a_message(name, channel):
    letter, ready = first_name_for(name, channel)

    said = (
        ready.subject_line
        + ready.text
        + ready.html
        + "".join(part.content.decode("latin-1") for part in letter.attachments)
    )
    assert "win.example" not in said.lower()
    assert "@win" not in said.lower()


@pytest.mark.parametrize(
    ("name", "first"), [("Ana Marsh", "Ana"), ("J. R. Smith", "J."), ("Anne-Zoë O’Neil", "Anne-Zoë")]
)
def test_a_name_that_is_a_name_stays_as_it_is(name, first):
    letter, _ = first_name_for(name)

    assert (letter.values["client_name"], letter.values["client_first_name"]) == (name, first)
