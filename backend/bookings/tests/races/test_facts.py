"""A booking that is being made while the studio's facts change: one of the two knows of the other."""

from functools import partial
from threading import Event
from unittest.mock import patch

import pytest

from accounts.tests.factories import UserFactory
from bookings.errors import StillBooked
from bookings.models import Appointment
from bookings.services import archiving, closures, placing
from bookings.services.archiving import archive_practitioner
from bookings.services.closures import WantedClosure, add_closure
from bookings.tests.builders import booked, open_studio, some_noon
from common.tests.racing import race
from common.time import now
from studio.locks import lock_practitioner
from studio.models import Practitioner
from studio.rules import ClosedSpan, WeeklySpan
from studio.services import practitioners
from studio.services.practitioners import set_weekly_hours

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

PATIENCE_SECONDS = 0.5


def race_against_a_booking(studio, change):
    """What both gave. `change` begins when the booking has read the facts; the booking waits for it, half a second."""
    has_read, has_changed = Event(), Event()
    read = placing.load_availability

    def read_and_wait(**asked):
        facts = read(**asked)
        has_read.set()
        has_changed.wait(PATIENCE_SECONDS)
        return facts

    def change_then():
        has_read.wait(5)
        try:
            return change()
        finally:
            has_changed.set()

    with patch.object(placing, "load_availability", read_and_wait):
        return race(partial(booked, studio.service, some_noon()), change_then)


def owner():
    return UserFactory(role="owner")


def close_that_day(actor):
    day = some_noon().date()
    return add_closure(wanted=WantedClosure(ClosedSpan(None, day, day)), actor=actor, now=now())


def test_a_closure_tells_of_the_booking_that_was_being_made():
    studio = open_studio()

    appointment, (_closure, conflicts) = race_against_a_booking(studio, partial(close_that_day, owner()))

    assert conflicts.appointments == [appointment]


def test_control_without_the_lock_it_lies_over_a_booking_that_nobody_was_told_of(monkeypatch):
    monkeypatch.setattr(closures, "lock_resources", list)
    studio = open_studio()

    appointment, (_closure, conflicts) = race_against_a_booking(studio, partial(close_that_day, owner()))

    assert (appointment.status, conflicts.count) == ("confirmed", 0)


def test_somebody_who_is_being_booked_is_not_archived():
    studio = open_studio()
    leave = partial(archive_practitioner, slug=studio.practitioners[0].slug, actor=None, now=now())

    appointment, refusal = race_against_a_booking(studio, leave)

    assert (appointment.status, type(refusal)) == ("confirmed", StillBooked)


def test_control_without_the_lock_the_booking_is_with_somebody_who_left(monkeypatch):
    monkeypatch.setattr(archiving, "lock_practitioner", lambda slug: Practitioner.objects.get(slug=slug))
    studio = open_studio()
    leave = partial(archive_practitioner, slug=studio.practitioners[0].slug, actor=None, now=now())

    race_against_a_booking(studio, leave)

    assert Appointment.objects.get().practitioner.archived_at is not None


def test_hours_are_changed_after_the_booking_that_relied_on_them(monkeypatch):
    studio = open_studio()
    booked_by_then = []

    def lock_and_count(slug):
        locked = lock_practitioner(slug)
        booked_by_then.append(Appointment.objects.count())
        return locked

    monkeypatch.setattr(practitioners, "lock_practitioner", lock_and_count)
    shorten = partial(
        set_weekly_hours, slug=studio.practitioners[0].slug, hours=[WeeklySpan(0, 0, 60)], actor=None, now=now()
    )

    race_against_a_booking(studio, shorten)

    assert booked_by_then == [1]
