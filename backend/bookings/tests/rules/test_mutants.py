"""Controls: the oracle notices rules that are wrong in the usual ways."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from bookings import rules
from bookings.tests.rules.oracle import offered
from bookings.tests.rules.scenarios import DAYS, TWICE, offered_by_the_rules, scenarios
from studio import rules as studio_rules

UNTIL_FOUND = settings(
    max_examples=2000,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
    database=None,
    derandomize=True,
)


def closed_ends(monkeypatch):
    """[10, 11] and [11, 12] overlap."""
    monkeypatch.setattr(rules, "minus", lambda spans, taken: _minus(spans, [(s - 1, e + 1) for s, e in taken]))


def rooms_touch(monkeypatch):
    monkeypatch.setattr(rules, "overlaps", lambda taken, start, end: any(s <= end and start <= e for s, e in taken))


def no_buffer_after(monkeypatch):
    monkeypatch.setattr(
        rules.Treatment, "taken", lambda self, start: (start - self.buffer_before, start + self.duration)
    )


def breaks_forgotten(monkeypatch):
    monkeypatch.setattr(
        rules.Calendar, "free", lambda self: _minus(_minus(self.opening.working, self.opening.closed), self.taken)
    )


def closures_forgotten(monkeypatch):
    monkeypatch.setattr(
        rules.Calendar, "free", lambda self: _minus(_minus(self.opening.working, self.opening.breaks), self.taken)
    )


def notice_rounded_down(monkeypatch):
    def window(house, now):
        first, last = _window(house, now)
        return first - (1 if now.second else 0), last

    monkeypatch.setattr(rules, "bookable_window", window)


def horizon_a_day_too_long(monkeypatch):
    monkeypatch.setattr(
        rules, "bookable_window", lambda house, now: _window(replace(house, horizon_days=house.horizon_days + 1), now)
    )


def one_more_than_the_cap(monkeypatch):
    def full(calendar, days, house):
        return _full(calendar, days, replace(house, daily_cap=house.daily_cap and house.daily_cap + 1))

    monkeypatch.setattr(rules.Calendar, "full", full)


def the_cap_of_utc_days(monkeypatch):
    def full(calendar, days, house):
        in_utc = [replace(day, start=day.start // 1440 * 1440, end=day.end // 1440 * 1440) for day in days]
        return _full(calendar, in_utc, house)

    monkeypatch.setattr(rules.Calendar, "full", full)


def the_evening_before_is_not_looked_at(monkeypatch):
    monkeypatch.setattr(rules, "_with_the_day_before", list)


def neighbours_count_as_one(monkeypatch):
    """The counts come from the merged intervals."""
    monkeypatch.setattr(
        rules.Calendar,
        "full",
        lambda self, days, house: _full(replace(self, begins=[start for start, _end in self.taken]), days, house),
    )


def the_buffer_counts_for_its_own_day(monkeypatch):
    monkeypatch.setattr(
        rules, "begins_within", lambda full, treatment, start: any(first <= start < last for first, last in full)
    )


def every_day_has_24_hours(monkeypatch):
    monkeypatch.setattr(studio_rules.LocalDay, "minute_of", lambda self, minute, late=False: self.start + minute)


def a_repeated_hour_is_worked_once(monkeypatch):
    monkeypatch.setattr(
        studio_rules.LocalDay, "span", lambda day, start, end: (day.minute_of(start), day.minute_of(end))
    )


def closing_lasts_through_the_repeated_hour(monkeypatch):
    monkeypatch.setattr(
        studio_rules.LocalDay, "span", lambda day, start, end: (day.minute_of(start), day.minute_of(end, late=True))
    )


_minus, _window, _full = rules.minus, rules.bookable_window, rules.Calendar.full

MUTANTS = [
    closed_ends,
    rooms_touch,
    no_buffer_after,
    breaks_forgotten,
    closures_forgotten,
    notice_rounded_down,
    horizon_a_day_too_long,
    one_more_than_the_cap,
    the_cap_of_utc_days,
    the_evening_before_is_not_looked_at,
    neighbours_count_as_one,
    the_buffer_counts_for_its_own_day,
    every_day_has_24_hours,
    a_repeated_hour_is_worked_once,
    closing_lasts_through_the_repeated_hour,
]


def one_room_and_whole_hours(scenario):
    """Where rooms decide: one person with all the time there is, one room, hours on the quarter. Chance alone seldom
    draws it."""
    person = replace(
        scenario.people[0], hours=tuple((day, 0, 1440) for day in range(7)), breaks=(), closures=(), taken=()
    )
    return replace(
        scenario,
        people=(person,),
        rooms=(scenario.people[0].taken,),
        duration=60,
        before=0,
        after=0,
        grid=15,
        notice=0,
        horizon=4,
    )


def one_a_day_round_the_clock(scenario):
    """Where an evening's count decides about the next morning: one person who never goes home, a buffer before."""
    alone = one_room_and_whole_hours(scenario)
    person = replace(alone.people[0], taken=scenario.people[0].taken)
    return replace(alone, people=(person,), rooms=None, before=15, cap=1)


def two_in_a_row_fill_the_day(scenario):
    """Where neighbours decide: whatever one is busy with is followed at once by another hour."""
    alone = one_room_and_whole_hours(scenario)
    taken = scenario.people[0].taken
    twice = (*taken, *((end, end + timedelta(hours=1)) for _start, end in taken[:1]))
    return replace(alone, people=(replace(alone.people[0], taken=twice),), rooms=None, cap=len(twice))


FOCUS = {
    neighbours_count_as_one: two_in_a_row_fill_the_day,
    rooms_touch: one_room_and_whole_hours,
    the_evening_before_is_not_looked_at: one_a_day_round_the_clock,
    the_buffer_counts_for_its_own_day: one_a_day_round_the_clock,
}


@pytest.mark.slow
@pytest.mark.parametrize("break_something", MUTANTS, ids=lambda mutant: mutant.__name__)
def test_the_oracle_notices(break_something, monkeypatch):
    break_something(monkeypatch)
    days = TWICE if "repeated" in break_something.__name__ else DAYS

    where = FOCUS.get(break_something, lambda scenario: scenario)

    assert find(
        scenarios(days).map(where),
        lambda scenario: offered_by_the_rules(scenario) != offered(scenario),
        settings=UNTIL_FOUND,
    )
