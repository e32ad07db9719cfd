"""What became of an appointment once its time came."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from bookings.actors import SYSTEM, Actor
from bookings.errors import NotPossibleNow, NotStartedYet
from bookings.locks import lock_appointment
from bookings.models import Appointment, AppointmentEvent, AppointmentStatus
from bookings.rules import may_become
from bookings.services.timeline import record_event
from common.db import command

GRACE = timedelta(hours=1)


@command
def complete(*, appointment_id: int, actor: Actor, now: datetime) -> Appointment:
    """The client came. Raises NotStartedYet or NotPossibleNow."""
    return _settle(appointment_id, AppointmentStatus.COMPLETED, actor, now)


@command
def mark_no_show(*, appointment_id: int, actor: Actor, now: datetime) -> Appointment:
    """The client did not come; corrects a completion too. Raises NotStartedYet or NotPossibleNow."""
    return _settle(appointment_id, AppointmentStatus.NO_SHOW, actor, now)


@command
def complete_past_appointments(*, now: datetime) -> int:
    """Complete what ended over an hour ago and nobody settled; gives how many. At most 500 a run, oldest first."""
    due = list(
        Appointment.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(status=AppointmentStatus.CONFIRMED, ends_at__lt=now - GRACE)
        .order_by("ends_at")[:500]
    )
    Appointment.objects.filter(pk__in=[appointment.pk for appointment in due]).update(
        status=AppointmentStatus.COMPLETED
    )
    AppointmentEvent.objects.bulk_create(
        AppointmentEvent(
            appointment=appointment,
            at=now,
            kind="completed",
            actor=SYSTEM.kind,
            from_status=AppointmentStatus.CONFIRMED,
            to_status=AppointmentStatus.COMPLETED,
        )
        for appointment in due
    )
    return len(due)


def _settle(appointment_id: int, status: AppointmentStatus, actor: Actor, now: datetime) -> Appointment:
    appointment = lock_appointment(appointment_id)
    if not may_become(appointment.status, status):
        raise NotPossibleNow(_("The booking's state does not allow this."), state=appointment.status)
    if now < appointment.starts_at:
        raise NotStartedYet(_("Wait until the appointment has begun."))
    before = appointment.status
    appointment.status = status
    appointment.save(update_fields=["status"])
    record_event(appointment, kind=str(status), actor=actor, now=now, from_status=before)
    return appointment
