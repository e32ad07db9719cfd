"""Opening hours as people write them: days with the same hours on one line. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from common.intervals import Interval
from common.time import from_minute

Hours = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class OpeningLine:
    """Days from `first` to `last` (dates that stand for their weekdays) with their hours, in minutes of the day."""

    first: date
    last: date
    hours: Hours

    @property
    def is_pair(self) -> bool:
        return (self.last - self.first).days == 1


def opening_lines(week: Sequence[tuple[date, Sequence[Interval]]], zone: ZoneInfo) -> list[OpeningLine]:
    """Seven local days, Monday first, with intervals in minutes since the epoch."""
    days = [(day, tuple((_wall(s, zone, day), _wall(e, zone, day)) for s, e in hours)) for day, hours in week]
    lines = []
    for hours, group in groupby(days, key=lambda item: item[1]):
        alike = [day for day, _hours in group]
        lines.append(OpeningLine(alike[0], alike[-1], hours))
    return lines


@dataclass(frozen=True)
class OpeningState:
    """Whether somebody works now, and when that changes next; nothing to change to means closed for days."""

    is_open: bool
    changes_at: datetime | None


def opening_state(week: Sequence[tuple[date, Sequence[Interval]]], now: datetime) -> OpeningState:
    """`week`: local days from today, in order, with intervals in minutes since the epoch."""
    for _day, hours in week:
        for start, end in hours:
            if from_minute(end) > now:
                is_open = from_minute(start) <= now
                return OpeningState(is_open, from_minute(end if is_open else start))
    return OpeningState(is_open=False, changes_at=None)


def _wall(minute: int, zone: ZoneInfo, day: date) -> int:
    local: datetime = from_minute(minute).astimezone(zone)
    return (local.date() - day).days * 24 * 60 + local.hour * 60 + local.minute
