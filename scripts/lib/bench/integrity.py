"""Whether every promise that the server made during a run is there, and no two stand in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

# Row by row along each calendar, without the index of the constraint that is on trial.
OVERLAPS = """
SELECT count(*) FROM (
    SELECT lower(period) < max(upper(period)) OVER (
        PARTITION BY resource_id ORDER BY lower(period), id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS meets_another FROM bookings_reservation
) AS claims WHERE meets_another
"""
# The same of the appointments themselves: one without a claim would be seen by no constraint.
DOUBLE_BOOKED = """
SELECT count(*) FROM (
    SELECT starts_at < max(ends_at) OVER (
        PARTITION BY practitioner_id ORDER BY starts_at, id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
    ) AS meets_another FROM bookings_appointment WHERE status IN ('confirmed', 'awaiting_payment')
) AS appointments WHERE meets_another
"""
# A reference that was told to somebody: one appointment, one claim of its own practitioner and time, one line each.
BROKEN = """
SELECT count(*) FROM unnest(%s::text[]) AS told (reference)
WHERE 1 <> (SELECT count(*) FROM bookings_appointment a
            JOIN bookings_reservation r ON r.appointment_id = a.id AND r.resource_id = a.practitioner_id
                                       AND r.period @> tstzrange(a.starts_at, a.ends_at)
            JOIN bookings_appointmentevent e ON e.appointment_id = a.id AND e.kind = 'booked'
            WHERE a.reference = told.reference AND a.status = 'confirmed')
"""
# What it owes: the client, who always leaves an address, and the practitioner are told once each.
UNTOLD = """
SELECT count(*) FROM unnest(%s::text[]) AS told (reference)
WHERE ARRAY['booking-confirmed', 'practitioner-booked'] <> ARRAY(
    SELECT m.event::text FROM messaging_message m
    WHERE m.subject_reference = told.reference AND m.channel = 'email' AND m.status <> 'withdrawn' ORDER BY m.event)
"""


def violations(cursor: Any, *, told: Sequence[str], appointments_before: int, deadlocks_before: int) -> list[str]:
    """What is wrong after a run in which the references `told` were answered with 201; empty when nothing is."""
    found = []
    if len(set(told)) != len(told):
        found.append(f"{len(told) - len(set(told))} references were told twice")
    for sentence, query, values in (
        ("{} claims overlap another on the same calendar", OVERLAPS, None),
        ("{} appointments overlap another of the same practitioner", DOUBLE_BOOKED, None),
        ("{} bookings that were acknowledged are not there whole", BROKEN, [list(told)]),
        ("{} bookings that were acknowledged lack a message or have one too many", UNTOLD, [list(told)]),
    ):
        if count := _one(cursor, query, values):
            found.append(sentence.format(count))
    made = appointments(cursor) - appointments_before
    if made != len(told):
        found.append(f"{len(told)} bookings were acknowledged and {made} rows made")
    if count := deadlocks(cursor) - deadlocks_before:
        found.append(f"{count} deadlocks")
    return found


def appointments(cursor: Any) -> int:
    return _one(cursor, "SELECT count(*) FROM bookings_appointment")


def deadlocks(cursor: Any) -> int:
    return _one(cursor, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")


def _one(cursor: Any, query: str, values: Sequence[Any] | None = None) -> int:
    cursor.execute(query, values)
    return int(cursor.fetchone()[0])
