"""Bad input gets a clear problem and changes nothing."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from bookings.models import Appointment
from bookings.tests.api.public_door import MONDAY_10, door, person, problem, rows, wanted
from studio.models import StudioSettings, WeeklyHours

__all__ = ["door"]

REFUSED_TIMES = [
    ("2027-02-26T09:00:00-05:00", 422, "in-the-past"),
    ("2027-03-01T11:00:00-05:00", 422, "too-soon"),
    ("2027-05-03T09:00:00-04:00", 422, "too-far-ahead"),
    ("2027-03-02T09:05:00-05:00", 422, "off-grid"),
    ("2027-03-02T07:00:00-05:00", 422, "outside-hours"),
    ("2027-03-02T16:30:00-05:00", 422, "outside-hours"),  # would end after closing
    ("2027-03-02T11:30:00-05:00", 422, "outside-hours"),  # would run into lunch
    ("2027-03-03T10:00:00-05:00", 422, "closed"),
    ("2027-03-14T02:30:00-05:00", 422, "no-such-local-time"),
    ("2027-03-02T09:00:00", 400, "invalid"),  # no offset
    ("2027-03-02T09:00:30-05:00", 400, "invalid"),  # seconds
    ("tomorrow", 400, "invalid"),
    ("9999-12-31T23:59:00-05:00", 400, "invalid"),
    ("0001-01-01T00:00:00+00:00", 400, "invalid"),
    (1234567890, 400, "invalid"),
    (None, 400, "invalid"),
]


@pytest.mark.parametrize(("starts_at", "status", "kind"), REFUSED_TIMES)
@pytest.mark.parametrize("path", ["holds", "bookings"])
def test_a_time_that_cannot_be_is_refused_by_name(door, path, starts_at, status, kind):
    before = rows()
    body = {"service": "massage", "starts_at": starts_at} | (person() if path == "bookings" else {})

    answer = door.post(path, body)

    assert problem(answer) == (status, kind)
    assert rows() == before


def test_the_time_just_inside_each_rule_is_booked(door):
    for starts_at in ("2027-03-01T13:00:00-05:00", "2027-03-02T16:00:00-05:00", "2027-03-02T11:00:00-05:00"):
        assert door.book(starts_at).status_code == 201, starts_at


def test_an_offset_of_the_senders_own_zone_means_what_it_says(door):
    WeeklyHours.objects.filter(practitioner=door.maren).update(start_minute=0, end_minute=1440)
    WeeklyHours.objects.filter(practitioner=door.maren, kind="break").delete()

    answer = door.hold("2027-03-14T07:30:00+00:00")  # half an hour after Toronto's clocks have gone from 2 to 3

    assert answer.json()["starts_at"] == "2027-03-14T03:30:00-04:00"


BODIES = [
    ({"practitoner": "maren"}, "#/practitoner", "unknown"),
    ({"client": {"name": "P", "email": "p@example.com", "role": "owner"}}, "#/client/role", "unknown"),
    ({"consents": {"terms": True, "everything": True}}, "#/consents/everything", "unknown"),
    ({"client": {"email": "p@example.com"}}, "#/client/name", "required"),
    ({"client": {"name": "", "email": "p@example.com"}}, "#/client/name", "blank"),
    ({"client": {"name": "P" * 121, "email": "p@example.com"}}, "#/client/name", "max_length"),
    ({"client": {"name": "P\x00", "email": "p@example.com"}}, "#/client/name", "characters"),
    ({"client": {"name": "P\x07", "email": "p@example.com"}}, "#/client/name", "characters"),
    ({"client": {"name": "P\nBcc: all", "email": "p@example.com"}}, "#/client/name", "characters"),
    ({"client": {"name": "P", "email": "priya@gmail"}}, "#/client/email", "incomplete"),
    ({"client": {"name": "P", "email": "priya"}}, "#/client/email", "invalid_email"),
    ({"client": {"name": "P", "email": "p@example.com", "phone": "12"}}, "#/client/phone", "phone"),
    ({"client": "Priya"}, "#/client", "invalid"),
    ({"note": "x" * 1001}, "#/note", "max_length"),
    ({"language": "tlh"}, "#/language", "invalid_choice"),
    ({"service": "no slug!"}, "#/service", "invalid"),
    ({"hold_token": "both", "practitioner": None}, "#/service", "invalid"),
]


@pytest.mark.parametrize(("wrong", "pointer", "code"), BODIES)
def test_a_wrong_field_is_named(door, wrong, pointer, code):
    before = rows()

    answer = door.book(**wrong)

    assert problem(answer) == (400, "invalid")
    assert (pointer, code) in {(error["pointer"], error["code"]) for error in answer.json()["errors"]}
    assert rows() == before


def test_lone_surrogates_in_a_name_are_refused(door):
    body = json.dumps(wanted() | {"client": {"name": "\ud800", "email": "p@example.com"}})

    answer = door.api.generic("POST", "/api/v1/public/bookings", body, content_type="application/json")

    assert problem(answer) == (400, "invalid")
    assert answer.json()["errors"][0]["pointer"] == "#/client/name"


def test_everything_that_is_wrong_is_told_at_once(door):
    answer = door.post("bookings", {"client": {"email": "priya@gmail"}, "consents": {}})

    assert {error["pointer"] for error in answer.json()["errors"]} >= {"#/client/name", "#/client/email"}


def test_consents_are_enforced_and_named(door):
    type(door.massage).objects.update(asks_health_consent=True)
    before = rows()

    answer = door.book(consents={"marketing": True})

    assert problem(answer) == (422, "consent-required")
    assert answer.json()["consents"] == ["health", "terms"]
    assert rows() == before


def test_a_body_of_ten_megabytes_is_refused_unread(door):
    answer = door.api.generic("POST", "/api/v1/public/bookings", b" " * 10_000_000, content_type="application/json")

    assert problem(answer) == (413, "too-large")


@pytest.mark.parametrize(
    ("content", "content_type", "expected"),
    [
        (b"{not json", "application/json", (400, "unreadable")),
        (b"\xff\xfe", "application/json", (400, "unreadable")),
        (b"[]", "application/json", (400, "invalid")),
        (b"a=1", "application/x-www-form-urlencoded", (415, "unsupported-media-type")),
        (b"[" * 100_000, "application/json", (400, "unreadable")),
    ],
)
def test_what_is_no_json_object_is_refused(door, content, content_type, expected):
    assert problem(door.api.generic("POST", "/api/v1/public/bookings", content, content_type=content_type)) == expected


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_foreign_origin_is_refused(door, headers):
    before = rows()

    assert problem(door.post("bookings", wanted(), **headers)) == (403, "foreign-origin")
    assert rows() == before


def test_the_own_origin_passes(door):
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}

    assert door.post("bookings", wanted(), **headers).status_code == 201


def test_an_expired_hold_is_refused_and_its_time_told(door):
    token = door.hold().json()["hold_token"]
    door.at(MONDAY_10 + timedelta(minutes=10))

    answer = door.post("bookings", {"hold_token": token, **person()})

    assert problem(answer) == (409, "hold-expired")
    assert answer.json()["starts_at"] == "2027-03-02T14:00:00Z"
    assert not Appointment.objects.exists()


def test_a_hold_lives_until_the_last_moment(door):
    token = door.hold().json()["hold_token"]
    door.at(MONDAY_10 + timedelta(minutes=9, seconds=59))

    assert door.post("bookings", {"hold_token": token, **person()}).status_code == 201


def test_a_hold_that_never_was_is_refused(door):
    assert problem(door.post("bookings", {"hold_token": "x" * 43, **person()})) == (409, "hold-expired")
    assert problem(door.post("holds/extension", {"hold_token": "x" * 43})) == (409, "hold-expired")


def test_a_third_hold_from_one_address_is_refused(door):
    for starts_at in ("2027-03-02T09:00:00-05:00", "2027-03-02T10:00:00-05:00"):
        assert door.hold(starts_at).status_code == 201
    before = rows()

    assert problem(door.hold("2027-03-02T14:00:00-05:00")) == (409, "too-many-holds")
    assert rows() == before


def test_another_address_is_not_held_back(door):
    for starts_at in ("2027-03-02T09:00:00-05:00", "2027-03-02T10:00:00-05:00"):
        door.hold(starts_at)

    elsewhere = {"service": "massage", "starts_at": "2027-03-02T14:00:00-05:00"}
    answer = door.api.post("/api/v1/public/holds", elsewhere, format="json", REMOTE_ADDR="198.51.100.7")

    assert answer.status_code == 201


def test_a_hold_may_take_the_place_of_another(door):
    first = door.hold("2027-03-02T09:00:00-05:00").json()["hold_token"]
    door.hold("2027-03-02T10:00:00-05:00")

    assert door.hold("2027-03-02T14:00:00-05:00", replaces=first).status_code == 201
    assert door.hold("2027-03-02T09:00:00-05:00", replaces="unknown").json()["type"] == "/problems/too-many-holds"


def test_a_hold_lives_thirty_minutes_in_all(door):
    token = door.hold().json()["hold_token"]
    for minutes in (9, 18, 27):
        door.at(MONDAY_10 + timedelta(minutes=minutes))
        last = door.post("holds/extension", {"hold_token": token})
    refused = door.post("holds/extension", {"hold_token": token})

    assert last.json()["expires_at"] == "2027-03-01T10:30:00-05:00"
    assert problem(refused) == (409, "hold-limit-reached")


def test_a_released_time_is_free_at_once_and_releasing_twice_is_no_error(door):
    token = door.hold().json()["hold_token"]

    assert door.post("holds/release", {"hold_token": token}).status_code == 204
    assert door.post("holds/release", {"hold_token": token}).status_code == 204
    assert door.hold().status_code == 201


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"from": "2027-03-01", "to": "2027-05-02"}, (422, "range-too-long")),  # 63 days
        ({"from": "2027-03-02", "to": "2027-03-01"}, (400, "invalid")),
        ({"from": "2027-03-01"}, (400, "invalid")),
        ({"from": "0001-01-01", "to": "0001-01-02"}, None),
        ({"from": "9999-12-30", "to": "9999-12-31"}, None),
        ({"from": "2027-02-30", "to": "2027-03-01"}, (400, "invalid")),
        ({"from": "2027-03-01", "to": "2027-03-01", "practitioner": "theo"}, (422, "not-offered")),
        ({"from": "2027-03-01", "to": "2027-03-01", "practitioner": "a b"}, (400, "invalid")),
    ],
)
def test_a_range_of_slots_has_bounds(door, query, expected):
    answer = door.api.get("/api/v1/public/services/massage/slots", query)

    assert answer.status_code < 500
    if expected:
        assert problem(answer) == expected


def test_sixty_two_days_are_answered(door):
    query = {"from": "2027-03-01", "to": "2027-05-01"}

    assert door.api.get("/api/v1/public/services/massage/slots", query).status_code == 200


def test_who_does_not_give_it_and_what_is_not_there(door):
    assert problem(door.book(practitioner="theo")) == (422, "not-offered")
    assert problem(door.book(practitioner="nobody")) == (422, "not-offered")
    assert problem(door.book(service="levitation")) == (404, "missing")


def test_a_key_that_belongs_to_another_request_is_refused(door):
    door.post("bookings", wanted(), **{"Idempotency-Key": "one-try"})
    before = rows()

    other = door.post("bookings", wanted("2027-03-02T10:00:00-05:00"), **{"Idempotency-Key": "one-try"})

    assert problem(other) == (422, "idempotency-key-reused")
    assert rows() == before


def test_a_key_that_was_refused_is_not_used_up(door):
    refused = door.post("bookings", wanted("2027-03-03T10:00:00-05:00"), **{"Idempotency-Key": "one-try"})
    booked = door.post("bookings", wanted(), **{"Idempotency-Key": "one-try"})

    assert (refused.status_code, booked.status_code) == (422, 201)


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_a_length(door, key):
    assert problem(door.post("bookings", wanted(), **{"Idempotency-Key": key})) == (400, "invalid")


def test_a_manage_token_dies_thirty_days_after_the_visit(door):
    booked = door.book().json()
    ends_at = datetime(2027, 3, 2, 15, 0, tzinfo=UTC)
    door.at(ends_at + timedelta(days=30, seconds=-1))
    assert door.managed(booked).status_code == 200

    door.at(ends_at + timedelta(days=30))

    assert problem(door.managed(booked)) == (401, "not-authenticated")
    lookup = {"reference": booked["reference"], "email": "priya@example.com"}
    assert problem(door.post("bookings/lookup", lookup)) == (404, "missing")


def test_a_manage_token_opens_its_own_booking_only(door):
    mine = door.book().json()
    other = door.book("2027-03-02T10:00:00-05:00").json()

    answer = door.managed({"reference": other["reference"], "manage_token": mine["manage_token"]})

    assert problem(answer) == (404, "missing")


@pytest.mark.parametrize("spoil", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase(), lambda t: "é" * 51])
def test_a_spoilt_manage_token_opens_nothing(door, spoil):
    booked = door.book().json()

    answer = door.managed(booked | {"manage_token": spoil(booked["manage_token"])})

    assert answer.status_code == 401


def test_raising_the_version_revokes_the_manage_token(door):
    booked = door.book().json()
    Appointment.objects.update(token_version=2)

    assert problem(door.managed(booked)) == (401, "not-authenticated")


def test_lookup_refuses_every_mismatch_alike(door):
    booked = door.book().json()
    found = door.post("bookings/lookup", {"reference": booked["reference"].lower(), "email": "PRIYA@example.com"})
    mismatches = [
        door.post("bookings/lookup", {"reference": booked["reference"], "email": "other@example.com"}),
        door.post("bookings/lookup", {"reference": "00000000", "email": "priya@example.com"}),
    ]

    assert found.json()["manage_token"] == booked["manage_token"]
    assert len({(*problem(answer), answer.json()["detail"]) for answer in mismatches}) == 1


def test_without_a_studio_every_door_says_so(door):
    StudioSettings.objects.all().delete()

    assert problem(door.api.get("/api/v1/public/studio")) == (404, "studio-not-set-up")
    assert problem(door.book()) == (404, "studio-not-set-up")


def test_an_address_that_grows_when_it_is_folded_is_measured_folded(door):
    growing = "a" * 60 + "@" + "\u0130" * 60 + "." + "\u0130" * 60 + "." + "\u0130" * 60 + ".com"
    before = rows()

    answer = door.book(client={"name": "Priya Nair", "email": growing})

    assert problem(answer) == (400, "invalid")
    assert rows() == before


def test_a_phone_number_is_read_in_the_studios_country(door):
    StudioSettings.objects.update(address_country="FR")

    door.book(client={"name": "Priya Nair", "email": "priya@example.com", "phone": "01 23 45 67 89"})

    assert Appointment.objects.get().contact_phone == "+33123456789"
