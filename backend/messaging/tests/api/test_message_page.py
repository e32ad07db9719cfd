"""`message-pages/{signed}`: an e-mail as a page in a frame of the staff app."""

import random
import string
from datetime import timedelta

import pytest
from django.core import signing
from django.utils import timezone

from bookings.tests.api.staff_door import staff
from common.logs import redact
from messaging import letters, pages
from messaging.default_texts import Words
from messaging.letters import NoLongerSo
from messaging.models import Message
from messaging.pages import Draft, page_of_draft, page_of_message
from messaging.rendering import REDACTED, render
from messaging.tests.factories import MessageFactory
from messaging.tests.letters import TOKEN, Bookings, letter
from studio.tests.factories import StudioFactory


@pytest.fixture(autouse=True)
def bookings(db, monkeypatch):
    StudioFactory(name="Stillwater Bodywork")
    source = Bookings()
    monkeypatch.setitem(letters._sources, "appointment", source)
    return source


def draft(**changes):
    fields = {"event": "booking-confirmed", "channel": "email", "language": "en", "reference": "K7QM4T2X"}
    return Draft(**{**fields, "words": Words("Own subject", "Own words for {client_name}."), **changes})


def a_sent_message(**fields):
    said = render(Message(event="booking-confirmed", channel="email"), letter("booking-confirmed"))
    kept = {"text": said.text, "content": said.content, "subject_line": said.subject_line}
    return MessageFactory(subject_kind="appointment", status="sent", **{**kept, **fields})


def test_a_message_is_shown_as_it_was_sent_without_its_keys(client):
    answer = client.get(page_of_message(a_sent_message()))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "Priya, you are booked" in html
    assert "data:image/png;base64," in html
    assert TOKEN not in html
    assert REDACTED in html


def test_what_was_sent_stays_what_it_was(client, bookings, monkeypatch):
    page = page_of_message(a_sent_message())
    monkeypatch.setattr(bookings, "letter", None)
    StudioFactory(name="Another Name")

    assert "Stillwater Bodywork" in client.get(page).content.decode()


def test_a_message_that_waits_is_shown_as_it_would_be_sent_now(client):
    page = page_of_message(MessageFactory(subject_kind="appointment"))

    assert "Priya, you are booked" in client.get(page).content.decode()


def test_a_message_with_nothing_true_to_say_has_nothing_to_show(client, bookings, monkeypatch):
    def letter(message, now):
        raise NoLongerSo

    monkeypatch.setattr(bookings, "letter", letter)

    assert client.get(page_of_message(MessageFactory(subject_kind="appointment"))).status_code == 404


def test_a_draft_is_shown_on_its_booking(client):
    html = client.get(page_of_draft(draft())).content.decode()

    assert "Own words for Priya Nair." in html
    assert TOKEN not in html


def test_an_sms_has_no_page():
    assert page_of_message(MessageFactory(channel="sms", address="+14035550142")) == ""
    assert page_of_draft(draft(channel="sms")) == ""


def test_a_message_that_was_never_written_has_no_page():
    assert page_of_message(MessageFactory(failed=True)) == ""


def test_the_page_has_no_rights_but_to_be_looked_at_in_the_staff_app(client):
    headers = client.get(page_of_draft(draft())).headers

    policy = {part.strip() for part in headers["Content-Security-Policy"].split(";")}
    assert policy == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-same-origin",
    }
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")


def test_the_address_opens_for_ten_minutes(client, monkeypatch):
    page = page_of_message(a_sent_message())
    made_at = timezone.now()

    monkeypatch.setattr(signing.time, "time", (made_at + timedelta(minutes=9)).timestamp)
    assert client.get(page).status_code == 200

    monkeypatch.setattr(signing.time, "time", (made_at + timedelta(minutes=11)).timestamp)
    answer = client.get(page, headers={"Accept-Language": "fr"})
    assert answer.status_code == 404
    assert "dix minutes" in answer.content.decode()


@pytest.mark.parametrize("signed", ["x", "a:b:c", ":::", signing.Signer(salt="other").sign("x")])
def test_no_address_is_made_by_guessing(client, signed):
    answer = client.get(f"/api/v1/message-pages/{signed}")

    assert answer.status_code == 404
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_the_address_names_nobody_and_no_log_keeps_it():
    message = a_sent_message()
    page = page_of_message(message)

    said = repr(signing.loads(page.rsplit("/", 1)[1], salt=pages.SALT))
    assert said == repr({"message": str(message.key)})
    assert redact(f"GET {page} 200") == "GET /api/v1/message-pages/[redacted] 200"


def test_an_address_holds_a_draft_of_any_length_that_people_write():
    some = ["vous", "êtes", "réservé", "pour", "at", "the", "door,", "{practitioner}", "rendez-vous", "à", "l’heure"]
    prose = " ".join(random.Random(1).choices(some, k=400))

    page = page_of_draft(draft(words=Words("s" * 150, prose[:2000])))
    noise = page_of_draft(
        draft(words=Words("s", "".join(random.Random(1).choices(string.printable + "éèà🌿ß", k=6000))))
    )

    assert 0 < len(page) < 4000
    assert noise == ""


def test_a_preview_gives_the_address_of_its_page(client):
    answer = staff("front_desk").post(
        "/api/v1/staff/message-templates/booking-confirmed/email/fr/preview",
        {"subject_line": "Objet", "body": "Bonjour {client_first_name}"},
    )

    assert "Bonjour Chloé" in client.get(answer.json()["page"]).content.decode()
