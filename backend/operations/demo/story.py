"""Four months in the life of the demo studio, told from one moment. Pure: the same moment gives the same story."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.text import slugify

from common.intervals import Interval, merged, minus
from common.time import from_minute, to_minute
from operations.demo.closing import closures
from operations.demo.people import PEOPLE
from operations.demo.studio_facts import BREAKS, HOURS, SERVICES
from studio.rules import LocalDay, closed_intervals, local_day, local_days, weekly_intervals

PAST_DAYS, COMING_DAYS = 91, 21
SEED = 20270301
FAR = datetime.max.replace(tzinfo=UTC)
SETTLED_BY_HAND = timedelta(days=10)
STEP = 15
DAY = timedelta(days=1)


class Treatment(NamedTuple):
    slug: str
    minutes: int
    before: int
    after: int

    @property
    def takes(self) -> int:
        return self.before + self.minutes + self.after


def _treatments(practitioner: str) -> list[Treatment]:
    return [
        Treatment(
            slugify(service["name"]),
            service["duration_minutes"],
            service.get("buffer_before_minutes", 0),
            service["buffer_after_minutes"],
        )
        for service in SERVICES
        if practitioner in service["practitioners"]
    ]


GIVES = {practitioner: _treatments(practitioner) for practitioner in HOURS}
RELAXATION = "relaxation-massage"


@dataclass(frozen=True)
class Visit:
    """One appointment and what becomes of it. `person` is an index of PEOPLE; moments that never come are None.

    A visit that somebody came to and that has no `settled_at` is left to the job that completes what is over.
    """

    service: str
    practitioner: str
    starts_at: datetime
    ends_at: datetime
    person: int = 0
    booked_at: datetime = FAR
    online: bool = True
    moved_from: datetime | None = None
    moved_at: datetime | None = None
    cancelled_at: datetime | None = None
    cancelled_by_client: bool = True
    settled_at: datetime | None = None
    came: bool = True
    outside_hours: bool = False
    note: str = ""


@dataclass
class Shift:
    """One practitioner's day: visits, and what is left free of it as minutes since the epoch."""

    practitioner: str
    day: LocalDay
    visits: list[Visit] = field(default_factory=list)
    free: list[Interval] = field(default_factory=list)


def tell(now: datetime, zone: ZoneInfo) -> list[Visit]:
    """Every visit, past and coming, in the order in which they were booked."""
    random = Random(SEED)  # noqa: S311  a story, not a secret
    today = now.astimezone(zone).date()
    shifts = [
        _shift(practitioner, day, today, random)
        for day in local_days(today - PAST_DAYS * DAY, today + COMING_DAYS * DAY, zone)
        for practitioner in HOURS
    ]
    _make_today_alive([shift for shift in shifts if shift.day.day == today], now)
    told = [_lived(visit, shift, now, random) for shift in shifts for visit in shift.visits]
    return _with_people(sorted(told, key=lambda visit: (visit.booked_at, visit.starts_at)), random)


def _shift(practitioner: str, day: LocalDay, today: date, random: Random) -> Shift:
    opening = weekly_intervals(HOURS[practitioner], [day])
    rests = weekly_intervals(BREAKS[practitioner], [day])
    shut = closed_intervals([c.span for c in closures(today) if c.practitioner in (None, practitioner)], [day])
    stretches = minus(minus(opening, rests), shut)
    shift = Shift(practitioner, day)
    taken: list[Interval] = []
    for stretch in stretches:
        for treatment, begins in _packed(stretch, practitioner, _fullness(day.day, today), random):
            shift.visits.append(_visit(practitioner, treatment, begins))
            taken.append((begins, begins + treatment.takes))
    shift.free = minus(stretches, merged(taken))
    return shift


def _fullness(day: date, today: date) -> float:
    """How likely the next free hour is taken: most of today, about half of the past, ever less of what is to come."""
    ahead = (day - today).days
    if ahead == 0:
        return 0.9
    return 0.38 if ahead < 0 else 0.66 - 0.02 * ahead


def _packed(stretch: Interval, practitioner: str, fullness: float, random: Random) -> Iterator[tuple[Treatment, int]]:
    at, end = stretch
    while fitting := [treatment for treatment in GIVES[practitioner] if at + treatment.takes <= end]:
        if random.random() > fullness:
            at += random.choice([2, 3, 4, 6]) * STEP
            continue
        treatment = random.choice(fitting)
        yield treatment, at
        at += treatment.takes


def _visit(practitioner: str, treatment: Treatment, begins: int) -> Visit:
    start = begins + treatment.before
    return Visit(treatment.slug, practitioner, from_minute(start), from_minute(start + treatment.minutes))


def _make_today_alive(shifts: Sequence[Shift], now: datetime) -> None:
    """Whatever the hour: somebody has been, somebody is next, and one more comes later, by arrangement if need be."""
    visits = [visit for shift in shifts for visit in shift.visits]
    at = to_minute(now) // STEP * STEP
    if not any(visit.ends_at <= now for visit in visits):
        _add_by_arrangement(shifts, range(at - 75, shifts[0].day.start - 1, -STEP))
    missing = 2 - sum(visit.starts_at > now for visit in visits)
    for number in range(missing):
        _add_by_arrangement(shifts, range(at + 30 + 90 * number, shifts[0].day.end - 60, STEP))


def _add_by_arrangement(shifts: Sequence[Shift], begins: Iterable[int]) -> None:
    for start in begins:
        for shift in shifts:
            treatment = next(t for t in GIVES[shift.practitioner] if t.slug == RELAXATION)
            if not any(
                to_minute(other.starts_at) - STEP < start + treatment.takes and start < to_minute(other.ends_at) + STEP
                for other in shift.visits
            ):
                shift.visits.append(replace(_visit(shift.practitioner, treatment, start), outside_hours=True))
                return


def _lived(visit: Visit, shift: Shift, now: datetime, random: Random) -> Visit:
    """When it was booked, and whether it was moved, cancelled, kept or forgotten."""
    visit = replace(visit, booked_at=_booked_at(visit, shift, now, random), online=random.random() < 0.7)
    if visit.outside_hours:
        visit = replace(visit, online=False)
    chance = random.random()
    if shift.day.day != now.astimezone(shift.day.zone).date():
        if chance < 0.11:
            visit = _cancelled(visit, now, random, late=chance < 0.03, by_client=chance < 0.09)
        elif chance < 0.17:
            visit = _moved(visit, shift, now, random)
    if visit.cancelled_at is not None or visit.ends_at > now - timedelta(minutes=20):
        return visit
    if chance >= 0.96:
        return replace(visit, came=False, settled_at=visit.starts_at + timedelta(minutes=random.randrange(20, 50)))
    if visit.ends_at < now - SETTLED_BY_HAND:
        return visit
    return replace(visit, settled_at=visit.ends_at + timedelta(minutes=random.randrange(2, 18)))


def _booked_at(visit: Visit, shift: Shift, now: datetime, random: Random) -> datetime:
    days_before = random.choice([0, 1, 1, 2, 3, 4, 5, 7, 7, 9, 12, 14, 18, 21])
    day = local_day(shift.day.day - days_before * DAY, shift.day.zone)
    booked_at = from_minute(day.minute_of(random.randrange(450, 1290)))
    latest = visit.starts_at - timedelta(minutes=random.randrange(180, 900))
    if now <= booked_at:
        latest = min(latest, now - timedelta(minutes=random.randrange(15, 14 * 24 * 60)))
    return min(booked_at, latest)


def _cancelled(visit: Visit, now: datetime, random: Random, *, late: bool, by_client: bool) -> Visit:
    first = visit.booked_at + timedelta(minutes=20)
    last = visit.starts_at - timedelta(hours=1 if late else 25)
    if late:
        first = max(first, visit.starts_at - timedelta(hours=20))
    moment = _between(first, min(last, now - timedelta(minutes=5)), random)
    return visit if moment is None else replace(visit, cancelled_at=moment, cancelled_by_client=by_client)


def _moved(visit: Visit, shift: Shift, now: datetime, random: Random) -> Visit:
    """It stood at another free time of the same day before; a client may move until a day ahead."""
    treatment = next(t for t in GIVES[visit.practitioner] if t.slug == visit.service)
    room = next((gap for gap in shift.free if gap[1] - gap[0] >= treatment.takes), None)
    if room is None:
        return visit
    shift.free.remove(room)
    moved_from = from_minute(room[0] + treatment.before)
    # Booked before either time could be refused for being too soon.
    booked_at = min(visit.booked_at, moved_from - timedelta(hours=3))
    last = min(visit.starts_at, moved_from) - timedelta(hours=25)
    moved_at = _between(booked_at + timedelta(minutes=20), min(last, now - timedelta(minutes=5)), random)
    if moved_at is None:
        return visit
    return replace(visit, booked_at=booked_at, moved_from=moved_from, moved_at=moved_at)


def _between(first: datetime, last: datetime, random: Random) -> datetime | None:
    minutes = int((last - first).total_seconds()) // 60
    return first + timedelta(minutes=random.randrange(minutes)) if minutes > 0 else None


def _with_people(visits: list[Visit], random: Random) -> list[Visit]:
    """Everybody comes at least once if the studio is asked often enough, for what they come for, about fairly."""
    times: Counter[int] = Counter()
    days: dict[int, set[date]] = {}
    result = []
    for visit in visits:
        day = visit.starts_at.date()
        able = [index for index, person in enumerate(PEOPLE) if visit.service in person.comes_for]
        ever_closer = ([index for index in able if _is_rested(days, index, day, apart)] for apart in (5, 2, 1))
        rested = next(filter(None, ever_closer), able)
        person = min(rested, key=lambda index: (times[index] + random.random() * 4, index))
        note = PEOPLE[person].note if times[person] % 4 == 0 else ""
        times[person] += 1
        days.setdefault(person, set()).add(day)
        result.append(replace(visit, person=person, note=note, online=visit.online and PEOPLE[person].has_email))
    return result


def _is_rested(days: dict[int, set[date]], person: int, day: date, apart: int) -> bool:
    return not any(abs((day - other).days) < apart for other in days.get(person, ()))
