"""`staff/closures`: shapes, statuses, and who may."""

from datetime import timedelta

import pytest

from bookings.tests.api.staff_door import staff, studio
from common.time import now
from studio.models import Closure

__all__ = ["studio"]

URL = "/api/v1/staff/closures"


def in_days(count: int) -> str:
    return (now().date() + timedelta(days=count)).isoformat()


def whole_day(**more) -> dict:
    return {"kind": "days", "first_day": in_days(3), "last_day": in_days(3), **more}


@pytest.fixture
def desk(studio):
    return staff("front_desk")


def test_the_desk_closes_a_day_for_everybody(desk):
    response = desk.post(URL, whole_day(reason="Family Day"))

    assert response.status_code == 201
    closure = response.json()["closure"]
    assert closure == {
        "id": closure["id"],
        "practitioner": None,
        "kind": "days",
        "first_day": in_days(3),
        "last_day": in_days(3),
        "weekday": None,
        "starts": None,
        "ends": None,
        "reason": "Family Day",
    }
    assert response.json()["conflicts"] == {"count": 0, "appointments": [], "holds": 0}
    assert desk.get(f"{URL}/{closure['id']}").json() == closure
    assert response.headers["Cache-Control"] == "no-store"


def test_part_of_a_weekday_every_week_for_one(desk):
    weekly = {"kind": "weekly", "weekday": 4, "starts": "15:00", "ends": "24:00", "practitioner": "theo"}

    closure = desk.post(URL, weekly).json()["closure"]

    assert {name: closure[name] for name in weekly} == weekly
    assert (closure["first_day"], closure["last_day"]) == (None, None)


def test_the_dry_run_tells_whom_it_would_meet_and_changes_nothing(desk, studio):
    appointment = studio.booked(hours_from_now=72)
    day = appointment.starts_at.date()
    around = {"first_day": (day - timedelta(days=1)).isoformat(), "last_day": (day + timedelta(days=1)).isoformat()}

    response = desk.post(f"{URL}/conflicts", whole_day(**around))

    assert response.status_code == 200
    assert response.json()["count"] == 1
    assert response.json()["appointments"][0]["reference"] == appointment.reference
    assert not Closure.objects.exists()


def test_the_list_leaves_out_what_is_over(desk):
    Closure.objects.create(first_day="2020-01-01", last_day="2020-01-02")
    Closure.objects.create(weekday=2)
    desk.post(URL, whole_day())

    listed = desk.get(URL).json()

    assert [row["kind"] for row in listed["results"]] == ["days", "weekly"]
    assert listed["next"] is None


def test_removing_one(desk):
    number = desk.post(URL, whole_day()).json()["closure"]["id"]

    assert desk.delete(f"{URL}/{number}").status_code == 204
    assert desk.delete(f"{URL}/{number}").json()["type"] == "/problems/missing"
    assert desk.get(f"{URL}/{number}").status_code == 404


def test_a_practitioner_closes_only_the_own_calendar(studio):
    theo = staff("practitioner", is_practitioner=studio.theo)

    assert theo.post(URL, whole_day(practitioner="theo")).status_code == 201
    for somebody in ("maren", None):
        assert theo.post(URL, whole_day(practitioner=somebody)).json()["type"] == "/problems/not-permitted"
        assert theo.post(f"{URL}/conflicts", whole_day(practitioner=somebody)).status_code == 403


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        (whole_day(kind="yearly"), ("#/kind", "invalid_choice")),
        (whole_day(weekday=1), ("#/weekday", "unexpected")),
        ({"kind": "weekly"}, ("#/weekday", "required")),
        ({"kind": "weekly", "weekday": 7}, ("#/weekday", "max_value")),
        ({"kind": "days"}, ("#/first_day", "required")),
        (whole_day(last_day=in_days(2)), ("#/last_day", "order")),
        (whole_day(first_day="2027-02-30"), ("#/first_day", "invalid")),
        (whole_day(starts="12:00", ends="12:00"), ("#/ends", "order")),
        (whole_day(starts="noon"), ("#/starts", "wall_clock")),
        (whole_day(reason="a\x00b"), ("#/reason", "characters")),
        (whole_day(practitoner="theo"), ("#/practitoner", "unknown")),
    ],
)
@pytest.mark.parametrize("path", ["", "/conflicts"])
def test_bad_input_is_named(desk, body, wrong, path):
    response = desk.post(URL + path, body)

    assert response.status_code == 400
    assert wrong in {(error["pointer"], error["code"]) for error in response.json()["errors"]}
    assert not Closure.objects.exists()


def test_an_unknown_practitioner(desk):
    assert desk.post(URL, whole_day(practitioner="nobody")).status_code == 404
