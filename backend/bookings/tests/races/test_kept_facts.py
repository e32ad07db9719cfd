"""Facts that a process keeps, while others change them: under the locks a booking knows what is so now."""

from functools import partial
from threading import Thread

import pytest
from django.db import connection

from accounts.tests.factories import UserFactory
from bookings.errors import Closed
from bookings.models import Appointment
from bookings.services import booking
from bookings.services.closures import WantedClosure, add_closure
from bookings.tests.builders import booked, open_studio, some_noon
from common.tests.racing import race
from common.time import now
from studio import facts
from studio.rules import ClosedSpan

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def close_that_day(actor):
    day = some_noon().date()
    add_closure(wanted=WantedClosure(ClosedSpan(None, day, day)), actor=actor, now=now())


def book_while_it_closes(studio, monkeypatch):
    """The booking has read the facts and waits for its locks; then another transaction closes that day."""
    owner, lock = UserFactory(role="owner"), booking.lock_resources

    def close_and_end(actor):
        close_that_day(actor)
        connection.close()

    def closed_before_the_lock(ids):
        closing = Thread(target=close_and_end, args=(owner,))
        closing.start()
        closing.join()
        lock(ids)

    monkeypatch.setattr(booking, "lock_resources", closed_before_the_lock)
    return race(partial(booked, studio.service, some_noon()))[0]


def test_a_closure_that_came_before_the_lock_refuses(monkeypatch):
    outcome = book_while_it_closes(open_studio(), monkeypatch)

    assert isinstance(outcome, Closed)
    assert not Appointment.objects.exists()


def test_control_facts_that_are_not_checked_book_into_the_closure(monkeypatch):
    studio = open_studio()
    kept = facts.current_facts()
    monkeypatch.setattr(facts, "_version", lambda: kept.version)

    outcome = book_while_it_closes(studio, monkeypatch)

    assert isinstance(outcome, Appointment)
