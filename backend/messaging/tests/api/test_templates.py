"""`staff/message-templates`: what messages say."""

import pytest

from accounts.models import AuditEntry
from bookings.tests.api.staff_door import staff
from messaging import letters
from messaging.default_texts import DEFAULTS
from messaging.models import Message, MessageTemplate
from messaging.rendering import render
from messaging.tests.letters import Bookings, letter
from studio.tests.factories import StudioFactory

TEMPLATES = "/api/v1/staff/message-templates"
CONFIRMED = f"{TEMPLATES}/booking-confirmed/email/en"
CONFIRMED_SMS = f"{TEMPLATES}/booking-confirmed/sms/en"
WORDS = {"subject_line": "See you {day}", "body": "{client_first_name}, come in by the side door."}


@pytest.fixture(autouse=True)
def bookings(monkeypatch):
    monkeypatch.setitem(letters._sources, "appointment", Bookings())


@pytest.fixture
def owner(db):
    StudioFactory(name="Stillwater Bodywork")
    return staff("owner")


def test_every_message_is_listed_with_its_words_and_what_they_may_name(owner):
    rows = owner.get(TEMPLATES).json()["results"]

    assert {(row["event"], row["channel"], row["language"]) for row in rows} == set(DEFAULTS)
    row = next(row for row in rows if row["event"] == "practitioner-moved" and row["language"] == "fr")
    assert (row["audience"], row["is_edited"]) == ("practitioner", False)
    assert row["default"] == {"subject_line": row["subject_line"], "body": row["body"]}
    names = {placeholder["name"] for placeholder in row["placeholders"]}
    assert {"client_name", "old_date_and_time", "staff_link"} <= names
    assert not {"manage_link", "cancel_link"} & names


def test_the_meanings_come_in_the_language_that_is_asked_for(owner):
    def meaning(language):
        row = owner.get(TEMPLATES, headers={"Accept-Language": language}).json()["results"][0]
        return next(one["meaning"] for one in row["placeholders"] if one["name"] == "studio_name")

    assert (meaning("en"), meaning("fr-CA,fr;q=0.9")) == ("The studio's name.", "Le nom du studio.")


def test_own_words_are_said_from_then_on(owner):
    answer = owner.put(CONFIRMED, WORDS)

    assert answer.status_code == 200
    assert (answer.json()["is_edited"], answer.json()["subject_line"]) == (True, "See you {day}")
    ready = render(Message(event="booking-confirmed", channel="email"), letter("booking-confirmed")).ready
    assert ready.subject_line == "See you Thursday 11 March"
    assert "Priya, come in by the side door." in ready.text


def test_a_reset_brings_the_default_words_back(owner):
    owner.put(CONFIRMED, WORDS)

    assert owner.delete(CONFIRMED).status_code == 204
    assert owner.delete(CONFIRMED).status_code == 204
    row = owner.get(TEMPLATES).json()["results"][0]
    assert (row["is_edited"], row["body"]) == (False, row["default"]["body"])


def test_writing_the_default_words_again_is_a_reset(owner):
    default = DEFAULTS["booking-confirmed", "email", "en"]
    owner.put(CONFIRMED, WORDS)

    answer = owner.put(CONFIRMED, {"subject_line": default.subject_line, "body": default.body})

    assert answer.json()["is_edited"] is False
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize("address", [CONFIRMED, f"{CONFIRMED}/preview"])
@pytest.mark.parametrize(
    ("field", "text", "named"),
    [
        ("body", "At {planet}", "{planet}"),
        ("subject_line", "{Client_name}", "{Client_name}"),
        ("body", "{client.name}", "{client.name}"),
        ("body", "{% now 'Y' %}", "{% now 'Y' %}"),
        ("body", "{{ price }}", "{ price }"),
        ("body", "{old_date_and_time}", "{old_date_and_time}"),  # of another event
        ("body", "a { b", "{ b"),
        ("body", "a } b", "brace"),
    ],
)
def test_what_is_no_placeholder_is_refused_and_named(owner, address, field, text, named):
    send = owner.post if address.endswith("preview") else owner.put

    answer = send(address, WORDS | {field: text})

    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert (error["pointer"], error["code"]) == (f"#/{field}", "unknown_placeholder")
    assert named in error["detail"]
    assert not MessageTemplate.objects.exists()


@pytest.mark.parametrize(
    ("address", "words", "pointers"),
    [
        (CONFIRMED, {}, {"#/subject_line", "#/body"}),
        (CONFIRMED, {"subject_line": " ", "body": " "}, {"#/subject_line", "#/body"}),
        (CONFIRMED, {"subject_line": "a\nBcc: b", "body": "x"}, {"#/subject_line"}),
        (CONFIRMED, {"subject_line": "s" * 151, "body": "b" * 2001}, {"#/subject_line", "#/body"}),
        (CONFIRMED_SMS, {"body": ""}, {"#/body"}),
        (CONFIRMED_SMS, {"body": "b" * 801}, {"#/body"}),
    ],
)
def test_what_is_missing_or_too_long_is_refused(owner, address, words, pointers):
    answer = owner.put(address, words)

    assert (answer.status_code, {error["pointer"] for error in answer.json()["errors"]}) == (400, pointers)


def test_an_sms_may_have_eight_hundred_letters(owner):
    assert owner.put(CONFIRMED_SMS, {"body": "b" * 800}).status_code == 200


@pytest.mark.parametrize("path", ["nothing/email/en", "practitioner-booked/sms/en", "booking-confirmed/email/de"])
def test_there_is_no_such_message(owner, path):
    answers = [
        owner.put(f"{TEMPLATES}/{path}", WORDS),
        owner.delete(f"{TEMPLATES}/{path}"),
        owner.post(f"{TEMPLATES}/{path}/preview", WORDS),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_a_preview_shows_the_draft_on_a_real_booking_and_saves_nothing(owner):
    answer = owner.post(f"{CONFIRMED}/preview", WORDS).json()

    assert answer["subject_line"] == "See you Thursday 11 March"
    assert "Priya, come in by the side door." in answer["text"]
    assert (answer["reference"], answer["characters"], answer["segments"]) == ("K7QM4T2X", None, None)
    assert not MessageTemplate.objects.exists()
    assert not Message.objects.exists()


def test_a_preview_of_an_sms_says_how_long_it_is(owner):
    answer = owner.post(f"{CONFIRMED_SMS}/preview", {"body": "À bientôt {client_first_name}" + "!" * 60}).json()

    assert answer["text"] == "À bientôt Priya" + "!" * 60
    assert (answer["page"], answer["characters"], answer["segments"]) == ("", 75, 2)


def test_a_preview_on_a_booking_that_is_not_there_says_so(owner):
    answer = owner.post(f"{CONFIRMED}/preview", WORDS | {"reference": "NOTHERE1"})

    assert (answer.status_code, answer.json()["detail"]) == (404, "There is no such booking.")


def test_the_trail_tells_who_changed_which_words(owner):
    owner.put(CONFIRMED, WORDS)
    owner.put(CONFIRMED, WORDS | {"body": "Other words."})
    owner.delete(CONFIRMED)

    entries = AuditEntry.objects.filter(subject_kind="template").order_by("pk")

    assert [entry.action for entry in entries] == ["template.changed", "template.changed", "template.reset"]
    assert {entry.subject_id for entry in entries} == {"booking-confirmed email en"}
    assert entries[1].before == {"body": WORDS["body"]}
    assert entries[1].after == {"body": "Other words."}


def test_the_list_costs_one_query_for_all_words(owner, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        owner.get(TEMPLATES)
