"""Somebody holds what a booking needs and does not let go: a bounded wait, 503, and nothing half-done."""

from contextlib import contextmanager
from threading import Event, Thread
from time import monotonic

import pytest
from django.db import connection, transaction
from django.test import Client

from bookings.locks import lock_resources
from bookings.models import Appointment, Reservation
from bookings.tests.builders import booking_body, open_studio, some_noon
from common.idempotency import IdempotentCall, claim
from common.models import IdempotencyRecord
from common.time import now

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

KEY = "a-key"


@pytest.fixture
def studio():
    return open_studio()


def post(studio):
    client = Client(headers={"Idempotency-Key": KEY})
    body = booking_body(studio.service, some_noon())
    return client.post("/api/v1/public/bookings", body, content_type="application/json")


@contextmanager
def while_another_transaction(does):
    """Another transaction did this and stays open within the block; then it is rolled back."""
    done, over = Event(), Event()

    def stay():
        with transaction.atomic():
            does()
            done.set()
            over.wait(10)
            transaction.set_rollback(True)
        connection.close()

    thread = Thread(target=stay)
    thread.start()
    done.wait(5)
    try:
        yield
    finally:
        over.set()
        thread.join()


def test_a_calendar_that_stays_locked_is_waited_for_two_seconds(studio):
    with while_another_transaction(lambda: lock_resources([studio.practitioner.pk])):
        began = monotonic()
        answer = post(studio)
        waited = monotonic() - began

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
    assert answer["Retry-After"] == "2"
    assert 1.8 < waited < 3
    assert not IdempotencyRecord.objects.exists()


def test_a_key_in_use_is_waited_for_two_seconds(studio):
    body = booking_body(studio.service, some_noon())
    first = IdempotentCall.of(scope="public/bookings", key=KEY, body=body)
    with while_another_transaction(lambda: claim(first, now=now())):
        answer = post(studio)

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/busy")
    assert (Appointment.objects.count(), Reservation.objects.count()) == (0, 0)


def test_afterwards_the_same_request_goes_through(studio):
    with while_another_transaction(lambda: lock_resources([studio.practitioner.pk])):
        post(studio)

    assert post(studio).status_code == 201
