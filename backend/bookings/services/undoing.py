"""Undo: for three minutes a client may take back a client's cancel or move, and staff the studio's (docs/adr/0007)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from bookings.actors import Actor, WantedTime
from bookings.errors import NothingToUndo, SlotTaken
from bookings.locks import lock_appointment, lock_resources, resources_of_appointment
from bookings.messages import SUBJECT
from bookings.models import Appointment, LastChange, Reservation
from bookings.rules import UNDO_MINUTES
from bookings.selectors import appointments
from bookings.services.holds import with_alternatives
from bookings.services.placing import release_expired
from bookings.services.telling import tell_undone
from bookings.services.timeline import record_event
from bookings.undo import change_to_undo, obstacle
from common.db import command, refused_as
from common.errors import NotPermitted
from common.idempotency import IdempotentCall, claim, settle
from common.time import to_minute
from messaging.selectors import has_begun

GIVEN_BACK = ["status", "starts_at", "ends_at", "practitioner", "room", "free_cancellation_until", "reschedule_until"]


def keep_for_undo(appointment: Appointment, *, kind: LastChange.Kind, actor: Actor, now: datetime) -> LastChange:
    """Remember an appointment as it stands, before the cancel or move that the caller is about to make.

    The caller holds the locks. A message about the change is due at `undo_until`: until then it may not be true.
    """
    LastChange.objects.filter(appointment=appointment).delete()
    return LastChange.objects.create(
        appointment=appointment,
        kind=kind,
        actor=actor.kind,
        undo_until=now + timedelta(minutes=UNDO_MINUTES),
        taken=appointment.reservations.values_list("period", flat=True)[0],
        **{name: getattr(appointment, name) for name in GIVEN_BACK},
    )


def undo(
    *,
    appointment_id: int,
    actor: Actor,
    now: datetime,
    change: str | None = None,
    own_calendar: str | None = None,
    call: IdempotentCall | None = None,
) -> Appointment:
    """Put an appointment back to where it was before this kind of actor's last cancel or move, price and promises too.

    Asks only that the old time is free, its people and room still work, and nothing closed it. `change`: the key of
    the one change that is meant, since another may have followed it. `own_calendar`: the slug of the one practitioner
    for whom this actor may write. Raises NothingToUndo, SlotTaken with `alternatives`, Closed, NotOffered or
    NotPermitted.
    """
    changes = LastChange.objects.select_related("appointment__service", "practitioner")
    last = changes.filter(appointment_id=appointment_id).first()
    attempt: Callable[[], Appointment] = partial(_undo, appointment_id, actor, now, change, own_calendar, call)
    if last is None:
        return attempt()  # it may be an answer to give again
    if last.kind == LastChange.Kind.CANCELLED and last.appointment.service.archived_at:
        return _without_alternatives(attempt)
    wanted = WantedTime(last.appointment.service.slug, last.starts_at, last.practitioner.slug)
    return with_alternatives(wanted, now, attempt, moving_id=appointment_id)


def _without_alternatives(attempt: Callable[[], Appointment]) -> Appointment:
    """Nobody can book an archived service anew; only who still has an appointment may move it."""
    try:
        return attempt()
    except SlotTaken as refusal:
        refusal.facts["alternatives"] = []
        raise


@command
def _undo(
    appointment_id: int,
    actor: Actor,
    now: datetime,
    meant: str | None,
    own_calendar: str | None,
    call: IdempotentCall | None,
) -> Appointment:
    if call and claim(call, now=now) is not None:
        # Undoing took the change away: one that stands here was made since, and is not undone.
        if meant is not None and LastChange.objects.filter(appointment_id=appointment_id).exists():
            raise _changed_again()
        return appointments().get(pk=appointment_id)
    seen = LastChange.objects.filter(appointment_id=appointment_id).first()
    lock_resources([*(seen.resource_ids if seen else []), *resources_of_appointment(appointment_id)])
    appointment = lock_appointment(appointment_id)
    last: LastChange | None = getattr(appointment, "last_change", None)
    if meant is not None and last is not None and str(last.key) != meant:
        raise _changed_again()
    change = change_to_undo(appointment, actor_kind=actor.kind, now=now)
    # Another change while this one waited: its resources are not the ones that are locked.
    if change is None or seen is None or change.pk != seen.pk:
        raise _minutes_over()
    if own_calendar is not None and change.practitioner.slug != own_calendar:
        raise NotPermitted("You can book for yourself only.")
    release_expired(change.resource_ids, to_minute(change.taken.lower), to_minute(change.taken.upper))
    if refusal := obstacle(change, now=now):
        raise refusal

    _give_back(appointment, change, actor, now)
    if call:
        settle(call, subject_id=appointment_id)
    undone = appointments().get(pk=appointment_id)
    tell_undone(undone, actor=actor, now=now)
    # Asked after what waits was taken back, under lock: whoever came in time, and then waited for somebody, may find
    # that the change is being told.
    if has_begun(subject_kind=SUBJECT, subject_id=appointment_id, due_from=change.undo_until):
        raise _minutes_over()
    return undone


def _minutes_over() -> NothingToUndo:
    return NothingToUndo(
        _("A change can be undone for three minutes: a client’s by the client, the studio’s by the studio.")
    )


def _changed_again() -> NothingToUndo:
    return NothingToUndo(_("This was changed again since. Look at it as it is now."))


def _give_back(appointment: Appointment, change: LastChange, actor: Actor, now: datetime) -> None:
    before, status_before = _facts(appointment), appointment.status
    appointment.reservations.all().delete()
    with refused_as(SlotTaken(), "reservation_no_overlap"):
        Reservation.objects.bulk_create(
            Reservation(resource_id=resource_id, period=change.taken, appointment=appointment)
            for resource_id in sorted(change.resource_ids)
        )
    for name in GIVEN_BACK:
        setattr(appointment, name, getattr(change, name))
    appointment.cancelled_at, appointment.cancelled_by, appointment.cancel_reason = None, "", ""
    appointment.charged_late_fee_minor = 0
    appointment.sequence += 1
    appointment.save(
        update_fields=[
            *GIVEN_BACK,
            "cancelled_at",
            "cancelled_by",
            "cancel_reason",
            "charged_late_fee_minor",
            "sequence",
        ]
    )
    change.delete()
    record_event(appointment, kind="undone", actor=actor, now=now, from_status=status_before, undone=str(change.kind))
    if actor.user_id:
        audit.record(
            action="appointment.change-undone",
            subject_kind="appointment",
            subject_id=appointment.pk,
            actor=User.objects.get(pk=actor.user_id),
            now=now,
            before=before,
            after=_facts(appointment),
        )


def _facts(appointment: Appointment) -> dict[str, object]:
    return {
        "status": str(appointment.status),
        "starts_at": appointment.starts_at,
        "practitioner": appointment.practitioner_id,
        "room": appointment.room_id,
    }
