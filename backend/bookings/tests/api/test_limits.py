"""How often anybody may hold, book and look up, and what happens when nothing can be counted."""

import pytest

from bookings.tests.api.public_door import door, person, problem, rows
from common.tests.limiting import cache_away, limited

__all__ = ["cache_away", "door", "limited"]

LOOKUP = {"reference": "00000000", "email": "priya@example.com"}


def test_guessing_references_ends_with_a_time_to_come_back(door, limited):
    answers = [door.post("bookings/lookup", LOOKUP) for _ in range(11)]

    assert {answer.status_code for answer in answers[:10]} == {404}
    assert problem(answers[10]) == (429, "too-many-requests")
    assert int(answers[10].headers["Retry-After"]) > 0


def test_the_limit_of_an_address_counts_whatever_it_looks_up(door, limited):
    answers = [door.post("bookings/lookup", LOOKUP | {"email": f"p{n}@example.com"}) for n in range(21)]

    assert answers[20].status_code == 429


@pytest.mark.parametrize(("path", "allowed"), [("holds", 40), ("bookings", 10)])
def test_holds_and_bookings_have_limits(door, limited, path, allowed):
    body = {"service": "massage", "starts_at": "2027-03-03T10:00:00-05:00"} | (person() if path == "bookings" else {})

    statuses = [door.post(path, body).status_code for _ in range(allowed + 1)]

    assert (set(statuses[:-1]), statuses[-1]) == ({422}, 429)


@pytest.mark.parametrize(
    ("path", "body"),
    [("reschedule", {"starts_at": "2027-03-03T10:00:00-05:00"}), ("undo", {})],
)
def test_one_booking_is_changed_ten_times_an_hour(door, limited, path, body):
    booked = door.book().json()
    door.managed(booked, "cancellation")

    answers = [door.managed(booked, path, body) for _ in range(10)]
    before = rows()
    refused = door.managed(booked, path, body)

    assert 429 not in [answer.status_code for answer in answers]
    assert problem(refused) == (429, "too-many-requests")
    assert int(refused.headers["Retry-After"]) > 0
    assert rows() == before
    assert door.managed(booked).status_code == 200  # looking is no change


def test_moves_and_undos_of_a_booking_are_counted_together_and_cancelling_is_not(door, limited):
    booked = door.book().json()
    for _turn in range(10):
        door.managed(booked, "cancellation")
        door.managed(booked, "undo")

    assert door.managed(booked, "reschedule", {"starts_at": "2027-03-02T11:00:00-05:00"}).status_code == 429
    assert door.managed(booked, "cancellation").status_code == 200


def test_without_a_cache_a_booking_can_be_cancelled(door, cache_away):
    booked = door.book().json()

    assert door.managed(booked, "cancellation").status_code == 200


def test_without_a_cache_booking_goes_on_and_guessing_does_not(door, cache_away):
    held = door.hold()
    booked = door.post("bookings", {"hold_token": held.json()["hold_token"], **person()})
    looked_up = door.post("bookings/lookup", LOOKUP)

    assert (held.status_code, booked.status_code) == (201, 201)
    assert problem(looked_up) == (503, "unavailable")
    assert int(looked_up.headers["Retry-After"]) > 0
