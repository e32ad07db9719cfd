"""The studio's facts as one value: kept in the process, and checked against the database each time (ADR 9).

Reading them costs one look at one row. That row, `FactsVersion`, gets a new version from a trigger on every table
read here, in the transaction of the write itself, so no writer can forget it and none is seen half.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from studio.errors import ServiceMissing, StudioNotSetUp
from studio.models import Closure, Practitioner, Room, Service, StudioSettings, WeeklyHours
from studio.rules import ClosedSpan, LocalDay, Opening, WeeklySpan, closed_intervals, weekly_intervals

# Strangers choose the days they ask for: 10 MB at most, since two months of one person take 25 KB.
OPENINGS_KEPT = 400


@dataclass(frozen=True)
class Timetable:
    """Weekly hours, breaks and closures by practitioner id; closures of everybody under None."""

    hours: dict[int, list[WeeklySpan]]
    breaks: dict[int, list[WeeklySpan]]
    closures: dict[int | None, list[ClosedSpan]]
    _openings: dict[tuple[int, date, date, str], Opening] = field(default_factory=dict, compare=False, repr=False)

    def opening(self, practitioner_id: int, days: Sequence[LocalDay]) -> Opening:
        """Somebody's hours over these days, kept as long as the facts are: for a month of ten people, working them
        out took a third of the answer, and they are the same for every client."""
        first, last = days[0], days[-1]
        key = (practitioner_id, first.day, last.day, first.zone.key)
        if (kept := self._openings.get(key)) is not None:
            return kept
        if len(self._openings) >= OPENINGS_KEPT:
            self._openings.pop(next(iter(self._openings)), None)  # the oldest
        closures = [span for span in self.closures_of(practitioner_id) if span.touches(first.day, last.day)]
        opening = self._openings[key] = Opening(
            working=weekly_intervals(self.hours.get(practitioner_id, ()), days),
            breaks=weekly_intervals(self.breaks.get(practitioner_id, ()), days),
            closed=closed_intervals(closures, days),
        )
        return opening

    def closures_of(self, practitioner_id: int) -> list[ClosedSpan]:
        return self.closures.get(None, []) + self.closures.get(practitioner_id, [])

    def of(self, practitioner_ids: Iterable[int], first_day: date, last_day: date) -> Timetable:
        """Of these people and everybody, without the closures that touch no local day from first to last."""
        closures = {
            who: [span for span in self.closures.get(who, ()) if span.touches(first_day, last_day)]
            for who in (None, *practitioner_ids)
        }
        return Timetable(self.hours, self.breaks, closures)


@dataclass(frozen=True)
class Facts:
    """What bookings are decided by, as it was at one version. Shared by the whole process: read it, never change it.

    `services` by slug in the studio's order, archived ones too, each with `people` and `places`: lists of dicts
    {id, slug, name[, title]} without the archived, though `needs_room` stays true when all its rooms are.
    Practitioners and rooms by id, archived ones too.
    """

    version: UUID | None
    settings: StudioSettings | None
    services: dict[str, Service]
    practitioners: dict[int, Practitioner]
    rooms: dict[int, Room]
    timetable: Timetable

    @property
    def studio(self) -> StudioSettings:
        """Raises StudioNotSetUp while there is none."""
        if self.settings is None:
            raise StudioNotSetUp()
        return self.settings

    def service(self, slug: str, *, include_archived: bool = False) -> Service:
        """Raises ServiceMissing."""
        service = self.services.get(slug)
        if service is None or (service.archived_at is not None and not include_archived):
            raise ServiceMissing()
        return service


_kept: Facts | None = None


def current_facts() -> Facts:
    """The facts as the database has them now, seen from the transaction one is in. One query while they stay.

    Under the locks of a booking this is as good as reading them all again: whoever changes them later waits.
    """
    global _kept  # noqa: PLW0603 - one value that is replaced whole, so that threads need no lock
    kept, version = _kept, _version()
    if kept is None or version is None or kept.version != version:
        kept = _kept = _read(version)
    return kept


def _read(version: UUID | None) -> Facts:
    """All facts at one version: the same before and after reading, so nothing was committed in between."""
    while True:
        facts = Facts(
            version=version,
            settings=StudioSettings.objects.filter(pk=1).first(),
            services={service.slug: service for service in _services()},
            practitioners=Practitioner.objects.in_bulk(),
            rooms=Room.objects.in_bulk(),
            timetable=_timetable(),
        )
        before, version = version, _version()
        if before == version:
            return facts


def _version() -> UUID | None:
    # Random, never counted: a number that was rolled back, or that a restored backup counts again, would name others'
    # facts too.
    with connection.cursor() as cursor:
        cursor.execute("SELECT version FROM studio_factsversion WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else None


def _services() -> QuerySet[Service]:
    people = Practitioner.objects.filter(services=OuterRef("pk"), archived_at=None).order_by("position", "pk")
    places = Room.objects.filter(services=OuterRef("pk"), archived_at=None).order_by("position", "pk")
    return Service.objects.annotate(
        people=ArraySubquery(  # type: ignore[no-redef]
            people.values(row=JSONObject(id=F("pk"), slug=F("slug"), name=F("name"), title=F("title")))
        ),
        places=ArraySubquery(places.values(row=JSONObject(id=F("pk"), slug=F("slug"), name=F("name")))),
        needs_room=Exists(Service.rooms.through.objects.filter(service_id=OuterRef("pk"))),
    )


def _timetable() -> Timetable:
    hours = _by_practitioner(WeeklyHours.objects.filter(kind=WeeklyHours.Kind.OPEN))
    breaks = _by_practitioner(WeeklyHours.objects.filter(kind=WeeklyHours.Kind.BREAK))
    closures: dict[int | None, list[ClosedSpan]] = {}
    for row in Closure.objects.order_by():
        span = ClosedSpan(row.weekday, row.first_day, row.last_day, row.start_minute, row.end_minute, row.reason)
        closures.setdefault(row.practitioner_id, []).append(span)
    return Timetable(hours, breaks, closures)


def _by_practitioner(rows: Iterable[WeeklyHours]) -> dict[int, list[WeeklySpan]]:
    spans: dict[int, list[WeeklySpan]] = {}
    for row in rows:
        spans.setdefault(row.practitioner_id, []).append(WeeklySpan(row.weekday, row.start_minute, row.end_minute))
    return spans
