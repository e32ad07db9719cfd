"""Wall clocks and moments."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.time import from_minute, is_missing, local_midnight, to_instant, to_minute

TORONTO, LORD_HOWE = ZoneInfo("America/Toronto"), ZoneInfo("Australia/Lord_Howe")
ZONES = ["America/Toronto", "Australia/Lord_Howe", "Africa/Cairo", "Antarctica/Troll", "America/Nuuk", "Asia/Kathmandu"]


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "given_wall", "first", "second"),
    [
        (TORONTO, "2026-06-01 09:00", "2026-06-01 13:00", "2026-06-01 13:00"),
        (TORONTO, "2026-11-01 01:30", "2026-11-01 05:30", "2026-11-01 06:30"),  # twice
        (TORONTO, "2026-03-08 02:30", "2026-03-08 07:00", "2026-03-08 07:00"),  # never: the change itself
        (LORD_HOWE, "2026-04-05 01:45", "2026-04-04 14:45", "2026-04-04 15:15"),
        (LORD_HOWE, "2026-10-04 02:15", "2026-10-03 15:30", "2026-10-03 15:30"),
    ],
)
def test_a_wall_time_is_one_moment_two_or_that_of_the_change(zone, given_wall, first, second):
    assert to_instant(wall(given_wall), zone) == utc(first)
    assert to_instant(wall(given_wall), zone, late=True) == utc(second)


@pytest.mark.parametrize(
    ("zone", "given_wall", "missing"),
    [
        (TORONTO, "2026-03-08 01:59", False),
        (TORONTO, "2026-03-08 02:00", True),
        (TORONTO, "2026-03-08 02:59", True),
        (TORONTO, "2026-03-08 03:00", False),
        (TORONTO, "2026-11-01 01:30", False),
        (LORD_HOWE, "2026-10-04 02:15", True),
        (LORD_HOWE, "2026-10-04 02:30", False),
    ],
)
def test_what_clocks_skip_is_missing(zone, given_wall, missing):
    assert is_missing(wall(given_wall), zone) is missing


def test_a_day_whose_midnight_is_skipped_begins_after_the_gap():
    assert local_midnight(date(2026, 4, 24), ZoneInfo("Africa/Cairo")) == utc("2026-04-23 22:00")


@given(st.datetimes(datetime(2024, 1, 1), datetime(2037, 1, 1)), st.sampled_from(ZONES))  # noqa: DTZ001
def test_a_moment_read_from_a_clock_is_found_again(moment, name):
    moment = moment.replace(tzinfo=UTC, second=0, microsecond=0)
    shown = moment.astimezone(ZoneInfo(name))

    assert not is_missing(shown.replace(tzinfo=None), ZoneInfo(name))
    assert to_instant(shown.replace(tzinfo=None, fold=0), ZoneInfo(name), late=bool(shown.fold)) == moment


@given(st.integers(0, 60_000_000))
def test_minutes_count_there_and_back(minute):
    assert to_minute(from_minute(minute)) == minute
    assert to_minute(from_minute(minute) + timedelta(seconds=59)) == minute
