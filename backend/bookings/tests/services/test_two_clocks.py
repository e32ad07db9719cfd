"""The caller's `now` and the database's clock need not agree; where they differ, nothing is promised twice.

A hold has ended when both say so: until then its row stays, its time is taken and it counts in its day. An application
server whose clock runs ahead waits for the database's; one that runs behind finds the time taken a little longer.
"""

from datetime import timedelta

import pytest

from bookings.errors import DayFull, HoldExpired, SlotTaken
from bookings.models import Hold, Reservation
from bookings.services.booking import book_held_time
from bookings.services.holds import release_expired_holds
from bookings.tests.builders import booked, guest, held, open_studio, some_noon
from common.time import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    return open_studio()


def test_ahead_of_the_database_an_ended_hold_still_blocks(studio):
    held(studio.service, some_noon())

    with pytest.raises(SlotTaken):
        booked(studio.service, some_noon(), now=now() + timedelta(minutes=11))

    assert (Hold.objects.count(), Reservation.objects.count()) == (1, 1)


def test_ahead_of_the_database_an_ended_hold_still_counts_in_its_day():
    studio = open_studio(daily_cap=1)
    kept = held(studio.service, some_noon())

    with pytest.raises(DayFull):
        booked(studio.service, some_noon() + timedelta(hours=2), now=now() + timedelta(minutes=11))

    assert book_held_time(hold_token=kept.token, booking=guest(), now=now()).starts_at == some_noon()


def test_ahead_of_the_database_nobody_is_offered_what_they_would_be_refused(studio):
    held(studio.service, some_noon())

    with pytest.raises(SlotTaken) as refusal:
        booked(studio.service, some_noon(), now=now() + timedelta(minutes=11))

    assert some_noon() not in [time["starts_at"] for time in refusal.value.facts["alternatives"]]


@pytest.mark.parametrize("minutes", [11, -11])
def test_whose_clock_differs_tidies_no_hold_that_lives_by_the_other(studio, minutes):
    held(studio.service, some_noon())
    if minutes < 0:
        Hold.objects.update(expires_at=now() - timedelta(seconds=1))

    assert release_expired_holds(now=now() + timedelta(minutes=minutes)) == 0


def test_behind_the_database_an_ended_hold_blocks_as_long_as_the_caller_thinks_it_lives(studio):
    kept = held(studio.service, some_noon())
    Hold.objects.update(expires_at=now() - timedelta(seconds=1))

    with pytest.raises(SlotTaken):
        booked(studio.service, some_noon(), now=now() - timedelta(seconds=5))

    assert Hold.objects.get().pk == kept.hold.pk


def test_a_request_that_came_in_time_gets_its_hold_however_long_it_queued(studio):
    kept = held(studio.service, some_noon())
    came = now()
    Hold.objects.update(expires_at=came + timedelta(microseconds=1))

    assert book_held_time(hold_token=kept.token, booking=guest(), now=came).starts_at == some_noon()


def test_one_that_came_too_late_does_not(studio):
    kept = held(studio.service, some_noon())

    with pytest.raises(HoldExpired):
        book_held_time(hold_token=kept.token, booking=guest(), now=kept.hold.expires_at)
