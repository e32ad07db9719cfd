"""One place is left in a practitioner's day, and many want it, each at a time of their own.

No constraint stands behind the cap, since the database cannot count local days: the lock alone holds it.
"""

from collections import Counter
from datetime import timedelta
from functools import partial
from threading import Event

import pytest

from bookings.models import Appointment, Hold, Reservation
from bookings.services import holds, placing
from bookings.services.booking import book_held_time
from bookings.services.holds import extend_hold
from bookings.services.rescheduling import reschedule
from bookings.tests.builders import STAFF, booked, guest, held, open_studio, some_noon
from bookings.tests.races.controls import double_booked, lock_service_row, no_lock, resource_lock_replaced
from common.tests.racing import race
from common.time import now

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

HOUR = timedelta(hours=1)
NOON = some_noon()  # early morning in the studio's zone: what follows is one local day
CAP, CLIENTS = 3, 8
READ = "bookings.services.placing.load_availability"


@pytest.fixture
def studio():
    """Two of three places taken; a service for each client, since a lock on one service is no lock on another."""
    made = open_studio(services=CLIENTS, daily_cap=CAP)
    for hours in (-1, -2):
        booked(made.service, NOON + hours * HOUR)
    return made


def bookings_of(studio):
    return [
        partial(booked, service, NOON + number * HOUR, email=f"client{number}@example.com")
        for number, service in enumerate(studio.services)
    ]


def kinds(outcomes) -> Counter:
    return Counter(type(outcome).__name__ for outcome in outcomes)


def test_of_eight_bookings_at_different_times_one_gets_the_last_place(studio):
    outcomes = race(*bookings_of(studio), meet_after=READ)

    assert kinds(outcomes) == {"Appointment": 1, "DayFull": CLIENTS - 1}
    assert Appointment.objects.count() == CAP


def test_control_without_the_lock_all_eight_find_the_same_place_free(studio):
    with resource_lock_replaced(no_lock):
        outcomes = race(*bookings_of(studio), meet_after=READ)

    assert kinds(outcomes) == {"Appointment": CLIENTS}
    assert (Appointment.objects.count(), double_booked()) == (CAP - 1 + CLIENTS, 0)


def test_control_a_lock_on_the_service_row_is_no_lock_on_the_day(studio, monkeypatch):
    from bookings.services import booking

    candidates = booking.candidates

    def lock_the_service(wanted, **kwargs):
        lock_service_row(wanted.service_slug)
        return candidates(wanted, **kwargs)

    monkeypatch.setattr(booking, "candidates", lock_the_service)
    with resource_lock_replaced(no_lock):
        race(*bookings_of(studio), meet_after=READ)

    assert Appointment.objects.count() > CAP


def test_holds_bookings_and_moves_by_every_door_share_the_one_place(studio):
    elsewhere = [booked(studio.service, NOON + timedelta(days=1, hours=n), email=f"m{n}@example.com") for n in range(3)]
    calls = [
        *bookings_of(studio)[:3],
        *[partial(held, studio.service, NOON + n * HOUR, address=f"203.0.113.{n}") for n in (3, 4)],
        *[
            partial(
                reschedule,
                appointment_id=appointment.pk,
                starts_at=NOON + n * HOUR,
                practitioner_slug=None,
                actor=STAFF,
                now=now(),
            )
            for n, appointment in enumerate(elsewhere, start=5)
        ],
    ]

    outcomes = race(*calls, meet_after=READ)

    assert kinds(outcomes)["DayFull"] == len(calls) - 1
    assert Reservation.objects.filter(period__startswith__lt=NOON + 12 * HOUR).count() == CAP


def test_the_hold_that_has_the_place_is_booked_while_others_are_refused(studio):
    kept = held(studio.service, NOON + 9 * HOUR)

    mine, *others = race(
        partial(book_held_time, hold_token=kept.token, booking=guest(), now=now()), *bookings_of(studio)
    )

    assert mine.starts_at == NOON + 9 * HOUR
    assert kinds(others) == {"DayFull": CLIENTS}
    assert Appointment.objects.count() == CAP


@pytest.fixture
def extended_while_another_hour_is_booked(monkeypatch):
    """The one place of a day is held, the hold has just ended, and its extension, sent in time, has its row.

    Gives a race of that extension, which commits once the booking of another hour has read what is claimed.
    """
    studio = open_studio(daily_cap=1)
    kept = held(studio.service, NOON)
    Hold.objects.update(expires_at=now() - timedelta(seconds=1))
    has_the_row, lock_hold = Event(), holds.lock_hold

    def lock_and_tell(token_hash):
        found = lock_hold(token_hash)
        has_the_row.set()
        return found

    def book_another_hour():
        assert has_the_row.wait(timeout=5)
        return booked(studio.service, NOON + HOUR)

    monkeypatch.setattr(holds, "lock_hold", lock_and_tell)
    extend = partial(extend_hold, token=kept.token, now=now() - timedelta(seconds=2))
    return partial(race, extend, book_another_hour, meet_after=("bookings.services.holds.lock_hold", READ))


def test_a_hold_that_is_extended_meanwhile_keeps_its_place_in_the_day(extended_while_another_hour_is_booked):
    outcomes = extended_while_another_hour_is_booked()

    assert kinds(outcomes) == {"Hold": 1, "DayFull": 1}
    assert Reservation.objects.count() == 1


def test_control_claims_read_before_expired_holds_are_settled_overfill_the_day(
    extended_while_another_hour_is_booked, monkeypatch
):
    monkeypatch.setattr(placing, "release_expired", lambda *resources_and_minutes: None)

    outcomes = extended_while_another_hour_is_booked()

    assert kinds(outcomes) == {"Hold": 1, "Appointment": 1}
    assert Reservation.objects.count() == 2
