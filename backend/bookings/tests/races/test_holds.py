"""Holds beside holds, bookings and their own end."""

from collections import Counter
from datetime import timedelta
from functools import partial

import pytest

from bookings.errors import HoldExpired, SlotTaken, TooManyHolds
from bookings.models import Appointment, Hold, Reservation
from bookings.services import holds
from bookings.services.booking import book, book_held_time
from bookings.services.holds import extend_hold, release_expired_holds, release_hold
from bookings.tests.builders import booked, guest, held, open_studio, some_noon, wanted
from bookings.tests.races.controls import double_booked
from common.tests.racing import race
from common.time import now

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

READ = "bookings.services.placing.load_availability"


def kinds(outcomes) -> Counter:
    return Counter(type(outcome).__name__ for outcome in outcomes)


def let_expire(hold: Hold) -> None:
    """Time passes: the hold's row stays, past its end by the database's clock."""
    Hold.objects.filter(pk=hold.pk).update(expires_at=now() - timedelta(seconds=1))


def test_eight_holds_at_once_from_one_address_leave_two():
    studio = open_studio()
    calls = [partial(held, studio.service, some_noon(day)) for day in range(5, 13)]

    outcomes = race(*calls, meet_after=READ)

    assert kinds(outcomes) == {"HeldTime": 2, "TooManyHolds": 6}
    assert Hold.objects.count() == 2


def test_control_without_the_lock_on_the_address_eight_are_held(monkeypatch):
    # One practitioner each, since a shared one would queue them all the same.
    studio = open_studio(services=8, practitioners=8)
    for service, practitioner in zip(studio.services, studio.practitioners, strict=True):
        service.practitioners.set([practitioner])
    monkeypatch.setattr(holds, "lock_address", lambda address_hash: None)

    outcomes = race(*[partial(held, service, some_noon()) for service in studio.services], meet_after=READ)

    assert kinds(outcomes) == {"HeldTime": 8}


def test_the_lock_on_the_address_holds_for_eight_calendars_too():
    studio = open_studio(services=8, practitioners=8)
    for service, practitioner in zip(studio.services, studio.practitioners, strict=True):
        service.practitioners.set([practitioner])

    outcomes = race(*[partial(held, service, some_noon()) for service in studio.services], meet_after=READ)

    assert kinds(outcomes) == {"HeldTime": 2, "TooManyHolds": 6}
    assert isinstance(next(o for o in outcomes if isinstance(o, Exception)), TooManyHolds)


def test_an_expired_hold_gives_way_while_its_row_is_still_there():
    studio = open_studio()
    let_expire(held(studio.service, some_noon()).hold)

    booked(studio.service, some_noon())

    assert not Hold.objects.exists()
    assert Reservation.objects.get().appointment is not None


def test_a_live_hold_does_not_give_way():
    studio = open_studio()
    held(studio.service, some_noon())

    with pytest.raises(SlotTaken):
        booked(studio.service, some_noon())


def test_extension_or_expiry_one_of_them_wins_and_never_both():
    studio = open_studio()
    for day in range(5, 15):
        kept = held(studio.service, some_noon(day), address=f"203.0.113.{day}")
        let_expire(kept.hold)
        earlier = now() - timedelta(seconds=2)  # a request that came in time and waited for its turn

        extended, taken = race(
            partial(extend_hold, token=kept.token, now=earlier), partial(booked, studio.service, some_noon(day))
        )

        assert {type(extended), type(taken)} in ({Hold, SlotTaken}, {HoldExpired, Appointment})
        assert Reservation.objects.filter(period__contains=some_noon(day)).count() == 1


def test_booking_a_hold_beside_its_release_and_the_scheduler():
    studio = open_studio()
    for day in range(5, 15):
        kept = held(studio.service, some_noon(day), address=f"203.0.113.{day}")

        taken, *_rest = race(
            partial(book_held_time, hold_token=kept.token, booking=guest(), now=now()),
            partial(release_hold, token=kept.token),
            partial(release_expired_holds, now=now() + timedelta(hours=1)),
        )

        claims = Reservation.objects.filter(period__contains=some_noon(day))
        assert (type(taken), claims.count()) in ((Appointment, 1), (HoldExpired, 0))


def test_holds_and_bookings_of_any_practitioner_fill_each_calendar_once():
    studio = open_studio(practitioners=3, rooms=2)
    calls = [
        *[partial(held, studio.service, some_noon(), address=f"203.0.113.{n}") for n in range(4)],
        *[partial(book, wanted=wanted(studio.service, some_noon()), booking=guest(), now=now())] * 4,
    ]

    outcomes = race(*calls)

    # Three practitioners, but only two rooms.
    assert kinds(outcomes)["SlotTaken"] == 6
    assert (double_booked(), Reservation.objects.count()) == (0, 4)
