"""Protections taken away, so that a race test can show what they are for."""

from contextlib import contextmanager
from unittest.mock import patch

from django.db import connection

from studio.models import Service

LOCKS_OF = (
    "bookings.services.booking.lock_resources",
    "bookings.services.holds.lock_resources",
    "bookings.services.rescheduling.lock_resources",
    "bookings.services.cancellation.lock_resources",
    "bookings.services.undoing.lock_resources",
)


@contextmanager
def resource_lock_replaced(replacement):
    """Every door takes `replacement` instead of the lock on practitioners and rooms."""
    patches = [patch(name, replacement) for name in LOCKS_OF]
    for each in patches:
        each.start()
    try:
        yield
    finally:
        for each in patches:
            each.stop()


def no_lock(resource_ids) -> None:
    list(resource_ids)


def lock_service_row(slug: str) -> None:
    """The widespread design: the service's row as a sentinel."""
    list(Service.objects.select_for_update().filter(slug=slug).values_list("pk"))


@contextmanager
def no_exclusion_constraint():
    """The database without `reservation_no_overlap`; put back afterwards, once the damage is gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'reservation_no_overlap'")
        definition = cursor.fetchone()[0]
        cursor.execute("ALTER TABLE bookings_reservation DROP CONSTRAINT reservation_no_overlap")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM bookings_reservation")
            cursor.execute(f"ALTER TABLE bookings_reservation ADD CONSTRAINT reservation_no_overlap {definition}")


def double_booked() -> int:
    """Pairs of reservations of one resource that overlap."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM bookings_reservation a JOIN bookings_reservation b "
            "ON a.id < b.id AND a.resource_id = b.resource_id AND a.period && b.period"
        )
        return cursor.fetchone()[0]
