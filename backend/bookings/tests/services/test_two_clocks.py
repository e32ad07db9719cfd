"""The caller's `now` and the database's clock need not agree; where they differ, nothing is promised twice.

What a hold blocks is read by `now`; which rows may go is decided by the database. An application server whose clock
runs ahead is therefore refused for as long as it is ahead; one that runs behind finds the time taken a little longer.
"""

from datetime import timedelta

import pytest

from bookings.errors import HoldExpired, SlotTaken
from bookings.models import Hold, Reservation
from bookings.services.booking import book_held_time
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
