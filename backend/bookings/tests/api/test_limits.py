"""How often anybody may hold, book and look up, and what happens when nothing can be counted."""

import pytest

from bookings.tests.api.public_door import door, person, problem
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


def test_without_a_cache_booking_goes_on_and_guessing_does_not(door, cache_away):
    held = door.hold()
    booked = door.post("bookings", {"hold_token": held.json()["hold_token"], **person()})
    looked_up = door.post("bookings/lookup", LOOKUP)

    assert (held.status_code, booked.status_code) == (201, 201)
    assert problem(looked_up) == (503, "unavailable")
    assert int(looked_up.headers["Retry-After"]) > 0
