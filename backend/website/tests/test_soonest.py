"""Which free times are worth showing before anybody asks."""

from datetime import UTC, datetime

from website.soonest import FreeTime, first_of_each, worth_showing


def free(day: int, hour: int, service: str, practitioner: str) -> FreeTime:
    starts_at = datetime(2027, 3, day, hour, tzinfo=UTC)
    return FreeTime(starts_at, starts_at.date(), service, service.title(), practitioner, practitioner.title(), True)


def shown(*times: FreeTime) -> list[tuple[int, int, str, str]]:
    ordered = sorted(times, key=lambda time: time.starts_at)
    return [
        (time.day.day, time.starts_at.hour, time.service_slug, time.practitioner_slug)
        for time in worth_showing(ordered, 3)
    ]


def test_other_treatments_with_other_people_come_before_the_same_again():
    assert shown(
        free(1, 9, "massage", "maren"),
        free(1, 10, "drainage", "maren"),
        free(1, 11, "massage", "theo"),
        free(1, 12, "drainage", "theo"),
        free(2, 9, "yoga", "maren"),
    ) == [(1, 9, "massage", "maren"), (1, 12, "drainage", "theo"), (2, 9, "yoga", "maren")]


def test_two_doors_to_one_hour_are_one_offer():
    assert shown(free(1, 9, "massage", "maren"), free(1, 9, "drainage", "theo")) == [(1, 9, "massage", "maren")]


def test_one_person_with_one_treatment_shows_one_time_a_day():
    times = [free(day, hour, "massage", "maren") for day in (1, 2, 3, 4) for hour in (9, 10)]

    assert shown(*times) == [(day, 9, "massage", "maren") for day in (1, 2, 3)]


def test_the_first_time_of_each_person():
    times = [free(1, 9, "massage", "theo"), free(1, 10, "drainage", "maren"), free(2, 9, "massage", "maren")]

    assert {slug: time.starts_at.hour for slug, time in first_of_each(times).items()} == {"theo": 9, "maren": 10}
