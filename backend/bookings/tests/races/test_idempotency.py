"""One key, sixteen times at once."""

from collections import Counter
from functools import partial

import pytest
from django.test import Client

from bookings.models import Appointment, Consent
from bookings.services import booking
from bookings.tests.builders import booking_body, held, open_studio, some_noon
from common.models import IdempotencyRecord
from common.tests.racing import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TIMES = 16


@pytest.fixture
def studio():
    # As many practitioners as requests: without the key every one of them would find a free calendar.
    return open_studio(practitioners=TIMES)


def post(body, key="once-and-no-more"):
    client = Client(raise_request_exception=False, headers={"Idempotency-Key": key} if key else {})
    return client.post("/api/v1/public/bookings", body, content_type="application/json")


def test_the_same_key_sixteen_times_makes_one_booking_and_one_answer(studio):
    answers = race(*[partial(post, booking_body(studio.service, some_noon()))] * TIMES)

    assert Counter(answer.status_code for answer in answers) == {201: TIMES}
    assert len({answer.content for answer in answers}) == 1
    assert (Appointment.objects.count(), Consent.objects.count()) == (1, 2)


def test_control_without_the_claim_everyone_books(studio, monkeypatch):
    monkeypatch.setattr(booking, "claim", lambda call, now: None)

    answers = race(*[partial(post, booking_body(studio.service, some_noon()))] * TIMES)

    assert Counter(answer.status_code for answer in answers) == {201: TIMES}
    assert Appointment.objects.count() == TIMES


def test_a_key_whose_first_use_fails_is_free_for_the_next(studio):
    bodies = [booking_body(studio.service, some_noon(), consents={"terms": terms}) for terms in (False, True)]
    answers = race(*[partial(post, body) for body in bodies])

    assert [answer.status_code for answer in answers] == [422, 201]
    assert IdempotencyRecord.objects.count() == 1


def test_one_hold_booked_eight_times_at_once_is_one_booking(studio):
    token = held(studio.service, some_noon()).token

    answers = race(*[partial(post, booking_body(hold_token=token), key=None)] * 8)

    assert Counter(answer.status_code for answer in answers) == {201: 8}
    assert len({answer.content for answer in answers}) == 1
    assert Appointment.objects.count() == 1


def test_one_hold_booked_under_eight_keys_is_one_booking_that_each_key_remembers(studio):
    token = held(studio.service, some_noon()).token

    answers = race(*[partial(post, booking_body(hold_token=token), key=f"key-{n}") for n in range(8)])

    assert Counter(answer.status_code for answer in answers) == {201: 8}
    assert set(IdempotencyRecord.objects.values_list("subject_id", flat=True)) == {Appointment.objects.get().pk}


def test_a_first_visit_made_twice_at_once_makes_one_client(studio):
    bodies = [booking_body(studio.service, some_noon(day)) for day in range(5, 13)]

    answers = race(*[partial(post, body, key=None) for body in bodies])

    assert Counter(answer.status_code for answer in answers) == {201: 8}
    assert Appointment.objects.values("client").distinct().count() == 1
