"""Free times as one would explain them to a new colleague."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bookings.rules import FreeSlot, explain_slot, late_fee, nearest
from bookings.tests.rules.oracle import DAY, Person, Scenario
from bookings.tests.rules.scenarios import as_rules, offered_by_the_rules
from common.time import to_minute

MONDAY = date(2026, 5, 4)
EVERY_DAY = range(7)


def at(hour: int, minute: int = 0, day: date = MONDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)  # noqa: DTZ001


def person(number: int = 1, *, opens: int = 9, closes: int = 12, **more) -> Person:
    return Person(number, hours=tuple((weekday, opens * 60, closes * 60) for weekday in EVERY_DAY), **more)


def studio(*people: Person, **more) -> Scenario:
    """Nine to twelve in UTC, an hour each, on the half hour."""
    facts = {"duration": 60, "grid": 30, "now": at(0, day=MONDAY - DAY), **more}
    return Scenario("UTC", MONDAY, MONDAY, people or (person(),), **facts)


def clock(scenario: Scenario) -> list[str]:
    return [f"{start:%H:%M}" for start in offered_by_the_rules(scenario)]


def test_an_empty_morning_offers_each_half_hour_that_still_fits():
    assert clock(studio()) == ["09:00", "09:30", "10:00", "10:30", "11:00"]


def test_ten_to_eleven_and_eleven_to_twelve_are_friends():
    assert clock(studio(person(taken=((at(10), at(11)),)))) == ["09:00", "11:00"]


def test_buffers_keep_their_distance_from_neighbours_and_from_closing():
    scenario = studio(person(taken=((at(10), at(10, 15)),)), before=0, after=15)

    assert clock(scenario) == ["10:30"]


def test_a_buffer_before_begins_within_the_opening():
    assert clock(studio(before=15, grid=15)) == ["09:15", "09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00"]


def test_breaks_and_closures_take_their_minutes_out():
    breaks, closures = ((0, 600, 630),), ((None, MONDAY, MONDAY, 690, 1440),)

    assert clock(studio(person(breaks=breaks))) == ["09:00", "10:30", "11:00"]
    assert clock(studio(person(closures=closures))) == ["09:00", "09:30", "10:00", "10:30"]


def test_a_closure_every_monday_does_not_close_tuesday():
    monday_closed = person(closures=((0, None, None, 0, 1440),))

    assert clock(studio(monday_closed)) == []
    assert clock(replace(studio(monday_closed), first_day=MONDAY + DAY, last_day=MONDAY + DAY))


def test_back_to_back_starts_again_after_each_appointment():
    scenario = studio(person(closes=15, taken=((at(11, 10), at(11, 40)),)), grid=0, duration=50, after=10)

    assert clock(scenario) == ["09:00", "10:00", "11:40", "12:40", "13:40"]


def test_without_a_free_room_nobody_can_be_treated():
    rooms = (((at(9), at(11)),), ((at(10), at(12)),))

    assert clock(studio(rooms=rooms)) == ["09:00", "11:00"]
    assert clock(studio(rooms=())) == []


def test_anyone_means_whoever_is_free_in_the_studios_order():
    scenario = studio(person(2), person(1, taken=((at(9), at(10)),)))

    assert offered_by_the_rules(scenario)[at(9)] == [2]
    assert offered_by_the_rules(scenario)[at(10)] == [2, 1]


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (at(8), "10:00"),
        (at(8, 30), "10:30"),
        (at(8) + timedelta(seconds=1), "10:30"),
        (at(7, 59) + timedelta(seconds=59), "10:00"),
    ],
)
def test_the_notice_is_kept_to_the_second(now, first):
    assert clock(studio(now=now, notice=120))[0] == first


def test_the_horizon_ends_with_a_local_day():
    last_offered = studio(now=at(23, 59, MONDAY - 2 * DAY), horizon=2)

    assert clock(last_offered)
    assert clock(replace(last_offered, horizon=1)) == []


BACK_TO_BACK = ((at(9), at(10)), (at(10), at(11)))


def test_a_day_as_full_as_the_cap_allows_offers_nothing_more_and_the_next_day_does():
    scenario = replace(studio(person(taken=BACK_TO_BACK), cap=2), last_day=MONDAY + DAY)

    assert {start.date() for start in offered_by_the_rules(scenario)} == {MONDAY + DAY}


@pytest.mark.parametrize("cap", [3, 0])
def test_below_the_cap_and_without_one_the_day_is_offered(cap):
    assert clock(studio(person(taken=BACK_TO_BACK), cap=cap)) == ["11:00"]


def test_each_practitioner_has_a_day_of_their_own():
    scenario = studio(person(1, taken=BACK_TO_BACK), person(2), cap=2)

    assert set(map(tuple, offered_by_the_rules(scenario).values())) == {(2,)}


def test_rooms_are_not_counted():
    assert clock(studio(rooms=(BACK_TO_BACK,), cap=1)) == ["11:00"]


def test_what_runs_over_midnight_counts_for_the_evening_on_which_it_begins():
    open_all_night = person(opens=0, closes=24, taken=((at(23, 30, MONDAY - DAY), at(0, 30)),))
    scenario = studio(open_all_night, cap=1, now=at(0, day=MONDAY - 2 * DAY))

    assert clock(scenario)[0] == "00:30"
    assert clock(replace(scenario, first_day=MONDAY - DAY, last_day=MONDAY - DAY)) == []


def test_a_treatment_whose_buffer_begins_on_a_full_evening_counts_there():
    sunday = MONDAY - DAY
    open_all_night = person(opens=0, closes=24, taken=((at(9, day=sunday), at(10, day=sunday)),))

    assert clock(studio(open_all_night, cap=1, before=15))[0] == "00:30"
    assert clock(studio(open_all_night, cap=2, before=15))[0] == "00:00"


def test_an_evening_runs_over_midnight():
    nights = Person(1, hours=tuple((d, *span) for d in EVERY_DAY for span in ((1320, 1440), (0, 120))))

    assert clock(studio(nights)) == ["00:00", "00:30", "01:00", "22:00", "22:30", "23:00", "23:30"]


@pytest.mark.parametrize(
    ("start", "more", "codes"),
    [
        (at(9), {}, []),
        (at(9, 10), {}, ["off-grid"]),
        (at(8), {}, ["outside-hours"]),
        (at(11, 30), {}, ["outside-hours"]),
        (at(9), {"now": at(9, 30)}, ["in-the-past"]),
        (at(9), {"now": at(8), "notice": 120}, ["too-soon"]),
        (at(9), {"now": at(9, day=MONDAY - 9 * DAY), "horizon": 5}, ["too-far-ahead"]),
        (at(9), {"rooms": ()}, ["no-room"]),
        (at(9, 10), {"grid": 0}, ["off-grid"]),
    ],
)
def test_a_time_that_is_not_offered_says_why(start, more, codes):
    assert [code for _who, code in explained(studio(**more), start)] == codes


def explained(scenario: Scenario, start: datetime) -> list[tuple[int | None, str]]:
    known = as_rules(scenario)
    known.pop("days")
    reasons = explain_slot(start=to_minute(start.replace(tzinfo=known["now"].tzinfo)), **known)
    return [(reason.practitioner_id, reason.code) for reason in reasons]


@pytest.mark.parametrize(
    ("start", "cap", "reasons"),
    [(at(11), 2, [(1, "day-full")]), (at(10), 2, [(1, "slot-taken"), (1, "day-full")]), (at(11), 3, [])],
)
def test_a_full_day_is_said_beside_what_else_is_in_the_way(start, cap, reasons):
    assert explained(studio(person(taken=BACK_TO_BACK), cap=cap), start) == reasons


def test_a_time_that_somebody_else_can_take_needs_no_explanation():
    assert explained(studio(person(1, taken=BACK_TO_BACK), person(2), cap=2), at(11)) == []


def test_back_to_back_a_time_off_one_rhythm_and_taken_on_the_other_says_both():
    scenario = studio(person(1), person(2, taken=((at(9), at(12)),)), grid=0)

    assert set(explained(scenario, at(9, 20))) == {(1, "off-grid"), (2, "slot-taken")}


@pytest.mark.parametrize(("price", "percent", "fee"), [(11500, 50, 5750), (1, 50, 1), (99, 50, 50), (11500, 0, 0)])
def test_half_a_cent_is_rounded_up(price, percent, fee):
    assert late_fee(price, percent) == fee


def test_the_nearest_times_come_in_order_of_time():
    slots = [FreeSlot(minute, ()) for minute in (0, 30, 60, 90, 300)]

    assert [slot.start for slot in nearest(slots, 75)] == [30, 60, 90]
