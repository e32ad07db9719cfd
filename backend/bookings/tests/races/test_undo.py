"""Undo beside itself, and beside somebody who wants the freed time."""

from collections import Counter
from functools import partial

import pytest

from bookings import locks
from bookings.actors import CLIENT
from bookings.errors import NothingToUndo, SlotTaken
from bookings.models import Appointment, AppointmentEvent, Reservation
from bookings.services.cancellation import cancel
from bookings.services.undoing import undo
from bookings.tests.builders import booked, open_studio, some_noon
from bookings.tests.races.controls import double_booked, no_exclusion_constraint, no_lock, resource_lock_replaced
from common.tests.racing import race
from common.time import now

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

ROUNDS = 5
READ = "bookings.services.undoing.obstacle"
BOTH_HAVE_READ = (READ, "bookings.services.placing.load_availability")


@pytest.fixture
def studio():
    return open_studio()


def cancelled(studio, day):
    appointment = booked(studio.service, some_noon(day))
    cancel(appointment_id=appointment.pk, actor=CLIENT, reason="", now=now())
    return appointment


def taking_back(appointment):
    return partial(undo, appointment_id=appointment.pk, actor=CLIENT, now=now())


def newcomer(studio, day):
    return partial(booked, studio.service, some_noon(day), email="theo@example.com")


def test_of_eight_undos_at_once_one_counts(studio):
    appointment = cancelled(studio, 10)

    outcomes = race(*[taking_back(appointment)] * 8)

    assert Counter(type(outcome) for outcome in outcomes) == {Appointment: 1, NothingToUndo: 7}
    assert AppointmentEvent.objects.filter(kind="undone").count() == 1
    assert Reservation.objects.count() == 1


def test_control_without_the_locks_several_count(studio, monkeypatch):
    appointment = cancelled(studio, 10)
    monkeypatch.setattr("bookings.services.undoing.lock_appointment", lambda pk: locks.Appointment.objects.get(pk=pk))

    with no_exclusion_constraint(), resource_lock_replaced(no_lock):
        race(*[taking_back(appointment)] * 8, meet_after=READ)

        assert AppointmentEvent.objects.filter(kind="undone").count() == 8


def test_the_freed_time_goes_back_or_to_a_newcomer_and_never_to_both(studio):
    for day in range(10, 10 + ROUNDS):
        appointment = cancelled(studio, day)

        undone, *others = race(taking_back(appointment), *[newcomer(studio, day)] * 3, meet_after=BOTH_HAVE_READ)

        made = [outcome for outcome in others if isinstance(outcome, Appointment)]
        assert isinstance(undone, Appointment) + len(made) == 1
        assert {type(outcome) for outcome in [undone, *others]} <= {Appointment, SlotTaken}
        assert Appointment.objects.filter(starts_at=some_noon(day), status="confirmed").count() == 1
    assert double_booked() == 0


def test_control_without_lock_and_constraint_both_have_it(studio):
    appointment = cancelled(studio, 10)

    with no_exclusion_constraint(), resource_lock_replaced(no_lock):
        outcomes = race(taking_back(appointment), newcomer(studio, 10), meet_after=BOTH_HAVE_READ)

        assert {type(outcome) for outcome in outcomes} == {Appointment}
        assert double_booked() == 1
