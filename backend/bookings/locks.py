"""Every row lock of this app, in the one order of integrity.md, section 2: address, resources, then booking rows."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from bookings.errors import BookingMissing
from bookings.models import Appointment, Hold, Reservation


def lock_address(address_hash: bytes) -> None:
    """Queue with others from the same network address until the transaction ends, so that counting its holds is
    sound."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(address_hash[:8], "big", signed=True)])


def lock_resources(resource_ids: Iterable[int]) -> None:
    """Queue on the calendars of practitioners and rooms, in key order.

    NO KEY, because inserting a reservation takes a KEY SHARE lock on its resource: with plain FOR UPDATE two writers
    who had each inserted would deadlock.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM studio_resource WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
            [sorted(set(resource_ids))],
        )


def lock_hold(token_hash: bytes) -> Hold | None:
    """The hold's row, under lock, or None when it is gone."""
    return Hold.objects.select_for_update(of=("self",)).filter(token_hash=token_hash).first()


def lock_appointment(appointment_id: int) -> Appointment:
    """The appointment under lock, as it is now; raises BookingMissing."""
    # `of` keeps the lock off the joined rows: locking the service with it would hide a missing resource lock.
    locked = (
        Appointment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("client", "service", "practitioner", "room")
        .filter(pk=appointment_id)
        .first()
    )
    if locked is None:
        raise BookingMissing()
    return locked


def lock_expired_holds(
    resource_ids: Iterable[int], first_minute: int, last_minute: int, now: datetime | None = None
) -> list[int]:
    """Ids of expired holds over these resources and minutes, locked in key order. The caller holds the resources.

    Expired by the database's clock and, if given, by the caller's `now`.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT h.id FROM bookings_hold h
            WHERE h.expires_at <= least(clock_timestamp(), %s::timestamptz) AND h.id IN (
                SELECT r.hold_id
                FROM unnest(%s::bigint[]) AS wanted (id)
                JOIN bookings_reservation r
                  ON int8range(r.resource_id, r.resource_id, '[]') && int8range(wanted.id, wanted.id, '[]')
                 AND r.period && tstzrange(to_timestamp(%s * 60.0), to_timestamp(%s * 60.0)))
            ORDER BY h.id FOR UPDATE OF h
            """,
            [now, sorted(set(resource_ids)), first_minute, last_minute],
        )
        return [row[0] for row in cursor.fetchall()]


def resources_of_appointment(appointment_id: int) -> list[int]:
    return list(Reservation.objects.filter(appointment_id=appointment_id).values_list("resource_id", flat=True))
