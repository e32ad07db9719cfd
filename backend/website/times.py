"""The page of times: free starts by local day and part of day, and a month to jump in. No database, no clock."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

DAYS_SHOWN = 7
LABELLED_FROM = 5  # parts of the day are named when a day has at least this many times
SHOWN_PER_PART = 6  # the rest is folded away, unless it is so little that folding saves nothing
FOLDED_FROM = 3


@dataclass(frozen=True)
class Time:
    starts_at: datetime
    is_first_free: bool = False


@dataclass(frozen=True)
class Chip:
    """A time as it is laid out: how many sixths of its row it takes."""

    time: Time
    sixths: int


@dataclass(frozen=True)
class PartOfDay:
    name: str  # "morning", "afternoon" or "evening"; empty when a day is short enough to need no label
    times: list[Time]

    @property
    def shown(self) -> list[Chip]:
        return chips(self.times if len(self.times) < SHOWN_PER_PART + FOLDED_FROM else self.times[:SHOWN_PER_PART])

    @property
    def folded(self) -> list[Chip]:
        return chips(self.times[len(self.shown) :])


def chips(times: Sequence[Time]) -> list[Chip]:
    """Three to a row; what threes leave over is shared out in twos, so that every row is full.

    The first free time is twice as wide as its neighbour, or has a row of its own.
    """
    widths: list[int] = []
    if times and times[0].is_first_free:
        widths = [6] if len(times) in (1, 3) else [4, 2]
    left = len(times) - len(widths)
    pairs = {0: 0, 1: 2, 2: 1}[left % 3] if left > 1 else 0
    widths += [6] if left == 1 else [2] * (left - 2 * pairs) + [3] * 2 * pairs
    return [Chip(time, width) for time, width in zip(times, widths, strict=True)]


@dataclass(frozen=True)
class Day:
    day: date
    parts: list[PartOfDay]
    count: int
    is_open: bool


@dataclass(frozen=True)
class MonthDay:
    day: date
    count: int
    is_shown: bool


@dataclass(frozen=True)
class Month:
    first: date
    weeks: list[list[MonthDay | None]]
    earlier: date | None
    later: date | None


@dataclass(frozen=True)
class TimesPage:
    """`skipped_from`: the day that was asked for, when the list begins later because nothing was free in between."""

    days: list[Day]
    skipped_from: date | None
    earlier: date | None
    later: date | None
    month: Month

    @property
    def count(self) -> int:
        return sum(day.count for day in self.days)


def times_page(
    starts: Sequence[datetime],
    *,
    asked_day: date | None,
    first_free: datetime | None,
    today: date,
    last_day: date,
    open_days: Collection[date],
    zone: ZoneInfo,
) -> TimesPage:
    """Seven days from the day asked for, or from the first one that has a time.

    `starts`: aware, in order, from the first bookable day of the month to `last_day` or as far as the selector reaches.
    """
    by_day = {day: list(times) for day, times in groupby(starts, key=lambda start: start.astimezone(zone).date())}
    wanted = max(today, asked_day or today)
    first = _first_shown(sorted(by_day), wanted, is_asked=asked_day is not None)
    shown = [first + timedelta(days=offset) for offset in range(DAYS_SHOWN)]
    shown = [day for day in shown if day <= last_day]
    return TimesPage(
        days=[_day(day, by_day.get(day, []), first_free, day in open_days, zone) for day in shown],
        skipped_from=wanted if first > wanted and (asked_day or first > wanted + timedelta(days=1)) else None,
        earlier=max(today, first - timedelta(days=DAYS_SHOWN)) if first > today and asked_day else None,
        later=first + timedelta(days=DAYS_SHOWN) if first + timedelta(days=DAYS_SHOWN) <= last_day else None,
        month=_month(first, by_day, shown, today, last_day),
    )


def _first_shown(days: list[date], wanted: date, *, is_asked: bool) -> date:
    later = days[bisect_left(days, wanted) :]
    if not later:
        return wanted
    # A day someone chose is shown even when it is full, as long as the week around it has something to offer.
    if is_asked and later[0] < wanted + timedelta(days=DAYS_SHOWN):
        return wanted
    return later[0]


def _day(day: date, starts: list[datetime], first_free: datetime | None, is_open: bool, zone: ZoneInfo) -> Day:
    times = [Time(start, is_first_free=start == first_free) for start in starts]
    if len(times) < LABELLED_FROM:
        parts = [PartOfDay("", times)] if times else []
    else:
        parts = [
            PartOfDay(name, list(group)) for name, group in groupby(times, key=lambda time: _part(time.starts_at, zone))
        ]
    return Day(day=day, parts=parts, count=len(times), is_open=is_open)


def _part(start: datetime, zone: ZoneInfo) -> str:
    hour = start.astimezone(zone).hour
    if hour < 12:
        return "morning"
    return "afternoon" if hour < 17 else "evening"


def _month(
    first: date, by_day: Mapping[date, Sequence[datetime]], shown: Collection[date], today: date, last_day: date
) -> Month:
    start = first.replace(day=1)
    following = (start + timedelta(days=31)).replace(day=1)
    length = (following - start).days
    cells: list[MonthDay | None] = [None] * start.weekday()
    cells += [
        MonthDay(day, len(by_day.get(day, ())), day in shown)
        for day in (start + timedelta(days=offset) for offset in range(length))
    ]
    cells += [None] * (-len(cells) % 7)
    before = (start - timedelta(days=1)).replace(day=1)
    return Month(
        first=start,
        weeks=[cells[index : index + 7] for index in range(0, len(cells), 7)],
        earlier=max(before, today) if start > today else None,
        later=following if following <= last_day else None,
    )
