"""`staff/practitioners` and their weeks."""

from datetime import UTC, datetime

import pytest

from accounts.models import AuditEntry
from accounts.tests.factories import UserFactory
from bookings.tests.api.staff_door import staff, studio
from studio.errors import OverlappingHours
from studio.models import Practitioner, WeeklyHours
from studio.services import practitioners as service

__all__ = ["studio"]

URL = "/api/v1/staff/practitioners"
HOURS = f"{URL}/maren/hours"
NINE_TO_FIVE = {"weekday": 0, "opens": "09:00", "closes": "17:00"}
LUNCH = {"weekday": 0, "starts": "12:00", "ends": "12:30"}


@pytest.fixture
def owner(studio):
    return staff("owner")


def test_an_owner_adds_somebody_with_the_user_whose_calendar_it_is(owner):
    UserFactory(email="anouk@example.com", role="practitioner")

    response = owner.post(URL, {"name": "Anouk Roy", "title": "RMT", "user": "Anouk@example.com"})

    assert response.status_code == 201
    assert response.json() == {
        "slug": "anouk-roy",
        "name": "Anouk Roy",
        "title": "RMT",
        "bio": "",
        "user": "anouk@example.com",
        "position": 2,
        "archived_at": None,
    }


@pytest.mark.parametrize("role", ["member", None])
def test_a_calendar_belongs_to_staff_only_and_a_clients_account_reads_as_none(owner, role):
    if role:
        UserFactory(email="visitor@example.com", role=role)

    response = owner.post(URL, {"name": "Anouk", "user": "visitor@example.com"})

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "#/user"


def test_one_user_has_one_calendar(owner):
    UserFactory(email="anouk@example.com", role="practitioner")
    owner.patch(f"{URL}/maren", {"user": "anouk@example.com"})

    response = owner.patch(f"{URL}/theo", {"user": "anouk@example.com"})

    assert (response.status_code, response.json()["type"]) == (409, "/problems/already-exists")
    assert owner.patch(f"{URL}/maren", {"user": None}).json()["user"] is None


def test_a_name_in_use_is_refused(owner):
    assert owner.post(URL, {"name": "maren"}).status_code == 409
    assert owner.patch(f"{URL}/theo", {"name": "Maren"}).status_code == 409


def test_archived_people_come_back(owner):
    archived = owner.post(f"{URL}/theo/archive").json()
    restored = owner.post(f"{URL}/theo/restore").json()

    assert (archived["archived_at"] is None, restored["archived_at"] is None) == (False, True)


def test_somebody_with_appointments_to_come_is_not_archived(owner, studio):
    studio.booked(hours_from_now=3)
    studio.booked(hours_from_now=6)
    studio.booked(hours_from_now=-30)

    response = owner.post(f"{URL}/maren/archive")

    assert (response.status_code, response.json()["type"]) == (409, "/problems/still-booked")
    assert response.json()["count"] == 2
    assert Practitioner.objects.get(slug="maren").archived_at is None


def test_a_week_is_replaced_as_a_whole(owner):
    week = {
        "intervals": [NINE_TO_FIVE, {"weekday": 6, "opens": "20:15", "closes": "24:00"}],
        "breaks": [LUNCH],
    }

    response = owner.put(HOURS, week)

    assert response.status_code == 200
    assert response.json() == owner.get(HOURS).json() == week


def test_the_trail_tells_both_weeks(owner):
    owner.put(HOURS, {"intervals": [NINE_TO_FIVE], "breaks": [LUNCH]})

    entry = AuditEntry.objects.get(action="practitioner.hours-set")
    assert len(entry.before["hours"]) == 7
    assert entry.after == {"hours": ["0 09:00–17:00"], "breaks": ["0 12:00–12:30"]}


def test_hours_that_touch_are_friends(owner):
    afternoon = {"weekday": 0, "opens": "17:00", "closes": "20:00"}
    evening_break = {"weekday": 0, "starts": "16:30", "ends": "17:30"}

    assert owner.put(HOURS, {"intervals": [NINE_TO_FIVE, afternoon], "breaks": [evening_break]}).status_code == 200


def test_overlapping_hours_are_refused_and_the_weekday_is_named(owner):
    response = owner.put(
        HOURS, {"intervals": [{"weekday": 0, "opens": "16:59", "closes": "18:00"}, NINE_TO_FIVE], "breaks": []}
    )

    assert (response.status_code, response.json()["type"]) == (422, "/problems/overlapping-hours")
    assert response.json()["weekday"] == 0
    assert "Monday" in response.json()["detail"]
    assert WeeklyHours.objects.filter(practitioner__slug="maren").count() == 7


def test_overlapping_breaks_are_refused(owner):
    response = owner.put(HOURS, {"intervals": [NINE_TO_FIVE], "breaks": [LUNCH, {**LUNCH, "ends": "12:45"}]})

    assert response.json()["type"] == "/problems/overlapping-hours"


@pytest.mark.parametrize("rest", [("08:45", "09:15"), ("17:00", "17:15"), ("06:00", "07:00")])
def test_a_break_outside_the_hours_is_refused(owner, rest):
    starts, ends = rest

    response = owner.put(
        HOURS, {"intervals": [NINE_TO_FIVE], "breaks": [{"weekday": 0, "starts": starts, "ends": ends}]}
    )

    assert (response.status_code, response.json()["type"]) == (422, "/problems/break-outside-hours")


def test_the_constraint_refuses_an_overlap_that_the_rules_would_miss(owner, monkeypatch):
    monkeypatch.setattr(service, "_check_week", lambda hours, breaks: None)
    spans = [service.WeeklySpan(0, 540, 720), service.WeeklySpan(0, 700, 800)]

    with pytest.raises(OverlappingHours):
        service.set_weekly_hours(slug="maren", hours=spans, actor=None, now=datetime(2027, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("span", "wrong"),
    [
        ({"weekday": 7}, ("#/intervals/0/weekday", "max_value")),
        ({"opens": "9:00"}, ("#/intervals/0/opens", "wall_clock")),
        ({"opens": "24:30"}, ("#/intervals/0/opens", "wall_clock")),
        ({"opens": "٠٩:٠٠"}, ("#/intervals/0/opens", "wall_clock")),
        ({"opens": 540}, ("#/intervals/0/opens", "wall_clock")),
        ({"closes": "09:00"}, ("#/intervals/0/closes", "order")),
        ({"opens": "24:00", "closes": "24:00"}, ("#/intervals/0/closes", "order")),
        ({"room": "quiet"}, ("#/intervals/0/room", "unknown")),
    ],
)
def test_bad_hours_are_named(owner, span, wrong):
    response = owner.put(HOURS, {"intervals": [{**NINE_TO_FIVE, **span}], "breaks": []})

    assert response.status_code == 400
    assert wrong in {(error["pointer"], error["code"]) for error in response.json()["errors"]}


def test_hours_need_both_lists_and_no_more_than_a_hundred(owner):
    missing = owner.put(HOURS, {"intervals": []})
    many = owner.put(HOURS, {"intervals": [NINE_TO_FIVE] * 101, "breaks": []})

    assert missing.json()["errors"][0]["pointer"] == "#/breaks"
    assert many.status_code == 400


def test_practitioners_read_each_others_weeks_and_write_none(studio):
    theo = staff("practitioner", is_practitioner=studio.theo)

    assert theo.get(HOURS).status_code == 200
    assert theo.put(f"{URL}/theo/hours", {"intervals": [], "breaks": []}).status_code == 403


def test_nobody_there(owner):
    for path in ("none", "none/hours"):
        assert owner.get(f"{URL}/{path}").status_code == 404
    assert owner.put(f"{URL}/none/hours", {"intervals": [], "breaks": []}).status_code == 404
    assert owner.post(f"{URL}/none/archive").status_code == 404
    assert owner.post(f"{URL}/none/restore").status_code == 404
