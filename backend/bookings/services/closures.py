"""Closing: time in which nothing more is booked. What is booked already stays, and is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from accounts.models import User
from bookings.locks import lock_resources
from bookings.models import Appointment, Reservation
from bookings.selectors import appointments, coming_claims
from common.db import command
from common.errors import Invalid, NotPermitted
from common.intervals import Interval, overlaps
from common.time import MINUTES_PER_DAY, to_minute, wall_clock
from studio.errors import ClosureMissing, PractitionerMissing
from studio.models import Closure, Practitioner
from studio.rules import ClosedSpan, closed_intervals, local_days
from studio.selectors import get_studio, own_practitioner, studio_zone
from studio.services.trail import told

SHOWN_CONFLICTS = 20
# Wide enough for any plan, and far from the ends of the calendar, where days cannot be counted on.
EARLIEST, LATEST = date(2000, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True)
class WantedClosure:
    """When, and whose: a practitioner's slug, or None for everybody."""

    span: ClosedSpan
    practitioner_slug: str | None = None


@dataclass(frozen=True)
class Conflicts:
    """What a closure lies over: how many coming appointments, the first of them in order, and how many live holds."""

    count: int
    appointments: list[Appointment]
    holds: int


def conflicts_of(wanted: WantedClosure, *, actor: User, now: datetime) -> Conflicts:
    """What the closure would lie over, buffers included. Raises as add_closure, since it shows whom it would meet.

    Nothing is locked, so more may be booked before the closure is added: adding tells again.
    """
    check(wanted.span)
    practitioner = _practitioner(wanted)
    _require_may_close(actor, practitioner)
    return _conflicts(wanted.span, _ids(practitioner), now)


@command
def add_closure(*, wanted: WantedClosure, actor: User, now: datetime) -> tuple[Closure, Conflicts]:
    """Close, and tell what stays booked underneath.

    Takes the locks that bookings take (everybody's, if it is for everybody): a booking that is being made shows among
    the conflicts, one that comes later finds the closure. A practitioner may close the own calendar only. Raises
    Invalid, NotPermitted or PractitionerMissing.
    """
    check(wanted.span)
    practitioner = _practitioner(wanted)
    _require_may_close(actor, practitioner)
    ids = _ids(practitioner)
    lock_resources(ids)
    closure = Closure.objects.create(
        practitioner=practitioner,
        weekday=wanted.span.weekday,
        first_day=wanted.span.first_day,
        last_day=wanted.span.last_day,
        start_minute=wanted.span.start_minute,
        end_minute=wanted.span.end_minute,
        reason=wanted.span.reason,
    )
    told("closure.added", closure, actor=actor, now=now, after=_facts(closure))
    return closure, _conflicts(wanted.span, ids, now)


@command
def remove_closure(*, closure_id: int, actor: User, now: datetime) -> None:
    """Open again, under the same locks. Raises ClosureMissing or NotPermitted."""
    closure = Closure.objects.select_related("practitioner").filter(pk=closure_id).first()
    if closure is None:
        raise ClosureMissing()
    _require_may_close(actor, closure.practitioner)
    lock_resources(_ids(closure.practitioner))
    told("closure.removed", closure, actor=actor, now=now, before=_facts(closure))
    closure.delete()


def check(span: ClosedSpan) -> None:
    """Refuse days and minutes out of order, or a closure of days without them. Raises Invalid, naming the fields."""
    errors = []
    if span.weekday is None:
        for name, day in (("first_day", span.first_day), ("last_day", span.last_day)):
            if day is None:
                errors.append(_error(name, "required", _("Give the first and the last day.")))
    for name, day in (("first_day", span.first_day), ("last_day", span.last_day)):
        if day is not None and not EARLIEST <= day < LATEST:
            errors.append(_error(name, "out-of-bounds", _("Choose a day in this century or the next.")))
    if span.first_day and span.last_day and span.last_day < span.first_day:
        errors.append(_error("last_day", "order", _("The last day is before the first.")))
    if not 0 <= span.start_minute < span.end_minute <= MINUTES_PER_DAY:
        errors.append(_error("ends", "order", _("The end is not after the beginning.")))
    if errors:
        raise Invalid(_("Correct the named fields."), errors=errors)


def _practitioner(wanted: WantedClosure) -> Practitioner | None:
    if wanted.practitioner_slug is None:
        return None
    practitioner = Practitioner.objects.filter(slug=wanted.practitioner_slug).first()
    if practitioner is None:
        raise PractitionerMissing()
    return practitioner


def _require_may_close(actor: User, practitioner: Practitioner | None) -> None:
    if actor.role != User.Role.PRACTITIONER:
        return
    own = own_practitioner(actor)
    if practitioner is None or own is None or own.pk != practitioner.pk:
        raise NotPermitted(_("You can close your own calendar only."))


def _ids(practitioner: Practitioner | None) -> list[int]:
    if practitioner is not None:
        return [practitioner.pk]
    return list(Practitioner.objects.values_list("pk", flat=True))


def _conflicts(span: ClosedSpan, practitioner_ids: Iterable[int], now: datetime) -> Conflicts:
    claims = list(coming_claims(practitioner_ids, now=now).order_by("period"))
    closed = _closed_minutes(span, claims, now)
    hit = [claim for claim in claims if overlaps(closed, *_minutes(claim))]
    ids = [claim.appointment_id for claim in hit if claim.appointment_id is not None]
    shown = appointments().filter(pk__in=ids).order_by("starts_at", "pk")[:SHOWN_CONFLICTS]
    return Conflicts(count=len(ids), appointments=list(shown), holds=len(hit) - len(ids))


def _closed_minutes(span: ClosedSpan, claims: list[Reservation], now: datetime) -> list[Interval]:
    """The closure on the days from today to the last claim: one without an end has no more to say than that."""
    if not claims:
        return []
    zone = studio_zone(get_studio())
    first = now.astimezone(zone).date() - timedelta(days=1)
    last = max(claim.period.upper for claim in claims).astimezone(zone).date()
    return closed_intervals([span], local_days(first, last, zone))


def _minutes(claim: Reservation) -> Interval:
    return to_minute(claim.period.lower), to_minute(claim.period.upper)


def _error(name: str, code: str, detail: str) -> dict[str, str]:
    return {"pointer": f"#/{name}", "code": code, "detail": detail}


def _facts(closure: Closure) -> dict[str, object]:
    return {
        "practitioner_id": closure.practitioner_id,
        "weekday": closure.weekday,
        "first_day": closure.first_day,
        "last_day": closure.last_day,
        "starts": wall_clock(closure.start_minute),
        "ends": wall_clock(closure.end_minute),
    }
