"""What the studio offers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.db import command
from common.errors import Invalid
from studio.errors import LongerThanAnyOpening
from studio.locks import lock_service, lock_studio
from studio.models import Practitioner, Resource, Room, Service
from studio.selectors import longest_opening_minutes
from studio.services.names import refuse_used_name, unused_slug
from studio.services.trail import facts_of, told

FIELDS = (
    "name",
    "summary",
    "description",
    "art",
    "duration_minutes",
    "buffer_before_minutes",
    "buffer_after_minutes",
    "price_minor",
    "asks_health_consent",
    "position",
)


@command
def add_service(
    *,
    fields: Mapping[str, Any],
    practitioners: Sequence[str],
    rooms: Sequence[str] = (),
    actor: User | None,
    now: datetime,
) -> Service:
    """A new service from `FIELDS` and the slugs of who gives it and where; no rooms: none is needed.

    Its slug is made of the name once and stays. Without a position it comes last. Raises AlreadyExists,
    LongerThanAnyOpening, or Invalid for an unknown slug.
    """
    lock_studio()
    refuse_used_name(fields["name"], Service.objects.all())
    service = Service(
        slug=unused_slug(fields["name"], Service.objects.all(), fallback="service"),
        **{"position": Service.objects.count(), **_known(fields)},
    )
    people, places = _people(practitioners), _places(rooms)
    _check_it_fits(service, people)
    service.save(force_insert=True)
    service.practitioners.set(people)
    service.rooms.set(places)
    told("service.added", service, actor=actor, now=now, after=_facts(service, people, places))
    return service


@command
def change_service(
    *,
    slug: str,
    changes: Mapping[str, Any],
    practitioners: Sequence[str] | None = None,
    rooms: Sequence[str] | None = None,
    actor: User | None,
    now: datetime,
) -> Service:
    """Change some of `FIELDS`; who gives it and its rooms, where given, are replaced as a whole.

    What was booked or held keeps its price and length. Raises ServiceMissing, AlreadyExists, LongerThanAnyOpening or
    Invalid.
    """
    lock_studio()
    service = lock_service(slug)
    old_people, old_places = list(service.practitioners.all()), list(service.rooms.all())
    before = _facts(service, old_people, old_places)
    people = old_people if practitioners is None else _people(practitioners)
    places = old_places if rooms is None else _places(rooms)
    if "name" in changes and service.archived_at is None:
        refuse_used_name(changes["name"], Service.objects.exclude(pk=service.pk))
    known = _known(changes)
    for name, value in known.items():
        setattr(service, name, value)
    # A summary can be mended also while nobody has the hours; only a new length or new people are asked.
    if practitioners is not None or known.keys() & {
        "duration_minutes",
        "buffer_before_minutes",
        "buffer_after_minutes",
    }:
        _check_it_fits(service, people)
    if known:
        service.save(update_fields=list(known))
    service.practitioners.set(people)
    service.rooms.set(places)
    told("service.changed", service, actor=actor, now=now, before=before, after=_facts(service, people, places))
    return service


@command
def archive_service(*, slug: str, actor: User | None, now: datetime) -> Service:
    """Take a service off the list. What is booked stays booked. Twice is as good as once. Raises ServiceMissing."""
    service = lock_service(slug)
    if service.archived_at is None:
        service.archived_at = now
        service.save(update_fields=["archived_at"])
        told("service.archived", service, actor=actor, now=now)
    return service


@command
def restore_service(*, slug: str, actor: User | None, now: datetime) -> Service:
    """Offer an archived service again. Raises ServiceMissing, or AlreadyExists if its name was given to another."""
    lock_studio()
    service = lock_service(slug)
    if service.archived_at is not None:
        refuse_used_name(service.name, Service.objects.all())
        service.archived_at = None
        service.save(update_fields=["archived_at"])
        told("service.restored", service, actor=actor, now=now)
    return service


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in FIELDS}


def _people(slugs: Sequence[str]) -> list[Practitioner]:
    found = list(Practitioner.objects.filter(slug__in=slugs))
    _refuse_unknown(slugs, found, field="practitioners")
    return found


def _places(slugs: Sequence[str]) -> list[Room]:
    found = list(Room.objects.filter(slug__in=slugs))
    _refuse_unknown(slugs, found, field="rooms")
    return found


def _refuse_unknown(slugs: Sequence[str], found: Iterable[Resource], *, field: str) -> None:
    known = {resource.slug for resource in found}
    errors = [
        {"pointer": f"#/{field}/{index}", "code": "unknown", "detail": _("There is no “%(slug)s”.") % {"slug": slug}}
        for index, slug in enumerate(slugs)
        if slug not in known
    ]
    if errors:
        raise Invalid(_("Correct the named fields."), errors=errors)


def _check_it_fits(service: Service, people: Iterable[Practitioner]) -> None:
    """Nobody could ever book a treatment, buffers included, that is longer than every opening of all who give it.

    Where nobody has hours yet there is nothing to compare with: a new studio may begin with either.
    """
    longest = longest_opening_minutes(person.pk for person in people if person.archived_at is None)
    if longest and service.takes_minutes > longest:
        sentence = ngettext(
            "With its buffers it takes %(takes)s minute; the longest opening has %(longest)s.",
            "With its buffers it takes %(takes)s minutes; the longest opening has %(longest)s.",
            service.takes_minutes,
        )
        raise LongerThanAnyOpening(
            sentence % {"takes": service.takes_minutes, "longest": longest},
            takes_minutes=service.takes_minutes,
            longest_opening_minutes=longest,
        )


def _facts(service: Service, people: Iterable[Practitioner], places: Iterable[Room]) -> dict[str, Any]:
    return {
        **facts_of(service, FIELDS),
        "practitioners": sorted(person.slug for person in people),
        "rooms": sorted(place.slug for place in places),
    }
