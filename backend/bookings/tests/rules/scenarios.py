"""Hypothesis draws studios; `as_rules` states one in the terms of `bookings.rules`."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bookings.rules import Calendar, HouseRules, RoomTime, Treatment, free_slots
from bookings.tests.rules.oracle import DAY, MINUTE, Person, Scenario
from common.intervals import Interval, merged
from common.time import from_minute, to_minute
from studio.rules import ClosedSpan, Opening, WeeklySpan, closed_intervals, local_days, weekly_intervals

# Plain days, and days around changes: of an hour, half an hour, two, at midnight; an offset of three quarters.
DAYS = [
    *[("America/Toronto", date(2026, 3, 7 + n)) for n in range(3)],
    *[("America/Toronto", date(2026, 10, 31) + n * DAY) for n in range(3)],
    ("America/Edmonton", date(2026, 3, 8)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Antarctica/Troll", date(2026, 3, 29)),
    ("Antarctica/Troll", date(2026, 10, 25)),
    ("America/Havana", date(2026, 3, 8)),
    ("America/Havana", date(2026, 11, 1)),
    ("Asia/Beirut", date(2026, 3, 29)),
    ("Asia/Beirut", date(2026, 10, 24)),
    ("Africa/Cairo", date(2026, 4, 24)),
    ("America/Nuuk", date(2026, 3, 28)),
    ("Asia/Kathmandu", date(2026, 5, 5)),
    ("Pacific/Apia", date(2026, 5, 5)),
    ("UTC", date(2026, 5, 5)),
]

TWICE = [("America/Toronto", date(2026, 11, 1)), ("America/Havana", date(2026, 11, 1))]
USUAL = [(0, 1440), (0, 60), (0, 90), (60, 120), (90, 300), (540, 1020), (600, 660), (1320, 1440), (125, 155)]
ANYWHERE = st.tuples(st.integers(0, 1438), st.integers(1, 1440)).map(sorted).filter(lambda b: b[0] < b[1])
BOUNDS = st.sampled_from(USUAL) | ANYWHERE


@st.composite
def scenarios(draw: st.DrawFn, days: Sequence[tuple[str, date]] = DAYS) -> Scenario:
    zone, first_day = draw(st.sampled_from(days))
    last_day = first_day + draw(st.sampled_from([0, 0, 0, 1])) * DAY
    midnight = datetime.combine(first_day, datetime.min.time(), tzinfo=ZoneInfo(zone))
    noon = midnight.astimezone(UTC).replace(tzinfo=None) + timedelta(hours=12)
    taken = st.lists(claims(noon), max_size=3).map(tuple)
    weekday = st.integers(-1, 2).map(lambda n: (first_day + n * DAY).weekday())
    every_day = st.lists(BOUNDS, min_size=1, max_size=2).map(
        lambda bounds: tuple((weekday, *bound) for weekday in range(7) for bound in bounds)
    )
    return Scenario(
        zone=zone,
        first_day=first_day,
        last_day=last_day,
        people=tuple(
            Person(
                id=number,
                hours=draw(every_day | st.lists(spans(weekday), max_size=4).map(tuple)),
                breaks=tuple(draw(st.lists(spans(weekday), max_size=1))),
                closures=tuple(draw(st.lists(closures(weekday, first_day), max_size=1))),
                taken=draw(taken),
            )
            for number in range(1, draw(st.integers(1, 2)) + 1)
        ),
        duration=draw(st.sampled_from([5, 20, 30, 45, 50, 60, 61, 90, 180])),
        before=draw(st.sampled_from([0, 0, 5, 10, 15])),
        after=draw(st.sampled_from([0, 0, 5, 15, 30])),
        grid=draw(st.sampled_from([0, 15, 30])),
        notice=draw(st.sampled_from([0, 60, 120, 1440])),
        horizon=draw(st.integers(1, 4)),
        cap=draw(st.sampled_from([0, 0, 1, 2, 3])),
        rooms=draw(st.none() | st.lists(taken, max_size=2).map(tuple)),
        now=noon - draw(st.integers(-20, 200)) * 15 * MINUTE + timedelta(seconds=draw(st.sampled_from([0, 30, 90]))),
    )


def spans(weekday: st.SearchStrategy[int]) -> st.SearchStrategy[tuple]:
    return st.tuples(weekday, BOUNDS).map(lambda drawn: (drawn[0], *drawn[1]))


def closures(weekday: st.SearchStrategy[int], day: date) -> st.SearchStrategy[tuple]:
    every_week = spans(weekday).map(lambda span: (span[0], None, None, *span[1:]))
    on_days = spans(st.integers(0, 1)).map(lambda span: (None, day, day + span[0] * DAY, *span[1:]))
    return every_week | on_days


def claims(noon: datetime) -> st.SearchStrategy[tuple[datetime, datetime]]:
    """Half of them on the quarter hour, where neighbours meet."""
    quarters = st.tuples(st.integers(-80, 100), st.integers(1, 12)).map(lambda c: (c[0] * 15, c[1] * 15))
    anywhere = st.tuples(st.integers(-1200, 1600), st.integers(1, 240))
    return (quarters | anywhere).map(lambda c: (noon + c[0] * MINUTE, noon + (c[0] + c[1]) * MINUTE))


def as_rules(s: Scenario) -> dict:
    """The keyword arguments of `free_slots`."""
    zone = ZoneInfo(s.zone)
    around = list(local_days(s.first_day - DAY, s.last_day + DAY, zone))
    return {
        "treatment": Treatment(s.duration, s.before, s.after),
        "rules": HouseRules(grid=s.grid, notice_minutes=s.notice, horizon_days=s.horizon, zone=zone, daily_cap=s.cap),
        "days": around[1:-1],
        "calendars": [
            Calendar(
                practitioner_id=person.id,
                opening=Opening(
                    working=weekly_intervals([WeeklySpan(*span) for span in person.hours], around),
                    breaks=weekly_intervals([WeeklySpan(*span) for span in person.breaks], around),
                    closed=closed_intervals([ClosedSpan(*closure) for closure in person.closures], around),
                ),
                taken=merged(minutes_of(person.taken)),
                begins=sorted(start for start, _end in minutes_of(person.taken)),
            )
            for person in s.people
        ],
        "rooms": None if s.rooms is None else [RoomTime(n, merged(minutes_of(each))) for n, each in enumerate(s.rooms)],
        "now": s.now.replace(tzinfo=UTC),
    }


def minutes_of(taken: tuple) -> list[Interval]:
    return [(to_minute(a.replace(tzinfo=UTC)), to_minute(b.replace(tzinfo=UTC))) for a, b in taken]


def offered_by_the_rules(s: Scenario) -> dict[datetime, list[int]]:
    slots = free_slots(**as_rules(s))
    return {from_minute(slot.start).replace(tzinfo=None): list(slot.practitioner_ids) for slot in slots}
