"""Moves that cross, cancellations that meet, closures that come in between."""

from collections import Counter
from functools import partial

import pytest

from accounts.tests.factories import UserFactory
from bookings import locks
from bookings.actors import CLIENT
from bookings.errors import Closed, NotPossibleNow, SlotTaken
from bookings.models import Appointment, AppointmentEvent, LastChange, Reservation
from bookings.services.cancellation import cancel
from bookings.services.closures import WantedClosure, add_closure
from bookings.services.rescheduling import reschedule
from bookings.tests.builders import STAFF, booked, open_studio, some_noon
from bookings.tests.races.controls import double_booked, resource_lock_replaced
from common import db
from common.tests.racing import race
from common.time import now
from studio.models import Resource
from studio.rules import ClosedSpan

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def studio():
    return open_studio(practitioners=2)


def move(appointment, starts_at, practitioner):
    return reschedule(
        appointment_id=appointment.pk,
        starts_at=starts_at,
        practitioner_slug=practitioner.slug,
        actor=STAFF,
        now=now(),
    )


@pytest.fixture
def reruns(monkeypatch):
    """How often a transaction was run again because of a deadlock."""
    slept = []
    monkeypatch.setattr(db.time, "sleep", slept.append)
    return slept


def swap(studio, day):
    """Two appointments at one time that want each other's practitioner; each is in the other's way."""
    first, second = studio.practitioners
    one = booked(studio.service, some_noon(day), first)
    two = booked(studio.service, some_noon(day), second, email="theo@example.com")
    return partial(move, one, some_noon(day), second), partial(move, two, some_noon(day), first)


def test_two_moves_that_cross_are_refused_without_a_deadlock(studio, reruns):
    for day in range(5, 15):
        outcomes = race(*swap(studio, day))

        assert {type(outcome) for outcome in outcomes} == {SlotTaken}
    assert (double_booked(), reruns) == (0, [])


def got_the_first_lock() -> None:
    """Where the two meet in the control below."""


def unsorted(resource_ids) -> None:
    for pk in dict.fromkeys(resource_ids):
        list(Resource.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk"))
        got_the_first_lock()


def test_control_unsorted_locks_deadlock_and_only_the_rerun_saves_them(studio, reruns):
    with resource_lock_replaced(unsorted):
        outcomes = race(*swap(studio, 5), meet_after=f"{__name__}.got_the_first_lock")

    assert {type(outcome) for outcome in outcomes} == {SlotTaken}
    assert len(reruns) >= 1  # the victim may meet the other again on its second try


def test_a_chain_of_moves_leaves_each_appointment_its_own_claim(studio):
    days = range(5, 11)
    first, _second = studio.practitioners
    appointments = [booked(studio.service, some_noon(day), first, email=f"c{day}@example.com") for day in days]

    race(*[partial(move, each, some_noon(day + 1), first) for each, day in zip(appointments, days, strict=True)])

    assert double_booked() == 0
    for appointment in Appointment.objects.prefetch_related("reservations"):
        assert [claim.period.lower for claim in appointment.reservations.all()] == [appointment.starts_at]


def test_of_two_cancellations_at_once_one_wins(studio):
    appointment = booked(studio.service, some_noon())
    call = partial(cancel, appointment_id=appointment.pk, actor=CLIENT, reason="", now=now())

    outcomes = race(*[call] * 8)

    assert Counter(type(outcome) for outcome in outcomes) == {Appointment: 1, NotPossibleNow: 7}
    assert AppointmentEvent.objects.filter(kind="cancelled").count() == 1


def test_control_without_the_row_lock_a_cancellation_counts_eight_times(studio, monkeypatch):
    appointment = booked(studio.service, some_noon())
    monkeypatch.setattr("bookings.services.cancellation.lock_resources", list)
    monkeypatch.setattr(
        "bookings.services.cancellation.lock_appointment", lambda pk: locks.Appointment.objects.get(pk=pk)
    )
    # What is kept for an undo is kept once, by a constraint: it would stop the second by itself.
    kept = LastChange(starts_at=appointment.starts_at, practitioner=appointment.practitioner, undo_until=now())
    monkeypatch.setattr("bookings.services.cancellation.keep_for_undo", lambda *args, **kwargs: kept)
    call = partial(cancel, appointment_id=appointment.pk, actor=CLIENT, reason="", now=now())

    race(*[call] * 8, meet_after="bookings.services.cancellation.may_become")

    assert AppointmentEvent.objects.filter(kind="cancelled").count() == 8


def test_a_cancelled_time_goes_to_one_of_those_who_wait_for_it(studio):
    first, _second = studio.practitioners
    appointment = booked(studio.service, some_noon(), first)
    wish = partial(booked, studio.service, some_noon(), first, email="theo@example.com")

    _cancelled, *outcomes = race(
        partial(cancel, appointment_id=appointment.pk, actor=CLIENT, reason="", now=now()), *[wish] * 6
    )

    assert sum(isinstance(outcome, Appointment) for outcome in outcomes) <= 1
    assert Reservation.objects.count() == sum(isinstance(outcome, Appointment) for outcome in outcomes)


def test_a_closure_beside_bookings_either_shows_them_or_refuses_them(studio):
    owner = UserFactory(role="owner")
    for day in range(5, 12):
        span = ClosedSpan(None, some_noon(day).date(), some_noon(day).date())
        close = partial(add_closure, wanted=WantedClosure(span), actor=owner, now=now())

        (_closure, conflicts), *outcomes = race(close, *[partial(booked, studio.service, some_noon(day))] * 3)

        made = [outcome for outcome in outcomes if isinstance(outcome, Appointment)]
        assert conflicts.count == len(made)
        assert {type(o) for o in outcomes} <= {Appointment, Closed, SlotTaken}
