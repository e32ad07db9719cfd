"""What strangers are told, key by key; nothing that a client typed is among it.

A key that appears or goes is a change of the public contract: think of who reads it, then change the table here.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.urls import get_resolver
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from bookings.tests.api.staff_door import Studio, whole_hour
from config.tests.routes import ANYONE, TABLE, walk
from operations.jobs import JOBS
from studio.models import Practitioner, StudioSettings

PUBLIC = "/api/v1/public"
CANARY = {
    "name": "Zephyrine Quillfeather",
    "email": "zephyrine.quillfeather@example.com",
    "phone": "+14035550188",
}
NOTE = "an old injury of the left quillbone"
STAFF_EMAIL = "maren.private.address@example.com"
# What any of them would be found by; a phone number in any spelling ends alike.
TRACES = ["quillfeather", "zephyrine", "5550188", "555-0188", "quillbone", "maren.private"]

PROBLEM = {"type", "title", "status", "detail", "instance"}
FIELD_PROBLEM = PROBLEM | {"errors[].pointer", "errors[].code", "errors[].detail"}
NAMED = {"service.slug", "service.name", "practitioner.slug", "practitioner.name"}
MONEY = {"price.amount", "price.currency"}
BOOKING = {
    "reference",
    "status",
    *NAMED,
    "starts_at",
    "ends_at",
    *MONEY,
    "free_cancellation_until",
    "reschedule_until",
    "late_fee.amount",
    "late_fee.currency",
    "charged_late_fee.amount",
    "charged_late_fee.currency",
    "undo_until",
    "undo_change",
}
SERVICE = {
    "slug",
    "name",
    "summary",
    "description",
    "duration_minutes",
    *MONEY,
    "asks_health_consent",
    "practitioners[].slug",
    "practitioners[].name",
    "practitioners[].title",
}
LIST = {"next"}
A_YEAR = {"from": "2027-01-01", "to": "2027-12-31"}


@pytest.fixture
def studio(db):
    made = Studio()
    Practitioner.objects.filter(pk=made.maren.pk).update(user=UserFactory(email=STAFF_EMAIL, role="practitioner"))
    return made


@pytest.fixture
def stranger():
    return APIClient()


@pytest.fixture
def appointment(studio, stranger):
    """The canary's own booking, made at the public door."""
    return stranger.post(f"{PUBLIC}/bookings", wanted(26) | person()).json()


def wanted(hours_from_now: int, **more: Any) -> dict[str, Any]:
    return {"service": "massage", "starts_at": whole_hour(hours_from_now).isoformat(), "practitioner": "maren", **more}


def person() -> dict[str, Any]:
    return {"client": CANARY, "consents": {"terms": True}, "note": NOTE}


def keys_of(value: Any, at: str = "") -> set[str]:
    """Paths to every leaf: `results[].price.amount`."""
    if isinstance(value, dict):
        return {path for name, inner in value.items() for path in keys_of(inner, f"{at}.{name}" if at else name)}
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        return {path for item in value for path in keys_of(item, f"{at}[]")}
    return {at}


def days() -> dict[str, str]:
    today = datetime.now(UTC).date()
    return {"from": today.isoformat(), "to": (today + timedelta(days=3)).isoformat()}


def test_public_facts(studio, stranger):
    assert keys_of(stranger.get(f"{PUBLIC}/studio").json()) == {
        "name",
        "tagline",
        "description",
        "time_zone",
        "currency",
        "email",
        "phone",
        "address.street",
        "address.city",
        "address.region",
        "address.postal_code",
        "address.country",
        "arrival_note",
        "policies.slot_grid_minutes",
        "policies.minimum_notice_minutes",
        "policies.horizon_days",
        "policies.cancel_deadline_minutes",
        "policies.reschedule_deadline_minutes",
        "policies.late_cancellation_percent",
        "policies.hold_minutes",
        "policies.daily_cap",
        "terms_version",
        "practitioners[].slug",
        "practitioners[].name",
        "practitioners[].title",
        "practitioners[].bio",
    }
    assert keys_of(stranger.get(f"{PUBLIC}/services").json()) == LIST | {f"results[].{key}" for key in SERVICE}
    assert keys_of(stranger.get(f"{PUBLIC}/services/massage").json()) == SERVICE
    assert keys_of(stranger.get(f"{PUBLIC}/hours", days()).json()) == LIST | {
        "time_zone",
        "results[].day",
        "results[].open[].opens_at",
        "results[].open[].closes_at",
    }
    assert keys_of(stranger.get(f"{PUBLIC}/services/massage/slots", days()).json()) == {
        "time_zone",
        "slots[].starts_at",
        "slots[].ends_at",
        "slots[].practitioners",
    }


def test_holds(studio, stranger):
    held = stranger.post(f"{PUBLIC}/holds", wanted(26))
    extended = stranger.post(f"{PUBLIC}/holds/extension", {"hold_token": held.json()["hold_token"]})
    released = stranger.post(f"{PUBLIC}/holds/release", {"hold_token": held.json()["hold_token"]})

    expected = {"hold_token", "expires_at", *NAMED, "starts_at", "ends_at", *MONEY}
    assert keys_of(held.json()) == keys_of(extended.json()) == expected
    assert (released.status_code, released.content) == (204, b"")


def test_a_booking_shows_what_was_booked_and_not_by_whom(appointment, stranger):
    assert keys_of(appointment) == BOOKING | {"manage_token"}

    looked_up = stranger.post(
        f"{PUBLIC}/bookings/lookup", {"reference": appointment["reference"], "email": CANARY["email"]}
    )
    assert keys_of(looked_up.json()) == BOOKING | {"manage_token"}


@pytest.mark.parametrize("step", ["", "/reschedule", "/cancellation", "/undo"])
def test_its_holder_sees_the_same(appointment, stranger, step):
    address = f"{PUBLIC}/bookings/{appointment['reference']}{step}"
    headers = {"Authorization": f"Manage {appointment['manage_token']}"}
    body = {"starts_at": whole_hour(30).isoformat()} if step == "/reschedule" else {}
    if step == "/undo":
        stranger.post(address.replace("undo", "cancellation"), {}, headers=headers)

    response = stranger.post(address, body, headers=headers) if step else stranger.get(address, headers=headers)

    assert response.status_code == 200
    assert keys_of(response.json()) == BOOKING
    assert_no_trace(response)


def test_its_calendar_file_names_the_visit_and_nobody_who_comes(appointment, stranger):
    headers = {"Authorization": f"Manage {appointment['manage_token']}"}

    response = stranger.get(f"{PUBLIC}/bookings/{appointment['reference']}/calendar.ics", headers=headers)

    assert response.status_code == 200
    assert_no_trace(response)


@pytest.mark.parametrize(
    ("method", "path", "body", "slug", "keys"),
    [
        ("get", "/services/none", None, "missing", PROBLEM),
        ("get", "/services/massage/slots", {}, "invalid", FIELD_PROBLEM),
        (
            "get",
            "/services/massage/slots",
            {"from": "2027-01-01", "to": "2027-12-31"},
            "range-too-long",
            PROBLEM | {"max_days"},
        ),
        ("post", "/holds", {"service": "massage"}, "invalid", FIELD_PROBLEM),
        ("post", "/holds", wanted(-26), "in-the-past", PROBLEM),
        ("post", "/holds", wanted(24 * 90), "too-far-ahead", PROBLEM),
        ("post", "/holds", wanted(26, practitioner="nobody"), "not-offered", PROBLEM),
        ("post", "/holds/extension", {"hold_token": "x"}, "hold-expired", PROBLEM),
        ("post", "/bookings", wanted(28) | person() | {"consents": {}}, "consent-required", PROBLEM | {"consents"}),
        ("post", "/bookings/lookup", {"reference": "00000000", "email": CANARY["email"]}, "missing", PROBLEM),
        ("get", "/bookings/00000000", None, "not-authenticated", PROBLEM),
        ("put", "/studio", {}, "method-not-allowed", PROBLEM),
        ("get", "/nowhere", None, "missing", PROBLEM),
    ],
)
def test_problems_carry_what_a_client_needs_and_no_more(appointment, stranger, method, path, body, slug, keys):
    response = getattr(stranger, method)(PUBLIC + path, body)

    assert response.json()["type"] == f"/problems/{slug}"
    assert keys_of(response.json()) == keys
    assert_no_trace(response)


@pytest.mark.parametrize(("cap", "slug"), [(0, "slot-taken"), (1, "day-full")])
def test_a_time_that_is_gone_says_when_else_and_not_who_has_it(appointment, stranger, cap, slug):
    StudioSettings.objects.update(daily_cap=cap)

    response = stranger.post(f"{PUBLIC}/holds", wanted(0, starts_at=appointment["starts_at"]))

    assert response.json()["type"] == f"/problems/{slug}"
    assert keys_of(response.json()) == PROBLEM | {"alternatives[].starts_at", "alternatives[].practitioners"}
    assert_no_trace(response)


@pytest.mark.django_db
def test_whoever_watches_the_process_is_told_words_and_numbers(stranger):
    ready = stranger.get("/readyz").json()

    assert stranger.get("/healthz").json() == {"status": "ok"}
    assert set(ready) == {"status", "late_jobs", "late_messages", "unreached_messages"}
    assert set(ready["late_jobs"]) <= {job.command for job in JOBS}
    assert all(type(ready[name]) is int for name in ("late_messages", "unreached_messages"))


def test_the_specification_describes_and_holds_nothing(stranger):
    specification = stranger.get("/api/openapi.json").json()

    assert set(specification) == {"openapi", "info", "paths", "components"}
    assert set(specification["components"]) == {"schemas", "securitySchemes"}


def test_no_page_or_answer_that_anybody_can_get_knows_the_canary(appointment, stranger):
    addresses = addresses_for_anybody()

    found = {address: traces_in(stranger.get(address, days())) for address in addresses}

    assert len(addresses) > 20
    assert not {address: traces for address, traces in found.items() if traces}


def test_the_canary_would_be_seen(appointment, studio):
    """The control: where staff see a client, the traces are found."""
    desk = APIClient()
    desk.force_authenticate(UserFactory(role="front_desk", email=f"desk.{CANARY['email']}"))

    response = desk.get(f"/api/v1/staff/appointments/{appointment['reference']}")

    assert set(traces_in(response)) >= {"quillfeather", "zephyrine", "5550188", "quillbone"}


def addresses_for_anybody() -> list[str]:
    """Every address of the site and of the open part of the API, with the one service where a slug is asked for."""
    open_api = {route for route, methods in TABLE.items() if methods.get("GET") == ANYONE}
    pages = {route for route in walk(get_resolver().url_patterns) if not route.startswith("api/")}
    values = {"slug": "massage", "service": "massage", "file": "index.html", "token": "x", "reference": "00000000"}
    return sorted("/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda name: values.get(name[1], "x"), r) for r in open_api | pages)


def assert_no_trace(response: Any) -> None:
    assert not traces_in(response)


def traces_in(response: Any) -> list[str]:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = (body.decode(errors="replace") + str(response.headers)).lower()
    return [trace for trace in TRACES if trace in text]
