"""The timeline: each step of an appointment leaves a row."""

from datetime import datetime
from typing import Any

from bookings.actors import Actor
from bookings.models import Appointment, AppointmentEvent


def record_event(
    appointment: Appointment, *, kind: str, actor: Actor, now: datetime, from_status: str = "", **detail: Any
) -> None:
    """Append what happened: `kind` is booked, moved, cancelled, undone, completed, no_show or corrected."""
    AppointmentEvent.objects.create(
        appointment=appointment,
        at=now,
        kind=kind,
        actor=actor.kind,
        user_id=actor.user_id,
        from_status=from_status,
        to_status=appointment.status,
        detail={name: value for name, value in detail.items() if value not in (None, "", False)},
    )
