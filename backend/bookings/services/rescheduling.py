"""Moving an appointment: the new time is claimed and the old one given back in one transaction."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from bookings.actors import Actor, WantedTime
from bookings.errors import AppointmentStarted, NotPossibleNow, RescheduleTooLate
from bookings.locks import lock_appointment, lock_resources, resources_of_appointment
from bookings.messages import Standing
from bookings.models import Appointment, LastChange
from bookings.rules import LIVE
from bookings.selectors import appointments
from bookings.services.booking import deadlines
from bookings.services.holds import with_alternatives
from bookings.services.placing import candidates, choose, reserve
from bookings.services.telling import tell_changed
from bookings.services.timeline import record_event
from bookings.services.undoing import keep_for_undo
from common.db import command
from studio.models import StudioSettings
from studio.selectors import studio_zone


def reschedule(
    *,
    appointment_id: int,
    starts_at: datetime,
    practitioner_slug: str | None,
    actor: Actor,
    now: datetime,
    override_rules: bool = False,
) -> Appointment:
    """Move an appointment, at its old price; its deadlines move with it.

    Without a practitioner, the present one if free then, else anyone who gives the treatment. Raises SlotTaken or
    DayFull with `alternatives`, another house rule, NotPossibleNow; for clients also RescheduleTooLate and
    AppointmentStarted.
    """
    slug = appointments().values_list("service__slug", flat=True).filter(pk=appointment_id).first() or ""
    wanted = WantedTime(slug, starts_at, practitioner_slug)
    attempt: Callable[[], Appointment] = partial(_reschedule, appointment_id, wanted, actor, now, override_rules)
    return with_alternatives(wanted, now, attempt, moving_id=appointment_id)


def deadlines_after_move(
    appointment: Appointment, starts_at: datetime, studio: StudioSettings, *, actor: Actor, now: datetime
) -> dict[str, datetime]:
    """The deadlines move along with the appointment, but for one: what a client can no longer cancel freely does not
    become free by being moved."""
    promised = deadlines(starts_at, studio.cancel_deadline_minutes, studio.reschedule_deadline_minutes)
    if actor.is_client and now > appointment.free_cancellation_until:
        promised["free_cancellation_until"] = appointment.free_cancellation_until
    return promised


@command
def _reschedule(
    appointment_id: int, wanted: WantedTime, actor: Actor, now: datetime, override_rules: bool
) -> Appointment:
    ids = candidates(wanted, include_archived=True)
    lock_resources([*ids, *resources_of_appointment(appointment_id)])
    appointment = lock_appointment(appointment_id)
    if appointment.status not in LIVE:
        raise NotPossibleNow(_("This booking is cancelled or over."), state=appointment.status)
    if actor.is_client:
        _check_client_may_move(appointment, now)
    place = choose(wanted, resource_ids=ids, now=now, override_rules=override_rules, moving=appointment)

    zone = studio_zone(place.studio)
    old_start, old_practitioner = appointment.starts_at, appointment.practitioner.slug
    change = keep_for_undo(appointment, kind=LastChange.Kind.MOVED, actor=actor, now=now)
    appointment.reservations.all().delete()
    reserve(place, appointment=appointment)
    appointment.starts_at, appointment.ends_at = place.starts_at, place.ends_at
    appointment.practitioner_id, appointment.room_id = place.practitioner_id, place.room_id
    appointment.sequence += 1
    promised = deadlines_after_move(appointment, place.starts_at, place.studio, actor=actor, now=now)
    for name, moment in promised.items():
        setattr(appointment, name, moment)
    appointment.save(
        update_fields=["starts_at", "ends_at", "practitioner", "room", "sequence", *promised],
    )
    record_event(
        appointment,
        kind="moved",
        actor=actor,
        now=now,
        from_status=appointment.status,
        # Wall time as it was in the studio, for people to read.
        old_starts_at=old_start.astimezone(zone).isoformat(),
        new_starts_at=place.starts_at.astimezone(zone).isoformat(),
        old_practitioner=old_practitioner,
        override_rules=override_rules,
    )
    moved = appointments().get(pk=appointment_id)
    tell_changed(moved, before=Standing.of(change), actor=actor, due_at=change.undo_until, now=now)
    return moved


def _check_client_may_move(appointment: Appointment, now: datetime) -> None:
    if now >= appointment.starts_at:
        raise AppointmentStarted(_("Call the studio instead."))
    if now > appointment.reschedule_until:
        raise RescheduleTooLate(_("Call the studio instead."), until=appointment.reschedule_until)
