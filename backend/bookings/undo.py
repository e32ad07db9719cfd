"""What may be undone, and what stands in the way of it. Reads only; `services.undoing` does it."""

from datetime import UTC, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from bookings.errors import Closed, NotOffered, SlotTaken
from bookings.models import Appointment, LastChange, Reservation
from bookings.rules import may_undo
from common.errors import Refusal
from common.intervals import overlaps
from common.time import to_minute
from studio.rules import closed_intervals, local_days
from studio.selectors import get_studio, studio_zone, timetable


def offered_change(
    appointment: Appointment, *, actor_kind: str, now: datetime, own_calendar: str | None = None
) -> LastChange | None:
    """The last change, if whoever stands at this door ("client" or "staff") can take it back now.

    Nothing more is asked of the database unless something was changed in the last three minutes.
    """
    change = change_to_undo(appointment, actor_kind=actor_kind, now=now, own_calendar=own_calendar)
    return change if change and obstacle(change, now=now) is None else None


def change_to_undo(
    appointment: Appointment, *, actor_kind: str, now: datetime, own_calendar: str | None = None
) -> LastChange | None:
    """The last change, if it was made at this door and its minutes are not over; asks nothing of the database.

    `own_calendar`: the slug of the one practitioner for whom somebody may write, and so take back.
    """
    change: LastChange | None = getattr(appointment, "last_change", None)
    if change is None or change.actor != actor_kind:
        return None
    if own_calendar is not None and change.practitioner.slug != own_calendar:
        return None
    return change if may_undo(appointment.status, change.status, until=change.undo_until, now=now) else None


def obstacle(change: LastChange, *, now: datetime) -> Refusal | None:
    """What keeps the appointment from going back to where it was: somebody in its place, or no place any more.

    House rules are not asked again: notice, horizon, grid, hours and caps were met when the time was first booked.
    """
    if change.practitioner.archived_at or (change.room and change.room.archived_at):
        return NotOffered(_("Choose one of the free times."))
    if _is_taken(change, now):
        return SlotTaken()
    if _is_closed(change):
        return Closed(_("Choose another day or time."))
    return None


def _is_taken(change: LastChange, now: datetime) -> bool:
    gone = Q(hold__expires_at__lte=now)
    return (
        Reservation.objects.filter(resource_id__in=change.resource_ids, period__overlap=change.taken)
        .exclude(gone)
        .exclude(appointment=change.appointment_id)
        .exists()
    )


def _is_closed(change: LastChange) -> bool:
    first, last = change.taken.lower, change.taken.upper
    days = (first.astimezone(UTC).date() - timedelta(days=1), last.astimezone(UTC).date() + timedelta(days=1))
    table = timetable([change.practitioner_id], first_day=days[0], last_day=days[1])
    closed = closed_intervals(table.closures_of(change.practitioner_id), local_days(*days, studio_zone(get_studio())))
    return overlaps(closed, to_minute(first), to_minute(last))
