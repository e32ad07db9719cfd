"""From weekly hours and closures in local wall time to intervals of minutes. Pure: no database, no clock."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from common.intervals import Interval, contains, merged, minus
from common.time import MINUTES_PER_DAY, from_minute, local_midnight, to_instant, to_minute

# Each minute of a day as clocks show it: making these texts for each time in a list cost more than finding the times.
CLOCK = [f"{minute // 60:02}:{minute % 60:02}:00" for minute in range(MINUTES_PER_DAY)]


@dataclass(frozen=True)
class WeeklySpan:
    """Part of a weekday (Monday is 0), every week, in local minutes of the day."""

    weekday: int
    start_minute: int
    end_minute: int


@dataclass(frozen=True)
class ClosedSpan:
    """A closure: the weekday every week or days `first_day` to `last_day`; an open bound of a weekly one is None."""

    weekday: int | None
    first_day: date | None
    last_day: date | None
    start_minute: int = 0
    end_minute: int = MINUTES_PER_DAY
    reason: str = ""

    def covers(self, day: date) -> bool:
        return (
            (self.weekday is None or day.weekday() == self.weekday)
            and (self.first_day is None or self.first_day <= day)
            and (self.last_day is None or day <= self.last_day)
        )

    def touches(self, first_day: date, last_day: date) -> bool:
        """Whether some day from first to last may be covered; the weekday is not looked at."""
        return (self.last_day is None or self.last_day >= first_day) and (
            self.first_day is None or self.first_day <= last_day
        )


@dataclass(frozen=True)
class LocalDay:
    """A local day as `[start, end)` in minutes since the epoch. Plain: 1440 minutes and no clock change."""

    day: date
    start: int
    end: int
    zone: ZoneInfo
    is_plain: bool

    def text(self, minute: int) -> str:
        """A minute since the epoch as RFC 3339 with the zone's offset; quick for one of this day, if it is plain."""
        if (frame := self._frame) and self.start <= minute < self.end:
            return f"{frame[0]}{CLOCK[minute - self.start]}{frame[1]}"
        return from_minute(minute).astimezone(self.zone).isoformat()

    @cached_property
    def _frame(self) -> tuple[str, str] | None:
        """What all times of a plain day have in common, before and after the clock; None for any other day."""
        if not self.is_plain:
            return None
        midnight = from_minute(self.start).astimezone(self.zone).isoformat()
        return midnight[: len("2027-03-01T")], midnight[len("2027-03-01T00:00:00") :]

    def minute_of(self, wall_minute: int, *, late: bool = False) -> int:
        """Minutes since the epoch at which clocks show `wall_minute` of this day (see `common.time.to_instant`)."""
        if self.is_plain:
            return self.start + wall_minute
        wall = datetime.combine(self.day, time.min) + timedelta(minutes=wall_minute)
        return to_minute(to_instant(wall, self.zone, late=late))

    def span(self, start_minute: int, end_minute: int) -> Interval:
        """An opening that ends within an hour that happens twice lasts through the second one."""
        if self.is_plain:
            return self.start + start_minute, self.start + end_minute
        end = self.minute_of(end_minute)
        # Its last minute tells: what ends as that hour begins has none in it.
        if self.minute_of(end_minute - 1, late=True) != self.minute_of(end_minute - 1):
            end = self.minute_of(end_minute - 1, late=True) + 1
        return self.minute_of(start_minute), end


def local_days(first_day: date, last_day: date, zone: ZoneInfo) -> Iterator[LocalDay]:
    """Each local day from first to last, inclusive."""
    for offset in range((last_day - first_day).days + 1):
        yield local_day(first_day + timedelta(days=offset), zone)


@lru_cache(maxsize=4096)
def local_day(day: date, zone: ZoneInfo) -> LocalDay:
    start = local_midnight(day, zone)
    end = local_midnight(day + timedelta(days=1), zone)
    # 24 hours alone would miss a day that both loses and gains; the offsets tell too.
    is_plain = (
        end - start == timedelta(days=1) and start.astimezone(zone).utcoffset() == end.astimezone(zone).utcoffset()
    )
    return LocalDay(day=day, start=to_minute(start), end=to_minute(end), zone=zone, is_plain=is_plain)


def local_day_of(minute: int, zone: ZoneInfo) -> LocalDay:
    """The local day in which a minute since the epoch lies."""
    return local_day(from_minute(minute).astimezone(zone).date(), zone)


def weekly_intervals(spans: Iterable[WeeklySpan], days: Iterable[LocalDay]) -> list[Interval]:
    """Minutes since the epoch covered by the weekly spans on these days."""
    by_weekday: dict[int, list[WeeklySpan]] = {}
    for span in spans:
        by_weekday.setdefault(span.weekday, []).append(span)
    return merged(
        day.span(span.start_minute, span.end_minute) for day in days for span in by_weekday.get(day.day.weekday(), ())
    )


def closed_intervals(closures: Iterable[ClosedSpan], days: Iterable[LocalDay]) -> list[Interval]:
    """Minutes since the epoch covered by the closures on these days."""
    listed = list(days)
    return merged(
        day.span(closure.start_minute, closure.end_minute)
        for closure in closures
        for day in listed
        if closure.covers(day.day)
    )


@dataclass(frozen=True)
class Opening:
    """One practitioner's hours over a range of days, as merged intervals of minutes since the epoch."""

    working: Sequence[Interval]
    breaks: Sequence[Interval] = ()
    closed: Sequence[Interval] = ()

    @cached_property
    def open(self) -> list[Interval]:
        """What is worked: hours without breaks and closures."""
        return minus(minus(self.working, self.breaks), self.closed)


def overlapping_span(spans: Iterable[WeeklySpan]) -> WeeklySpan | None:
    """The first span that shares a minute with an earlier one of its weekday. Those that only touch are friends."""
    end_of: dict[int, int] = {}
    for span in sorted(spans, key=lambda span: (span.weekday, span.start_minute)):
        if span.start_minute < end_of.get(span.weekday, 0):
            return span
        end_of[span.weekday] = span.end_minute
    return None


def break_outside(hours: Iterable[WeeklySpan], breaks: Iterable[WeeklySpan]) -> WeeklySpan | None:
    """The first break that does not lie whole within its weekday's hours."""
    by_weekday: dict[int, list[Interval]] = {}
    for span in hours:
        by_weekday.setdefault(span.weekday, []).append((span.start_minute, span.end_minute))
    for rest in breaks:
        if not contains(merged(by_weekday.get(rest.weekday, [])), rest.start_minute, rest.end_minute):
            return rest
    return None


# The least and the most of each policy. Notice and deadlines end where nobody would find a time or cancel at all.
POLICY_BOUNDS: dict[str, tuple[int, int]] = {
    "minimum_notice_minutes": (0, 30 * MINUTES_PER_DAY),
    "horizon_days": (1, 730),
    "cancel_deadline_minutes": (0, 30 * MINUTES_PER_DAY),
    "reschedule_deadline_minutes": (0, 30 * MINUTES_PER_DAY),
    "late_cancellation_percent": (0, 100),
    "hold_minutes": (1, 30),
    "daily_cap": (0, 100),
}
GRIDS = (0, 15, 30)
