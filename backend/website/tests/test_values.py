"""Grouping and wording: plain functions, no database."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from bookings.promises import consequence
from common import formats
from common.time import to_minute
from studio.models import StudioSettings
from website.opening import opening_lines
from website.templatetags.site import day_with_year_if_far
from website.times import Time, chips, times_page
from website.words import house_rule

TORONTO = ZoneInfo("America/Toronto")
MONDAY = date(2027, 3, 1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TORONTO)


def page(starts, *, asked_day=None, today=MONDAY, open_days=()):
    return times_page(
        starts,
        asked_day=asked_day,
        first_free=starts[0] if starts else None,
        today=today,
        last_day=MONDAY + timedelta(days=60),
        open_days=open_days,
        zone=TORONTO,
    )


def test_the_list_begins_with_the_first_day_that_has_a_time():
    found = page([at(MONDAY + timedelta(days=2), 9)])

    assert found.days[0].day == date(2027, 3, 3)
    assert found.skipped_from == MONDAY


def test_a_day_asked_for_is_shown_even_if_it_is_full():
    found = page([at(MONDAY + timedelta(days=2), 9)], asked_day=MONDAY + timedelta(days=1))

    assert found.days[0].day == date(2027, 3, 2)
    assert found.skipped_from is None


def test_a_week_without_a_time_is_passed_over_in_words():
    found = page([at(date(2027, 3, 20), 9)], asked_day=date(2027, 3, 5))

    assert found.days[0].day == date(2027, 3, 20)
    assert found.skipped_from == date(2027, 3, 5)


def test_no_times_at_all_is_an_empty_week():
    found = page([])

    assert (found.count, len(found.days)) == (0, 7)


def test_a_short_day_needs_no_names_for_its_parts():
    [part] = page([at(MONDAY, hour) for hour in (9, 12, 17)]).days[0].parts

    assert (part.name, len(part.times)) == ("", 3)


def test_a_long_day_is_parted_at_noon_and_at_five():
    parts = page([at(MONDAY, hour, minute) for hour in (11, 12, 16, 17) for minute in (0, 45)]).days[0].parts

    assert [(part.name, len(part.times)) for part in parts] == [("morning", 2), ("afternoon", 4), ("evening", 2)]


def test_a_part_is_folded_only_where_that_saves_something():
    def morning(count):
        starts = [at(MONDAY, 9) + timedelta(minutes=10 * index) for index in range(count)]
        [part] = page(starts).days[0].parts
        return len(part.shown), len(part.folded)

    assert [morning(8), morning(9), morning(17)] == [(8, 0), (6, 3), (6, 11)]


@pytest.mark.parametrize("has_first", [False, True])
@pytest.mark.parametrize("count", range(1, 20))
def test_every_row_of_times_is_full(count, has_first):
    laid_out = chips([Time(start, has_first and n == 0) for n, start in enumerate([at(MONDAY, 9)] * count)])

    widths = [chip.sixths for chip in laid_out]
    assert len(widths) == count
    assert set(range(6, sum(widths) + 1, 6)) <= set(accumulate(widths))
    assert sum(widths) % 6 == 0
    assert not has_first or widths[0] in {4, 6}


def test_the_month_counts_its_days_and_marks_what_is_shown():
    month = page([at(date(2027, 3, 9), 9), at(date(2027, 3, 9), 10)], asked_day=date(2027, 3, 8)).month
    cells = [cell for week in month.weeks for cell in week if cell]

    assert (len(cells), cells[8].count, cells[8].is_shown, cells[20].is_shown) == (31, 2, True, False)
    assert month.later == date(2027, 4, 1)


def test_times_are_written_as_people_of_the_language_write_them():
    four_thirty = at(MONDAY, 16, 30)

    assert formats.time_of_day(four_thirty, TORONTO) == "4:30\u00a0pm"
    with translation.override("fr"):
        assert formats.time_of_day(four_thirty, TORONTO) == "16\u00a0h\u00a030"
        assert formats.day(MONDAY) == "lundi 1er mars"


def test_midnight_and_noon_are_twelve():
    assert [formats.clock(at(MONDAY, hour), TORONTO) for hour in (0, 12)] == [("12:00", "am"), ("12:00", "pm")]


def test_a_range_names_the_half_of_the_day_once_where_it_can():
    morning = formats.time_range(at(MONDAY, 9), at(MONDAY, 10), TORONTO)
    over_noon = formats.time_range(at(MONDAY, 11, 30), at(MONDAY, 12, 30), TORONTO)

    assert morning == "9:00\u00a0– 10:00\u00a0am"
    assert over_noon == "11:30\u00a0am\u00a0– 12:30\u00a0pm"


def test_a_day_far_away_names_its_year():
    assert day_with_year_if_far(MONDAY + timedelta(days=330), MONDAY) == "Tuesday 25 January"
    assert day_with_year_if_far(MONDAY + timedelta(days=331), MONDAY) == "Wednesday 26 January 2028"


def test_days_with_the_same_hours_share_a_line():
    week = [(MONDAY + timedelta(days=offset), nine_to_five(MONDAY + timedelta(days=offset))) for offset in range(7)]
    week[6] = (week[6][0], [])

    lines = opening_lines(week, TORONTO)

    assert [(line.first.weekday(), line.last.weekday(), line.hours) for line in lines] == [
        (0, 5, ((540, 1020),)),
        (6, 6, ()),
    ]


def nine_to_five(day: date):
    return [(to_minute(at(day, 9)), to_minute(at(day, 17)))]


@dataclass(frozen=True)
class Promised:
    free_cancellation_until: datetime
    reschedule_until: datetime
    late_fee_minor: int = 5750
    currency: str = "CAD"


DEADLINE = at(MONDAY, 16, 30)


def said(promise: Promised, now: datetime) -> str:
    return " ".join(consequence(promise, zone=TORONTO, now=now).values()).replace("\u00a0", " ")


def test_until_the_deadline_changes_are_free():
    assert said(Promised(DEADLINE, DEADLINE), DEADLINE) == (
        "Free to move or cancel until Mon 1 March, 4:30 pm. After that, $57.50."
    )


def test_two_deadlines_are_both_named():
    text = said(Promised(DEADLINE, DEADLINE - timedelta(hours=1)), DEADLINE - timedelta(hours=2))

    assert text.startswith("Free to cancel until Mon 1 March, 4:30 pm, and to move until Mon 1 March, 3:30 pm.")


def test_after_the_deadline_the_price_of_cancelling_comes_first():
    text = said(Promised(DEADLINE, DEADLINE), DEADLINE + timedelta(seconds=1))

    assert text.startswith("Cancelling costs $57.50 from now on.")


def test_without_a_fee_one_calls():
    assert "Call the studio" in said(Promised(DEADLINE, DEADLINE, late_fee_minor=0), DEADLINE + timedelta(hours=1))


def test_the_house_rule_reads_well_for_every_policy():
    def rule(minutes, percent):
        deadlines = {"cancel_deadline_minutes": minutes, "reschedule_deadline_minutes": minutes}
        return house_rule(StudioSettings(**deadlines, late_cancellation_percent=percent))

    # A figure and its unit are never parted at the end of a line.
    assert rule(1440, 50).endswith("24\u00a0hours before; after that we keep half the price.")
    assert "until 3 days before; after that, call us." in rule(3 * 1440, 0).replace("\u00a0", " ")
    assert "until 90 minutes before; after that we keep 30 % of the price." in rule(90, 30).replace("\u00a0", " ")
    assert rule(1440, 100).endswith("we keep the price.")


HOUR = timedelta(hours=1)


def test_cancelling_may_end_before_moving_does():
    text = said(Promised(DEADLINE, DEADLINE + 2 * HOUR), DEADLINE + HOUR)

    assert text == "Cancelling costs $57.50 from now on. Moving is free until Mon 1 March, 6:30 pm."


def test_without_a_fee_moving_may_still_be_possible():
    text = said(Promised(DEADLINE, DEADLINE + 2 * HOUR, late_fee_minor=0), DEADLINE + HOUR)

    assert text == (
        "Free to move until Mon 1 March, 6:30 pm. "
        "The time to cancel online ended Mon 1 March, 4:30 pm. To cancel, call the studio."
    )


def test_moving_may_end_before_cancelling_does():
    text = said(Promised(DEADLINE, DEADLINE - 2 * HOUR), DEADLINE - HOUR)

    assert text == (
        "Free to cancel until Mon 1 March, 4:30 pm. "
        "The time to move it ended Mon 1 March, 2:30 pm. Cancelling later costs $57.50."
    )


def test_after_two_deadlines_both_are_named():
    text = said(Promised(DEADLINE, DEADLINE - HOUR), DEADLINE + HOUR)

    assert text.endswith("The free time to cancel ended Mon 1 March, 4:30 pm, the time to move Mon 1 March, 3:30 pm.")


def test_the_house_rule_names_two_deadlines_where_there_are_two():
    studio = StudioSettings(cancel_deadline_minutes=1440, reschedule_deadline_minutes=120, late_cancellation_percent=50)

    assert house_rule(studio).replace("\u00a0", " ") == (
        "Plans change. Move free until 2 hours before, and cancel free until 24 hours before. "
        "Cancel later and we keep half the price."
    )


def test_two_deadlines_are_named_in_french_too():
    with translation.override("fr"):
        assert said(Promised(DEADLINE, DEADLINE + 2 * HOUR), DEADLINE + HOUR).endswith(
            "Le déplacement est gratuit jusqu’au lun. 1er mars, 18 h 30."
        )
