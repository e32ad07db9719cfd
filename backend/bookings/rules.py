"""What may be booked, and what may be done with a booking. Pure: no database, no clock, no settings.

Time is counted in whole minutes since the epoch: turning rows into datetimes and back costs more than reading
them from the database (measured in the design).
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from common.intervals import Interval, contains, minus, overlap_minutes, overlaps
from common.time import from_minute, to_minute
from studio.rules import LocalDay, Opening, local_day, local_day_of

TRANSITIONS: dict[str, frozenset[str]] = {
    "awaiting_payment": frozenset({"confirmed", "cancelled", "expired"}),
    "confirmed": frozenset({"completed", "no_show", "cancelled"}),
    # Staff correct themselves: the client came in late after all, or never did.
    "completed": frozenset({"no_show"}),
    "no_show": frozenset({"completed"}),
    "cancelled": frozenset(),
    "expired": frozenset(),
}

# Steps that only an undo takes, in its minutes (docs/adr/0007).
UNDO_TRANSITIONS: dict[str, frozenset[str]] = {
    "cancelled": frozenset({"awaiting_payment", "confirmed"}),
    "awaiting_payment": frozenset({"awaiting_payment"}),  # these two were moved
    "confirmed": frozenset({"confirmed"}),
}
UNDO_MINUTES = 3

LIVE = frozenset({"awaiting_payment", "confirmed"})


def may_become(status: str, wanted: str) -> bool:
    return wanted in TRANSITIONS[status]


def may_undo(status: str, back_to: str, *, until: datetime, now: datetime) -> bool:
    return now < until and back_to in UNDO_TRANSITIONS.get(status, ())


def possible_actions(status: str, *, has_begun: bool) -> list[str]:
    """What staff can do with an appointment now, in the order screens offer it."""
    actions = []
    if has_begun:
        actions += [name for name in ("completed", "no_show") if may_become(status, name)]
    if status in LIVE:
        actions.append("reschedule")
    if may_become(status, "cancelled"):
        actions.append("cancel")
    return ["complete" if action == "completed" else action for action in actions]


@dataclass(frozen=True)
class Treatment:
    """Lengths in minutes."""

    duration: int
    buffer_before: int = 0
    buffer_after: int = 0

    def taken(self, start: int) -> Interval:
        """What a treatment that starts at minute `start` takes from practitioner and room."""
        return start - self.buffer_before, start + self.duration + self.buffer_after


@dataclass(frozen=True)
class HouseRules:
    """The studio's policies. `grid` in minutes, 0 for back to back; `daily_cap` per practitioner, 0 for none."""

    grid: int
    notice_minutes: int
    horizon_days: int
    zone: ZoneInfo
    daily_cap: int = 0


@dataclass(frozen=True)
class Calendar:
    """One practitioner's time over the range asked about; `taken` as merged intervals of minutes since the epoch.

    `begins`, in order, is where the time of each appointment and live hold begins, buffer included. Merged intervals
    no longer tell how many there are: two treatments back to back are one.
    """

    practitioner_id: int
    opening: Opening
    taken: Sequence[Interval] = ()
    begins: Sequence[int] = ()

    def free(self) -> list[Interval]:
        return minus(self.opening.open, self.taken)

    def full(self, days: Iterable[LocalDay], rules: HouseRules) -> list[Interval]:
        """Those of `days` on which no more may begin, since as many as the daily cap do already."""
        if not rules.daily_cap or len(self.begins) < rules.daily_cap:
            return []
        return [(day.start, day.end) for day in days if self._count(day) >= rules.daily_cap]

    def _count(self, day: LocalDay) -> int:
        return bisect_left(self.begins, day.end) - bisect_left(self.begins, day.start)


@dataclass(frozen=True)
class RoomTime:
    """When a room is taken."""

    room_id: int
    taken: Sequence[Interval] = ()


class FreeSlot(NamedTuple):
    """A start in minutes since the epoch, and who could give the treatment then, in the order of the calendars
    given. A tuple, since a month of ten people makes five hundred of them."""

    start: int
    practitioner_ids: tuple[int, ...]


def free_slots(
    *,
    treatment: Treatment,
    rules: HouseRules,
    days: Sequence[LocalDay],
    calendars: Sequence[Calendar],
    rooms: Sequence[RoomTime] | None,
    now: datetime,
) -> list[FreeSlot]:
    """Every bookable start on `days`, in order.

    `rooms` None means no room is needed. Calendars and rooms must reach a day beyond `days` on both sides, since a
    treatment may run over midnight.
    """
    first, last = bookable_window(rules, now)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for calendar in calendars:
        full = calendar.full(_with_the_day_before(days), rules)
        for starts in _starts(calendar.free(), treatment, rules, days):
            for start in starts if not full else [s for s in starts if not begins_within(full, treatment, s)]:
                found[start].append(calendar.practitioner_id)
    # What holds for everybody is asked once for each start, however many could give the treatment then.
    return [
        FreeSlot(start, tuple(who))
        for start, who in sorted(found.items())
        if first <= start < last and (rooms is None or free_room(rooms, treatment, start) is not None)
    ]


def bookable_window(rules: HouseRules, now: datetime) -> Interval:
    """First start after the minimum notice, and the end of the last local day within the horizon."""
    earliest = to_minute(now + timedelta(minutes=rules.notice_minutes, seconds=59, microseconds=999_999))
    last_day = now.astimezone(rules.zone).date() + timedelta(days=rules.horizon_days)
    return earliest, local_day(last_day, rules.zone).end


def is_day_full(calendar: Calendar, begins: int, rules: HouseRules) -> bool:
    """Whether no more of this practitioner's time may begin on the local day of minute `begins`."""
    return bool(calendar.full([local_day_of(begins, rules.zone)], rules))


def begins_within(full: Sequence[Interval], treatment: Treatment, start: int) -> bool:
    """Whether a treatment would count for one of the `full` days: the one on which its own time begins."""
    begins, _ends = treatment.taken(start)
    return overlaps(full, begins, begins + 1)


def _with_the_day_before(days: Sequence[LocalDay]) -> list[LocalDay]:
    """A buffer before a treatment may begin on the evening before, and counts there."""
    return [local_day(day.day - timedelta(days=1), day.zone) for day in days[:1]] + list(days)


def free_room(rooms: Sequence[RoomTime], treatment: Treatment, start: int) -> int | None:
    """The first room, in the order given, that is free for the buffered time."""
    taken = treatment.taken(start)
    return next((room.room_id for room in rooms if not overlaps(room.taken, *taken)), None)


@dataclass(frozen=True)
class Reason:
    """Why a start is not offered: the code of a problem, and whose calendar says so (None: everybody's)."""

    code: str
    practitioner_id: int | None = None


def explain_slot(
    *,
    start: int,
    treatment: Treatment,
    rules: HouseRules,
    calendars: Sequence[Calendar],
    rooms: Sequence[RoomTime] | None,
    now: datetime,
) -> list[Reason]:
    """Which rules remove a start; empty if somebody can take it.

    House rules that hold for everybody come first, then each practitioner's own. When one practitioner has none and
    nothing holds for everybody, the start is free.
    """
    general = _general_reasons(start, rules, now)
    if rooms is not None and free_room(rooms, treatment, start) is None:
        general.append(Reason("no-room"))
    own = {calendar.practitioner_id: _own_reasons(start, treatment, rules, calendar) for calendar in calendars}
    if not general and any(not reasons for reasons in own.values()):
        return []
    return general + [reason for reasons in own.values() for reason in reasons]


def _general_reasons(start: int, rules: HouseRules, now: datetime) -> list[Reason]:
    first, last = bookable_window(rules, now)
    reasons = []
    if start < to_minute(now):
        reasons.append(Reason("in-the-past"))
    elif start < first:
        reasons.append(Reason("too-soon"))
    if start >= last:
        reasons.append(Reason("too-far-ahead"))
    if rules.grid and _wall_minute(start, rules.zone) % rules.grid:
        reasons.append(Reason("off-grid"))
    return reasons


def _own_reasons(start: int, treatment: Treatment, rules: HouseRules, calendar: Calendar) -> list[Reason]:
    begins, ends = treatment.taken(start)
    who = calendar.practitioner_id
    if not contains(calendar.opening.working, begins, ends):
        return [Reason("outside-hours", who)]
    reasons = []
    if overlaps(calendar.opening.breaks, begins, ends):
        reasons.append(Reason("break", who))
    if overlaps(calendar.opening.closed, begins, ends):
        reasons.append(Reason("closed", who))
    if overlaps(calendar.taken, begins, ends):
        reasons.append(Reason("slot-taken", who))
    if not reasons and not rules.grid and not _is_back_to_back(start, treatment, rules, calendar):
        reasons.append(Reason("off-grid", who))
    if is_day_full(calendar, begins, rules):
        reasons.append(Reason("day-full", who))
    return reasons


def _is_back_to_back(start: int, treatment: Treatment, rules: HouseRules, calendar: Calendar) -> bool:
    """Whether `start`, whose time is free, is on this calendar's own rhythm."""
    begins, ends = treatment.taken(start)
    gap_start = next(first for first, last in calendar.free() if first <= begins and ends <= last)
    day = local_day_of(start, rules.zone)
    return (begins - _rhythm_from(gap_start, day)) % (ends - begins) == 0


def _rhythm_from(gap_start: int, day: LocalDay) -> int:
    """Where counting back to back begins for starts on `day`.

    At the beginning of the free stretch; in one that has lasted since before yesterday (someone is open round the
    clock) at yesterday's midnight, so that the answer does not depend on how far back the caller happened to look.
    """
    return max(gap_start, local_day(day.day - timedelta(days=1), day.zone).start)


def _starts(
    gaps: Iterable[Interval], treatment: Treatment, rules: HouseRules, days: Sequence[LocalDay]
) -> Iterator[Sequence[int]]:
    """Run by run, since handing on each start by itself cost more than finding it. `gaps` in order, as `days` are."""
    begins, ends = treatment.taken(0)
    length, at = ends - begins, 0
    for gap_start, gap_end in gaps:
        first, last = gap_start - begins, gap_end - ends
        while at < len(days) and days[at].end <= first:
            at += 1
        for day in days[at:] if first <= last else ():
            if day.start > last:
                break
            # Comparisons, not min and max: a month of ten people comes by here a thousand times.
            earliest = first if first > day.start else day.start
            latest = last if last < day.end else day.end - 1
            if not rules.grid:
                rhythm = _rhythm_from(gap_start, day) - begins
                yield range(earliest + (rhythm - earliest) % length, latest + 1, length)
            elif day.is_plain:
                yield range(earliest + (day.start - earliest) % rules.grid, latest + 1, rules.grid)
            else:
                yield [s for s in _starts_of_changed_day(day, rules.grid) if earliest <= s <= latest]


@lru_cache(maxsize=256)
def _starts_of_changed_day(day: LocalDay, grid: int) -> tuple[int, ...]:
    """On the day of a clock change each minute's wall clock is asked: slow, obvious, and twice a year."""
    return tuple(s for s in range(day.start, day.end) if _wall_minute(s, day.zone) % grid == 0)


def _wall_minute(minute: int, zone: ZoneInfo) -> int:
    wall = from_minute(minute).astimezone(zone)
    return wall.hour * 60 + wall.minute


def late_fee(price_minor: int, percent: int) -> int:
    """Half a minor unit is rounded up, as shops do."""
    return (price_minor * percent + 50) // 100


def fewest_minutes_first(calendars: Sequence[Calendar], day: LocalDay) -> list[int]:
    """Practitioner ids by booked minutes on `day`, fewest first; ties keep the order given."""
    booked = {c.practitioner_id: overlap_minutes(c.taken, day.start, day.end) for c in calendars}
    return sorted(booked, key=booked.__getitem__)


def nearest(starts: Iterable[FreeSlot], wanted: int, count: int = 3) -> list[FreeSlot]:
    """The `count` slots nearest to `wanted`, in order of time."""
    return sorted(sorted(starts, key=lambda slot: abs(slot.start - wanted))[:count], key=lambda slot: slot.start)


def days_around(day: date, *, before: int, after: int) -> tuple[date, date]:
    return day - timedelta(days=before), day + timedelta(days=after)
