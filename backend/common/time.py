"""Zones, local days and the clock's edge."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

MINUTES_PER_DAY = 24 * 60
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def now() -> datetime:
    """The present moment, aware, in UTC. Called at the edges only; everything else is told the time."""
    return datetime.now(UTC)


def local_midnight(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a local day, in UTC. Where midnight is skipped by a clock change, the moment after the
    gap."""
    naive = datetime.combine(day, time.min)
    return to_instant(naive, zone)


def to_instant(wall: datetime, zone: ZoneInfo, *, late: bool = False) -> datetime:
    """The moment, in UTC, at which clocks of `zone` show the naive `wall`.

    A wall time that happens twice gives the first moment, or the second if `late`. One that never happens gives the
    moment of the change itself: something that opens at 02:30 on the night when 02:00 becomes 03:00 opens at 03:00.
    """
    first = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    second = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return first
    if first < second:  # ambiguous: fold 0 is the earlier reading
        return second if late else first
    # In a gap the fold-0 reading lies after the change and the fold-1 reading before it; the change lies between.
    return _change_between(second, first, zone)


def is_missing(wall: datetime, zone: ZoneInfo) -> bool:
    """Whether clocks of `zone` never show the naive `wall` (the hour skipped in spring)."""
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    return instant.astimezone(zone).replace(tzinfo=None) != wall


def to_minute(instant: datetime) -> int:
    """Whole minutes since the epoch. Seconds are cut off; bookings have none."""
    return int(instant.timestamp()) // 60


def from_minute(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)


def wall_clock(minute: int) -> str:
    """A minute of the day as HH:MM; the end of the day is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def clock_changes(zone: ZoneInfo, first: datetime, last: datetime) -> list[datetime]:
    """The moments between two, in UTC, at which clocks of `zone` jump, in order."""
    changes = []
    day = first.astimezone(UTC)
    while day < last:
        following = min(day + timedelta(days=1), last)
        if day.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            changes.append(_change_between(day, following, zone))
        day = following
    return changes


@cache
def zone_names() -> frozenset[str]:
    """The IANA names a studio may choose from."""
    return frozenset(name for name in available_timezones() if "/" in name or name == "UTC")


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    low, high = int(before.timestamp()), int(after.timestamp())
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return datetime.fromtimestamp(high, UTC)
