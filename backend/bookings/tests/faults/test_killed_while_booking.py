"""kill -9 of the web process at each step of a booking: all of it is there, or nothing, and a retry makes one."""

from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from bookings.models import Appointment, AppointmentEvent, Consent, Reservation
from bookings.tests.faults.web_process import WebProcess, wait_until
from common.models import IdempotencyRecord
from studio.models import Resource
from studio.tests.factories import PractitionerFactory, RoomFactory, ServiceFactory, StudioFactory, every_day

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

BEFORE_COMMIT = [
    "bookings.services.booking:_claim_all",
    "bookings.services.booking:lock_resources",
    "bookings.services.booking:choose",
    "bookings.services.booking:_create",
    "bookings.services.booking:reserve",
    "bookings.services.booking:_finish",
]
AFTER_COMMIT = ["bookings.api.public.views:book"]
KEY = {"Idempotency-Key": "one-try"}


@pytest.fixture
def wanted():
    """A studio that is open round the clock, and a booking for tomorrow."""
    StudioFactory(minimum_notice_minutes=0)
    maren = PractitionerFactory(hours=every_day(0, 1440))
    ServiceFactory(slug="massage", practitioners=[maren], rooms=[RoomFactory()])
    tomorrow = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    return {
        "service": "massage",
        "starts_at": tomorrow.isoformat(),
        "client": {"name": "Priya Nair", "email": "priya@example.com"},
        "consents": {"terms": True},
    }


@pytest.mark.parametrize("step", BEFORE_COMMIT)
def test_killed_before_commit_nothing_is_left_and_a_retry_books(wanted, tmp_path, step):
    kill_after(step, wanted, tmp_path / "paused")

    assert whole_bookings() == 0
    assert leftovers() == 0
    with WebProcess() as web:
        status, _ = web.post("bookings", wanted, **KEY)
    assert (status, whole_bookings()) == (201, 1)


@pytest.mark.parametrize("step", AFTER_COMMIT)
def test_killed_after_commit_the_booking_stands_and_a_retry_answers_it(wanted, tmp_path, step):
    kill_after(step, wanted, tmp_path / "paused")

    assert whole_bookings() == 1
    with WebProcess() as web:
        status, body = web.post("bookings", wanted, **KEY)
    assert (status, whole_bookings()) == (201, 1)
    assert body["reference"] == Appointment.objects.get().reference


def test_killed_after_commit_a_retry_without_a_key_cannot_book_twice(wanted, tmp_path):
    """What the key is for: without one the client is told that the time is taken, by their own booking."""
    kill_after(AFTER_COMMIT[0], wanted, tmp_path / "paused")

    with WebProcess() as web:
        status, body = web.post("bookings", wanted)

    assert (status, body["type"]) == (409, "/problems/slot-taken")
    assert whole_bookings() == 1


def kill_after(step: str, wanted: dict, paused) -> None:
    """Let a booking run up to `step`, kill the process there, and wait until PostgreSQL has let its locks go."""
    with WebProcess(pause_after=step, paused_file=paused) as web:
        request = Thread(target=web.post, args=("bookings", wanted), kwargs=KEY)
        request.start()
        wait_until(paused.exists, f"the booking has come to {step}")
        web.kill()
        request.join()
    wait_until(locks_are_free, "the locks of the dead are free", seconds=1)


def locks_are_free() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()"
        )
        idle = cursor.fetchone()[0]
        free = Resource.objects.select_for_update(skip_locked=True, no_key=True).count()
        return idle == 0 and free == Resource.objects.count()


def whole_bookings() -> int:
    """Appointments with both reservations, their timeline, consent and settled key; anything less fails."""
    for appointment in Appointment.objects.all():
        assert Reservation.objects.filter(appointment=appointment).count() == 2
        assert AppointmentEvent.objects.filter(appointment=appointment, kind="booked").count() == 1
        assert Consent.objects.filter(client=appointment.client).count() == 1
        assert IdempotencyRecord.objects.filter(subject_id=appointment.pk, status=201).count() == 1
    return Appointment.objects.count()


def leftovers() -> int:
    return Reservation.objects.count() + IdempotencyRecord.objects.count() + AppointmentEvent.objects.count()
