"""Cancelling: the time is free at once, and what it costs was said before."""

from datetime import datetime

from django.utils.translation import gettext as _

from bookings.actors import Actor
from bookings.errors import AppointmentStarted, CancellationTooLate, NotPossibleNow
from bookings.locks import lock_appointment, lock_resources, resources_of_appointment
from bookings.messages import Standing
from bookings.models import Appointment, AppointmentStatus, LastChange
from bookings.rules import may_become
from bookings.services.telling import tell_changed
from bookings.services.timeline import record_event
from bookings.services.undoing import keep_for_undo
from common.db import command


@command
def cancel(*, appointment_id: int, actor: Actor, reason: str, now: datetime) -> Appointment:
    """Cancel an appointment and free its practitioner and room.

    A client: freely until the deadline; after it at the late fee that was agreed to, or, where there is none, not
    online (CancellationTooLate); once it has begun not at all (AppointmentStarted). The studio: at any time, at no
    cost to the client. It may be undone for three minutes (`undoing`). Raises NotPossibleNow when it is
    cancelled or over already.
    """
    lock_resources(resources_of_appointment(appointment_id))
    appointment = lock_appointment(appointment_id)
    if not may_become(appointment.status, AppointmentStatus.CANCELLED):
        raise NotPossibleNow(_("This booking is cancelled or over."), state=appointment.status)
    fee_minor = _owed_by_client(appointment, now) if actor.is_client else 0

    change = keep_for_undo(appointment, kind=LastChange.Kind.CANCELLED, actor=actor, now=now)
    before = appointment.status
    appointment.status = AppointmentStatus.CANCELLED
    appointment.cancelled_at = now
    appointment.cancelled_by = "client" if actor.is_client else "studio"
    appointment.cancel_reason = reason
    appointment.charged_late_fee_minor = fee_minor
    appointment.sequence += 1
    appointment.save(
        update_fields=[
            "status",
            "cancelled_at",
            "cancelled_by",
            "cancel_reason",
            "charged_late_fee_minor",
            "sequence",
        ]
    )
    appointment.reservations.all().delete()
    record_event(
        appointment,
        kind="cancelled",
        actor=actor,
        now=now,
        from_status=before,
        reason=reason,
        late_fee_minor=fee_minor,
    )
    tell_changed(appointment, before=Standing.of(change), actor=actor, due_at=change.undo_until, now=now)
    return appointment


def _owed_by_client(appointment: Appointment, now: datetime) -> int:
    if now >= appointment.starts_at:
        raise AppointmentStarted(_("Call the studio instead."))
    if now <= appointment.free_cancellation_until:
        return 0
    if appointment.late_fee_minor == 0:
        raise CancellationTooLate(_("Call the studio instead."), until=appointment.free_cancellation_until)
    return appointment.late_fee_minor
