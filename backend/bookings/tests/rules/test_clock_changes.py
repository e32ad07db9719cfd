"""Free times on the days when clocks change, in every zone there is."""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from bookings.rules import Calendar, HouseRules, Treatment, free_slots
from common.time import from_minute, zone_names
from studio.rules import Opening, WeeklySpan, local_days, weekly_intervals

DAY = timedelta(days=1)
FIRST, LAST = date(2024, 1, 1), date(2037, 12, 31)
ALL_DAY = [(0, 1440)]


def offered(zone: ZoneInfo, day: date, *, hours=ALL_DAY, grid=15, minutes=60) -> list[datetime]:
    """Starts offered on one local day, in local time, when somebody works these minutes of every day."""
    around = list(local_days(day - DAY, day + DAY, zone))
    spans = [WeeklySpan(weekday, *span) for weekday in range(7) for span in hours]
    slots = free_slots(
        treatment=Treatment(minutes),
        rules=HouseRules(grid=grid, notice_minutes=0, horizon_days=7, zone=zone),
        days=around[1:-1],
        calendars=[Calendar(1, Opening(weekly_intervals(spans, around)))],
        rooms=None,
        now=datetime.combine(day - 3 * DAY, datetime.min.time(), UTC),
    )
    return [from_minute(slot.start).astimezone(zone) for slot in slots]


def clock(starts: list[datetime]) -> list[str]:
    return [f"{start:%H:%M}" for start in starts]


@cache
def changes() -> list[tuple[list[str], list[date]]]:
    """All zones, those that behave alike together, each with the days on which their offset changes."""
    found: dict[tuple, list[str]] = {}
    midnights = [datetime.combine(FIRST + n * DAY, datetime.min.time(), UTC) for n in range((LAST - FIRST).days + 1)]
    for name in sorted(zone_names()):
        zone = ZoneInfo(name)
        offsets = tuple(zone.utcoffset(midnight.astimezone(zone)) for midnight in midnights)
        found.setdefault(offsets, []).append(name)
    return [
        (names, [midnights[n].date() for n in range(len(midnights) - 1) if offsets[n] != offsets[n + 1]])
        for offsets, names in found.items()
    ]


def wall_times(zone: ZoneInfo, day: date, grid: int) -> list[datetime]:
    """Each moment of a local day whose clock shows a multiple of `grid`: missing times not, double ones twice."""
    midnight = datetime.combine(day, datetime.min.time())
    found = set()
    for minute in range(0, 1440, grid):
        wall = midnight + timedelta(minutes=minute)
        for fold in (0, 1):
            moment = wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)
            if moment.astimezone(zone).replace(tzinfo=None) == wall:
                found.add(moment)
    return sorted(found)


def test_there_are_zones_and_changes_to_look_at():
    assert sum(len(names) for names, _days in changes()) == len(zone_names()) > 500
    assert sum(len(days) for _names, days in changes()) > 500


@pytest.mark.parametrize("grid", [15, 30])
def test_in_every_zone_a_day_of_change_offers_each_time_that_exists_and_no_other(grid):
    for names, days in changes():
        zone = ZoneInfo(names[0])
        for day in sorted({FIRST, *(each + shift for each in days for shift in (-DAY, timedelta(0), DAY))}):
            starts = [start.astimezone(UTC) for start in offered(zone, day, grid=grid)]

            assert starts == wall_times(zone, day, grid), (names[0], day)


def test_toronto_skips_half_past_two_in_march():
    starts = offered(ZoneInfo("America/Toronto"), date(2026, 3, 8), grid=30)

    assert clock(starts)[2:8] == ["01:00", "01:30", "03:00", "03:30", "04:00", "04:30"]
    assert len(starts) == 46


def test_toronto_offers_half_past_one_twice_in_november():
    starts = offered(ZoneInfo("America/Toronto"), date(2026, 11, 1), grid=30)

    assert clock(starts)[2:8] == ["01:00", "01:30", "01:00", "01:30", "02:00", "02:30"]
    assert starts[5].astimezone(UTC) - starts[3].astimezone(UTC) == timedelta(hours=1)


def test_lord_howe_moves_by_half_an_hour():
    spring = offered(ZoneInfo("Australia/Lord_Howe"), date(2026, 10, 4), grid=30)
    autumn = offered(ZoneInfo("Australia/Lord_Howe"), date(2026, 4, 5), grid=30)

    assert clock(spring)[3:6] == ["01:30", "02:30", "03:00"]
    assert clock(autumn)[2:6] == ["01:00", "01:30", "01:30", "02:00"]
    assert (len(spring), len(autumn)) == (47, 49)


def test_apia_has_no_summer_time_any_more():
    assert len(offered(ZoneInfo("Pacific/Apia"), date(2026, 9, 27), grid=30)) == 48


def test_alberta_keeps_its_summer_time_from_november_2026():
    """By the locked tzdata. A machine's own copy may be older, and would put every winter appointment an hour off."""
    zone = ZoneInfo("America/Edmonton")

    assert len(offered(zone, date(2026, 11, 1), grid=30)) == 48
    assert datetime(2027, 1, 15, 12, tzinfo=zone).utcoffset() == timedelta(hours=-6)


def test_kathmandu_keeps_to_its_own_quarter_hours():
    starts = offered(ZoneInfo("Asia/Kathmandu"), date(2026, 5, 5), hours=[(540, 660)], grid=30)

    assert clock(starts) == ["09:00", "09:30", "10:00"]
    assert f"{starts[0].astimezone(UTC):%H:%M}" == "03:15"


def test_an_opening_within_the_missing_hour_offers_nothing():
    assert offered(ZoneInfo("America/Toronto"), date(2026, 3, 8), hours=[(120, 180)], minutes=15) == []


def test_an_opening_that_begins_in_the_missing_hour_begins_after_it():
    starts = offered(ZoneInfo("America/Toronto"), date(2026, 3, 8), hours=[(150, 240)])

    assert clock(starts) == ["03:00"]


def test_an_opening_that_ends_as_the_repeated_hour_begins_ends_the_first_time():
    starts = offered(ZoneInfo("America/Toronto"), date(2026, 11, 1), hours=[(0, 60)], grid=30, minutes=30)

    assert clock(starts) == ["00:00", "00:30"]


def test_an_opening_over_the_repeated_hour_is_an_hour_longer():
    starts = offered(ZoneInfo("America/Toronto"), date(2026, 11, 1), hours=[(0, 120)], grid=30)

    assert clock(starts) == ["00:00", "00:30", "01:00", "01:30", "01:00"]


def test_a_midnight_that_is_skipped_begins_the_day_at_one():
    starts = offered(ZoneInfo("Africa/Cairo"), date(2026, 4, 24), grid=30)

    assert clock(starts)[:2] == ["01:00", "01:30"]
