"""Who works here, and when."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.selectors import user_with_email
from common.db import command, refused_as
from common.errors import Invalid
from common.time import wall_clock
from studio.errors import AlreadyExists, BreakOutsideHours, OverlappingHours
from studio.locks import lock_practitioner, lock_studio
from studio.models import Practitioner, ResourceKind, WeeklyHours
from studio.rules import WeeklySpan, break_outside, overlapping_span
from studio.services.names import refuse_used_name, unused_slug
from studio.services.trail import facts_of, told

FIELDS = ("name", "title", "bio", "position")


@command
def add_practitioner(
    *, fields: Mapping[str, Any], user_email: str | None = None, actor: User | None, now: datetime
) -> Practitioner:
    """Somebody who gives treatments, from `FIELDS`; with an e-mail address, that staff user's own calendar.

    Raises AlreadyExists for a name in use or a user who has a calendar, Invalid for an address of nobody on the staff.
    """
    lock_studio()
    refuse_used_name(fields["name"], Practitioner.objects.all())
    practitioner = Practitioner(
        kind=ResourceKind.PRACTITIONER,
        slug=unused_slug(fields["name"], Practitioner.objects.all(), fallback="practitioner"),
        user=_staff_user(user_email),
        **{"position": Practitioner.objects.count(), **_known(fields)},
    )
    with _one_calendar_each():
        practitioner.save(force_insert=True)
    told("practitioner.added", practitioner, actor=actor, now=now, after=_facts(practitioner))
    return practitioner


@command
def change_practitioner(*, slug: str, changes: Mapping[str, Any], actor: User | None, now: datetime) -> Practitioner:
    """Change some of `FIELDS`, and with `user_email` (an address, or None for nobody) whose calendar it is.

    Raises PractitionerMissing, AlreadyExists or Invalid as add_practitioner.
    """
    lock_studio()
    practitioner = lock_practitioner(slug)
    before = _facts(practitioner)
    if "name" in changes and practitioner.archived_at is None:
        refuse_used_name(changes["name"], Practitioner.objects.exclude(pk=practitioner.pk))
    for name, value in _known(changes).items():
        setattr(practitioner, name, value)
    if "user_email" in changes:
        practitioner.user = _staff_user(changes["user_email"])
    with _one_calendar_each():
        practitioner.save()
    told("practitioner.changed", practitioner, actor=actor, now=now, before=before, after=_facts(practitioner))
    return practitioner


@command
def restore_practitioner(*, slug: str, actor: User | None, now: datetime) -> Practitioner:
    """Somebody comes back. Raises PractitionerMissing, or AlreadyExists if another has the name now.

    Archiving is in `bookings`, where it is known whether anybody still waits for them.
    """
    lock_studio()
    practitioner = lock_practitioner(slug)
    if practitioner.archived_at is not None:
        refuse_used_name(practitioner.name, Practitioner.objects.all())
        practitioner.archived_at = None
        practitioner.save(update_fields=["archived_at"])
        told("practitioner.restored", practitioner, actor=actor, now=now)
    return practitioner


@command
def set_weekly_hours(
    *,
    slug: str,
    hours: Sequence[WeeklySpan],
    breaks: Sequence[WeeklySpan] = (),
    actor: User | None,
    now: datetime,
) -> Practitioner:
    """Replace somebody's whole week. Bookings that now lie outside it stay.

    Locks their calendar, so that no booking is made by the old hours after this. Raises PractitionerMissing,
    OverlappingHours or BreakOutsideHours, both with `weekday`.
    """
    practitioner = lock_practitioner(slug)
    _check_week(hours, breaks)
    before = _week(practitioner)
    practitioner.weekly_hours.all().delete()
    with refused_as(OverlappingHours(), "weekly_hours_no_overlap"):
        WeeklyHours.objects.bulk_create(
            WeeklyHours(
                practitioner=practitioner,
                kind=kind,
                weekday=span.weekday,
                start_minute=span.start_minute,
                end_minute=span.end_minute,
            )
            for kind, spans in ((WeeklyHours.Kind.OPEN, hours), (WeeklyHours.Kind.BREAK, breaks))
            for span in spans
        )
    told("practitioner.hours-set", practitioner, actor=actor, now=now, before=before, after=_week(practitioner))
    return practitioner


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in FIELDS}


def _staff_user(email: str | None) -> User | None:
    if not email:
        return None
    user = user_with_email(email)
    # A client's account reads the same as no account: who is a client is no business of this form.
    if user is None or not user.is_staff_member or not user.is_active:
        detail = _("Nobody on the staff has this address.")
        raise Invalid(errors=[{"pointer": "#/user", "code": "unknown", "detail": detail}])
    return user


def _one_calendar_each() -> Any:
    return refused_as(AlreadyExists(_("This person has a calendar already.")), "studio_practitioner_user_id_key")


def _check_week(hours: Sequence[WeeklySpan], breaks: Sequence[WeeklySpan]) -> None:
    for spans, sentence in (
        (hours, _("On %(weekday)s the hours from %(start)s overlap those before.")),
        (breaks, _("On %(weekday)s the break from %(start)s overlaps the one before.")),
    ):
        if span := overlapping_span(spans):
            raise OverlappingHours(_on(span, sentence), weekday=span.weekday)
    if rest := break_outside(hours, breaks):
        sentence = _("On %(weekday)s the break from %(start)s to %(end)s is not within the hours.")
        raise BreakOutsideHours(_on(rest, sentence), weekday=rest.weekday)


def _on(span: WeeklySpan, sentence: str) -> str:
    return sentence % {
        "weekday": WEEKDAYS[span.weekday],
        "start": wall_clock(span.start_minute),
        "end": wall_clock(span.end_minute),
    }


def _facts(practitioner: Practitioner) -> dict[str, Any]:
    return {**facts_of(practitioner, FIELDS), "user_id": practitioner.user_id}


def _week(practitioner: Practitioner) -> dict[str, Any]:
    rows = practitioner.weekly_hours.order_by("weekday", "start_minute", "kind")
    texts: dict[str, list[str]] = {"hours": [], "breaks": []}
    for row in rows:
        kind = "hours" if row.kind == WeeklyHours.Kind.OPEN else "breaks"
        texts[kind].append(f"{row.weekday} {wall_clock(row.start_minute)}–{wall_clock(row.end_minute)}")
    return dict(texts)
