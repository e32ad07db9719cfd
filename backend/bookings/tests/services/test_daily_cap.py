"""A practitioner takes so many appointments a day and no more, through whichever door they come.

Noon in UTC is early morning in the studio's zone, so that a dozen hours from it are one local day.
"""

from datetime import timedelta

import pytest
from django.db import connection

from bookings.actors import CLIENT
from bookings.errors import DayFull, HoldExpired, SlotTaken
from bookings.models import Appointment, Hold, Reservation
from bookings.services.attendance import complete, mark_no_show
from bookings.services.booking import book, book_held_time
from bookings.services.cancellation import cancel
from bookings.services.holds import extend_hold
from bookings.services.rescheduling import reschedule
from bookings.tests.builders import STAFF, booked, guest, held, open_studio, some_noon, wanted
from common.time import from_minute, now, to_minute
from studio.models import StudioSettings
from studio.rules import local_day_of
from studio.selectors import get_studio, studio_zone

pytestmark = pytest.mark.django_db

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOON = some_noon()


def move(appointment, starts_at, practitioner=None, *, actor=STAFF, **how):
    slug = practitioner.slug if practitioner else None
    return reschedule(
        appointment_id=appointment.pk, starts_at=starts_at, practitioner_slug=slug, actor=actor, now=now(), **how
    )


def book_by_hand(service, starts_at, practitioner=None, **how):
    return book(wanted=wanted(service, starts_at, practitioner), booking=guest(actor=STAFF), now=now(), **how)


def let_expire(kept):
    """Time passes: the hold's row stays, past its end by the database's clock."""
    Hold.objects.filter(pk=kept.hold.pk).update(expires_at=now() - timedelta(seconds=1))


@pytest.fixture
def one_a_day():
    return open_studio(daily_cap=1)


@pytest.fixture
def two_people():
    return open_studio(practitioners=2, daily_cap=1)


DOORS = {
    "hold": lambda studio: held(studio.service, NOON + HOUR),
    "book": lambda studio: booked(studio.service, NOON + HOUR),
    "book by hand": lambda studio: book_by_hand(studio.service, NOON + HOUR),
    "move": lambda studio: move(booked(studio.service, NOON + DAY), NOON + HOUR, actor=CLIENT),
    "move by hand": lambda studio: move(booked(studio.service, NOON + DAY), NOON + HOUR),
}


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_a_full_day_refuses_at_every_door_and_names_times_on_others(one_a_day, door):
    booked(one_a_day.service, NOON)

    with pytest.raises(DayFull) as refusal:
        door(one_a_day)

    others = [time["starts_at"].date() for time in refusal.value.facts["alternatives"]]
    assert len(others) == 3
    assert NOON.date() not in others
    assert Reservation.objects.filter(period__contains=NOON + HOUR + timedelta(minutes=1)).count() == 0


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_below_the_cap_every_door_is_open(door):
    studio = open_studio(daily_cap=2)
    booked(studio.service, NOON)

    door(studio)

    assert Reservation.objects.filter(period__contains=NOON + HOUR).count() == 1


def test_without_a_cap_a_day_takes_what_fits():
    studio = open_studio()

    for hours in range(12):
        booked(studio.service, NOON + hours * HOUR)

    assert Appointment.objects.count() == 12


def test_a_hold_counts_and_the_booking_it_becomes_is_no_second_one(one_a_day):
    kept = held(one_a_day.service, NOON)

    with pytest.raises(DayFull):
        booked(one_a_day.service, NOON + HOUR)

    assert book_held_time(hold_token=kept.token, booking=guest(), now=now()).starts_at == NOON


def test_a_hold_gives_its_place_to_the_one_that_replaces_it(one_a_day):
    old = held(one_a_day.service, NOON)

    assert held(one_a_day.service, NOON + HOUR, replaces=old.token).hold.starts_at == NOON + HOUR


def test_an_expired_hold_does_not_count(one_a_day):
    let_expire(held(one_a_day.service, NOON))

    booked(one_a_day.service, NOON + HOUR)


@pytest.mark.parametrize(
    "use",
    [
        lambda token, came: extend_hold(token=token, now=came),
        lambda token, came: book_held_time(hold_token=token, booking=guest(), now=came),
    ],
    ids=["extended", "booked"],
)
def test_a_hold_that_no_longer_counted_cannot_come_back_by_a_request_that_waited(one_a_day, use):
    came = now() - timedelta(seconds=2)
    kept = held(one_a_day.service, NOON)
    let_expire(kept)
    booked(one_a_day.service, NOON + HOUR)

    with pytest.raises(HoldExpired):
        use(kept.token, came)

    assert Reservation.objects.count() == 1


def test_within_a_full_day_an_appointment_moves_freely(one_a_day):
    appointment = booked(one_a_day.service, NOON)

    assert move(appointment, NOON + HOUR, actor=CLIENT).starts_at == NOON + HOUR
    assert move(appointment, NOON + 2 * HOUR).starts_at == NOON + 2 * HOUR


def test_a_cancelled_appointment_gives_its_place_back(one_a_day):
    cancel(appointment_id=booked(one_a_day.service, NOON).pk, actor=CLIENT, reason="", now=now())

    booked(one_a_day.service, NOON + HOUR)


@pytest.mark.parametrize("settle", [complete, mark_no_show])
def test_what_was_given_or_missed_keeps_its_place(one_a_day, settle):
    settle(appointment_id=booked(one_a_day.service, NOON).pk, actor=STAFF, now=NOON + HOUR)

    with pytest.raises(DayFull):
        booked(one_a_day.service, NOON + HOUR)


def test_a_lower_cap_leaves_what_was_promised():
    studio = open_studio(daily_cap=3)
    appointment, kept = booked(studio.service, NOON), held(studio.service, NOON + HOUR)
    StudioSettings.objects.update(daily_cap=1)

    book_held_time(hold_token=kept.token, booking=guest(), now=now())

    assert Appointment.objects.count() == 2
    with pytest.raises(DayFull):  # looked past, it leaves one there already
        move(appointment, NOON + 3 * HOUR)


def test_the_day_is_the_studios_own():
    studio = open_studio(daily_cap=1)
    midnight = from_minute(local_day_of(to_minute(NOON), studio_zone(get_studio())).end)
    booked(studio.service, midnight - HOUR)

    booked(studio.service, midnight)
    with pytest.raises(DayFull):
        booked(studio.service, midnight + HOUR)


def test_anyone_is_somebody_below_the_cap_even_if_they_have_more_to_do(two_people):
    full, free = two_people.practitioners
    StudioSettings.objects.update(daily_cap=2)
    two_people.services[0].practitioners.set([full, free])
    type(two_people.service).objects.update(duration_minutes=15)
    for hours in (0, 1):
        booked(two_people.service, NOON + hours * HOUR, full)
    type(two_people.service).objects.update(duration_minutes=120)
    booked(two_people.service, NOON + 6 * HOUR, free)

    assert booked(two_people.service, NOON + 3 * HOUR).practitioner == free


def test_a_move_keeps_to_the_same_hands_unless_their_day_is_full(two_people):
    first, second = two_people.practitioners
    booked(two_people.service, NOON, first)
    appointment = booked(two_people.service, NOON + DAY, first)

    assert move(appointment, NOON + HOUR).practitioner == second


def test_one_whose_day_is_full_can_be_moved_to_somebody_else_and_not_back(two_people):
    first, second = two_people.practitioners
    booked(two_people.service, NOON, first)
    appointment = booked(two_people.service, NOON + HOUR, second)

    with pytest.raises(DayFull):
        move(appointment, NOON + HOUR, first)


def test_while_somebody_takes_more_that_day_it_is_the_time_that_is_gone(two_people):
    first, second = two_people.practitioners
    StudioSettings.objects.update(daily_cap=2)
    for hours in (0, 1):
        booked(two_people.service, NOON + hours * HOUR, first)
    booked(two_people.service, NOON + 3 * HOUR, second)

    with pytest.raises(SlotTaken) as refusal:
        booked(two_people.service, NOON + 3 * HOUR)

    assert {time["starts_at"].date() for time in refusal.value.facts["alternatives"]} == {NOON.date()}


def test_when_nobody_takes_more_that_day_the_day_is_full(two_people):
    for practitioner in two_people.practitioners:
        booked(two_people.service, NOON, practitioner)

    with pytest.raises(DayFull):
        booked(two_people.service, NOON)


def test_staff_go_beyond_it_on_purpose_and_the_timeline_says_so(one_a_day):
    booked(one_a_day.service, NOON)

    more = book_by_hand(one_a_day.service, NOON + HOUR, override_rules=True)
    moved = move(booked(one_a_day.service, NOON + DAY), NOON + 2 * HOUR, override_rules=True)

    for appointment in (more, moved):
        assert appointment.timeline.latest("pk").detail["override_rules"] is True


def test_an_override_of_other_rules_still_prefers_somebody_below_the_cap(two_people):
    full, free = two_people.practitioners
    StudioSettings.objects.update(daily_cap=2)
    type(two_people.service).objects.update(duration_minutes=15)
    for hours in (0, 1):
        booked(two_people.service, NOON + hours * HOUR, full)
    type(two_people.service).objects.update(duration_minutes=120)
    booked(two_people.service, NOON + 6 * HOUR, free)

    off_grid = NOON + 3 * HOUR + timedelta(minutes=5)
    assert book_by_hand(two_people.service, off_grid, override_rules=True).practitioner == free


def test_time_that_is_no_appointment_is_taken_but_not_counted(one_a_day):
    """What else may own a reservation one day: a block of time that staff make, a class."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE bookings_reservation DROP CONSTRAINT reservation_one_owner")
        cursor.execute(
            "INSERT INTO bookings_reservation (resource_id, period) VALUES (%s, tstzrange(%s, %s))",
            [one_a_day.practitioner.pk, NOON, NOON + HOUR],
        )

    with pytest.raises(SlotTaken):
        booked(one_a_day.service, NOON)
    booked(one_a_day.service, NOON + HOUR)
    with pytest.raises(DayFull):
        booked(one_a_day.service, NOON + 2 * HOUR)
