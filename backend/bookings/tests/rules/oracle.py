"""Free times found the slow, obvious way: minute by minute with plain datetimes and sets.

Shares no code with the rules.
"""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Person:
    """`hours` and `breaks`: (weekday, start, end) in wall minutes.

    `closures`: (weekday or None, first, last, start, end).
    """

    id: int
    hours: tuple = ()
    breaks: tuple = ()
    closures: tuple = ()
    taken: tuple = ()  # of (start, end), naive UTC


@dataclass(frozen=True)
class Scenario:
    """All that decides which times are free. Datetimes are naive UTC; lengths are minutes."""

    zone: str
    first_day: date
    last_day: date
    people: tuple
    duration: int
    before: int = 0
    after: int = 0
    grid: int = 15
    notice: int = 0
    horizon: int = 60
    cap: int = 0
    rooms: tuple | None = None  # of tuples of (start, end)
    now: datetime = field(default=datetime(2026, 1, 1))  # noqa: DTZ001


@dataclass(frozen=True)
class Minute:
    """One minute, as the world and as a wall clock in the zone name it."""

    at: datetime
    day: date
    of_day: int


def offered(s: Scenario) -> dict[datetime, list[int]]:
    """Each bookable start with the ids of who could give the treatment."""
    minutes = walk(s.zone, s.first_day - DAY, s.last_day + DAY)
    clocks = by_day(s.zone, s.first_day - DAY, s.last_day + DAY)
    free = {person.id: free_minutes(person, clocks) for person in s.people}
    runs = {person.id: {} if s.grid else runs_of(free[person.id], minutes) for person in s.people}
    result = {}
    for minute in minutes:
        if not s.first_day <= minute.day <= s.last_day or (s.grid and minute.of_day % s.grid):
            continue
        if not any(minute.at in minutes_free for minutes_free in free.values()) or not in_window(s, minute):
            continue
        yesterday = clocks[minute.day - DAY][0].at
        needed = [minute.at + i * MINUTE for i in range(-s.before, s.duration + s.after)]
        who = [
            person.id
            for person in s.people
            if free[person.id].issuperset(needed)
            and (s.grid or on_rhythm(s, minute, runs[person.id], yesterday))
            and not is_full(s, person, minute.at - s.before * MINUTE)
        ]
        if who and (s.rooms is None or any(is_clear(taken, needed) for taken in s.rooms)):
            result[minute.at] = who
    return result


@lru_cache(maxsize=512)
def walk(zone: str, first_day: date, last_day: date) -> list[Minute]:
    """Every minute of these local days."""
    here = ZoneInfo(zone)
    at = datetime.combine(first_day, datetime.min.time(), tzinfo=UTC) - 2 * DAY
    end = at + (last_day - first_day) + 5 * DAY
    minutes = []
    while at < end:
        wall = at.astimezone(here)
        if first_day <= wall.date() <= last_day:
            minutes.append(Minute(at.replace(tzinfo=None), wall.date(), wall.hour * 60 + wall.minute))
        at += MINUTE
    return minutes


@lru_cache(maxsize=512)
def by_day(zone: str, first_day: date, last_day: date) -> dict[date, list[Minute]]:
    clocks: dict[date, list[Minute]] = {}
    for minute in walk(zone, first_day, last_day):
        clocks.setdefault(minute.day, []).append(minute)
    return clocks


def free_minutes(person: Person, clocks: dict[date, list[Minute]]) -> set[datetime]:
    free, shut = set(), set()
    for day, clock in clocks.items():
        for weekday, start, end in person.hours:
            if weekday == day.weekday():
                free |= span(clock, start, end)
        for weekday, start, end in person.breaks:
            if weekday == day.weekday():
                shut |= span(clock, start, end)
        for weekday, first, last, start, end in person.closures:
            if (day.weekday() == weekday) if weekday is not None else (first <= day <= last):
                shut |= span(clock, start, end)
    for start, end in person.taken:
        shut |= {start + n * MINUTE for n in range((end - start) // MINUTE)}
    return free - shut


def span(clock: list[Minute], start: int, end: int) -> set[datetime]:
    """From the first minute at which the clock shows a time inside, to the last.

    Nobody goes home for an hour that repeats.
    """
    inside = [minute.at for minute in clock if start <= minute.of_day < end]
    if len(inside) in (0, end - start):
        return set(inside)
    return {minute.at for minute in clock if inside[0] <= minute.at <= inside[-1]}


def runs_of(free: set[datetime], minutes: list[Minute]) -> dict[datetime, datetime]:
    """For each free minute, when the free stretch around it began."""
    began: dict[datetime, datetime] = {}
    for minute in minutes:
        if minute.at in free:
            began[minute.at] = began.get(minute.at - MINUTE, minute.at)
    return began


def on_rhythm(s: Scenario, minute: Minute, runs: dict[datetime, datetime], yesterday: datetime) -> bool:
    """Back to back: whole treatments since the stretch began, or since yesterday's midnight if it lasts longer."""
    begins = minute.at - s.before * MINUTE
    since = begins - max(runs[begins], yesterday)
    return since % ((s.before + s.duration + s.after) * MINUTE) == timedelta(0)


def is_full(s: Scenario, person: Person, begins: datetime) -> bool:
    """Whether as many as the cap begin already on the local day of `begins`."""
    day = local_date(s.zone, begins)
    return 0 < s.cap <= sum(local_date(s.zone, start) == day for start, _end in person.taken)


def local_date(zone: str, at: datetime) -> date:
    return at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date()


def is_clear(taken: tuple, needed: list[datetime]) -> bool:
    return not any(start <= minute < end for start, end in taken for minute in needed)


def in_window(s: Scenario, minute: Minute) -> bool:
    return minute.at >= s.now + s.notice * MINUTE and minute.day <= local_date(s.zone, s.now) + s.horizon * DAY
