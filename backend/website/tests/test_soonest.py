"""Which free times are worth showing before anybody asks."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bookings.selectors import offered_times
from bookings.tests.builders import booked, open_studio
from studio.selectors import services_on_offer
from website.site import load_site
from website.soonest import SHOWN, WITHIN_DAYS, FreeTime, first_of_each, free_times, worth_showing


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


@pytest.fixture
def busy(db):
    """Six treatments and four people, with bookings here and there."""
    studio = open_studio(services=6, practitioners=4, minimum_notice_minutes=60)
    site = load_site()
    noon = datetime.combine(site.today, datetime.min.time(), UTC) + timedelta(hours=36)
    for number, person in enumerate(studio.practitioners):
        for hours in range(number * 3):
            booked(studio.service, noon + timedelta(hours=2 * hours), person, email=f"{number}.{hours}@example.com")
    return site


def every_time(services, site) -> list[FreeTime]:
    """What is free without any left out."""
    found = []
    for service in services:
        people = {person["slug"]: person["name"] for person in service.people}
        last_day = site.today + timedelta(days=WITHIN_DAYS)
        offer = offered_times(service_slug=service.slug, first_day=site.today, last_day=last_day, now=site.now)
        met = set()
        for time in offer.times:
            for slug in time.practitioners:
                day = time.starts_at.astimezone(site.zone).date()
                names = (service.slug, service.name, slug, people[slug])
                found.append(FreeTime(time.starts_at, day, *names, slug not in met))
                met.add(slug)
    given = Counter(slug for _service, slug in {(time.service_slug, time.practitioner_slug) for time in found})
    return sorted(found, key=lambda time: (time.starts_at, given[time.practitioner_slug]))


@pytest.mark.parametrize("services", [1, 2, 6])
def test_few_times_are_made_and_the_same_are_shown_as_of_all(busy, services):
    offer = services_on_offer()[:services]
    made, every = free_times(offer, busy), every_time(offer, busy)

    assert len(made) <= services * 4 * SHOWN * SHOWN < len(every)
    assert worth_showing(made) == worth_showing(every)
    assert first_of_each(made) == first_of_each(every)
