from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from messaging.rules import next_try, reminder_due, sms_due

EDMONTON = ZoneInfo("America/Edmonton")
DAY = 24 * 60


def wall(year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=EDMONTON).astimezone(UTC)


@pytest.mark.parametrize(
    ("starts_at", "due"),
    [
        (wall(2026, 6, 10, 10), wall(2026, 6, 8, 10)),
        (wall(2026, 3, 9, 10), wall(2026, 3, 7, 10)),  # an hour was skipped on the 8th
        (wall(2026, 11, 2, 10), wall(2026, 10, 31, 10)),  # an hour came twice on the 1st
    ],
)
def test_two_days_before_is_the_same_time_on_the_wall(starts_at, due):
    assert reminder_due(starts_at, 2 * DAY, EDMONTON) == due


def test_two_hours_before_are_two_hours_to_wait():
    starts_at = wall(2026, 3, 8, 4)  # 3:00 was two o'clock plus a skipped hour

    assert starts_at - reminder_due(starts_at, 120, EDMONTON) == timedelta(hours=2)


def test_a_wall_time_that_was_skipped_counts_as_the_time_after_the_gap():
    assert reminder_due(wall(2026, 3, 10, 2, 30), 2 * DAY, EDMONTON) == wall(2026, 3, 8, 3, 30)


@pytest.mark.parametrize(
    ("due", "now", "goes_out"),
    [
        (wall(2026, 6, 10, 8), wall(2026, 6, 9, 12), wall(2026, 6, 10, 8)),
        (wall(2026, 6, 10, 20, 59), wall(2026, 6, 9, 12), wall(2026, 6, 10, 20, 59)),
        (wall(2026, 6, 10, 21), wall(2026, 6, 9, 12), wall(2026, 6, 10, 20, 30)),
        (wall(2026, 6, 11, 7, 59), wall(2026, 6, 10, 12), wall(2026, 6, 10, 20, 30)),
        (wall(2026, 6, 11, 6, 15), wall(2026, 6, 10, 20, 30), wall(2026, 6, 10, 20, 30)),
        (wall(2026, 6, 11, 6, 15), wall(2026, 6, 10, 20, 31), wall(2026, 6, 11, 8)),
        (wall(2026, 6, 10, 22), wall(2026, 6, 10, 22), wall(2026, 6, 11, 8)),
        (wall(2026, 6, 10, 12), wall(2026, 6, 10, 23), wall(2026, 6, 11, 8)),  # late, and now it is night
        (wall(2026, 6, 10, 12), wall(2026, 6, 10, 15), wall(2026, 6, 10, 15)),
    ],
)
def test_no_sms_goes_out_at_night(due, now, goes_out):
    assert sms_due(due, now=now, zone=EDMONTON) == goes_out


def test_the_evening_before_is_an_evening_of_the_clocks_on_the_wall():
    due = wall(2026, 3, 8, 6)

    assert sms_due(due, now=wall(2026, 3, 7, 12), zone=EDMONTON) == wall(2026, 3, 7, 20, 30)


FIRST = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def wait_minutes(tries, *, jitter=0.0, now=FIRST, **more):
    again_at = next_try(tries, first_tried_at=FIRST, now=now, jitter=jitter, **more)
    return (again_at - now).total_seconds() / 60


def test_each_try_waits_twice_as_long_as_the_one_before_and_at_most_an_hour():
    assert [wait_minutes(tries) for tries in range(1, 10)] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_what_failed_together_does_not_come_back_together():
    assert [wait_minutes(7, jitter=jitter) for jitter in (0, 0.5, 1)] == [60, 45, 30]


def test_a_wait_that_is_asked_for_is_waited_in_any_case():
    assert wait_minutes(1, jitter=1, least=timedelta(minutes=5)) == 5


def test_the_last_try_falls_on_the_end_of_the_day_and_then_there_is_none():
    almost = FIRST + timedelta(hours=23, minutes=50)

    assert wait_minutes(30, now=almost) == 10
    assert next_try(31, first_tried_at=FIRST, now=FIRST + timedelta(days=1), jitter=0) is None


def test_after_thousands_of_tries_the_sum_still_works():
    assert wait_minutes(30_000) == 60
