"""Free times worth showing before anybody asks: the next ones of the studio, and of each person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bookings.selectors import Offer, offered_times
from common.time import from_minute
from studio.models import Service
from website.site import Site

WITHIN_DAYS = 14
SERVICES_ASKED = 6  # each costs four queries; the page is cached
SHOWN = 3


@dataclass(frozen=True)
class FreeTime:
    """`is_first`: nothing of this treatment with this person is free before."""

    starts_at: datetime
    day: date
    service_slug: str
    service_name: str
    practitioner_slug: str
    practitioner_name: str
    is_first: bool


def free_times(services: Sequence[Service], site: Site) -> list[FreeTime]:
    """Enough to choose from of what is free in the coming two weeks, soonest first: of everybody, however many
    treatments there are."""
    found = [time for service in _asked(services) for time in _of(service, site)]
    # Of two who are free, first the one who gives less else: the other may give another treatment at the same time.
    given = Counter(slug for _service, slug in {(time.service_slug, time.practitioner_slug) for time in found})
    return sorted(found, key=lambda time: (time.starts_at, given[time.practitioner_slug]))


def worth_showing(times: Iterable[FreeTime], count: int = SHOWN) -> list[FreeTime]:
    """Doors to different hours: no two at one time, nor with one person on one day; new treatments come first."""
    times = list(times)
    chosen: list[FreeTime] = []
    for same_treatment in (False, True):
        for time in times:
            if len(chosen) == count:
                break
            if all(_differ(time, other, same_treatment=same_treatment) for other in chosen):
                chosen.append(time)
    return sorted(chosen, key=lambda time: time.starts_at)


def first_of_each(times: Iterable[FreeTime]) -> dict[str, FreeTime]:
    """The soonest time of each practitioner, by slug; `times` soonest first."""
    first: dict[str, FreeTime] = {}
    for time in times:
        first.setdefault(time.practitioner_slug, time)
    return first


def _differ(time: FreeTime, other: FreeTime, *, same_treatment: bool) -> bool:
    if time.starts_at == other.starts_at:
        return False
    if (time.practitioner_slug, time.day) == (other.practitioner_slug, other.day):
        return False
    return same_treatment or time.service_slug != other.service_slug


def _asked(services: Sequence[Service]) -> list[Service]:
    asked = list(services[:SERVICES_ASKED])
    met = {person["slug"] for service in asked for person in service.people}
    for service in services[SERVICES_ASKED:]:
        if any(person["slug"] not in met for person in service.people):
            asked.append(service)
            met |= {person["slug"] for person in service.people}
    return asked


def _of(service: Service, site: Site) -> Iterator[FreeTime]:
    offer = offered_times(
        service_slug=service.slug,
        first_day=site.today,
        last_day=site.today + timedelta(days=WITHIN_DAYS),
        now=site.now,
    )
    people: dict[int, dict[str, Any]] = {person["id"]: person for person in service.people}
    met: set[int] = set()
    for day, start, who in _enough(offer):
        yield FreeTime(
            starts_at=from_minute(start).astimezone(site.zone),
            day=day,
            service_slug=service.slug,
            service_name=service.name,
            practitioner_slug=people[who]["slug"],
            practitioner_name=people[who]["name"],
            is_first=who not in met,
        )
        met.add(who)


def _enough(offer: Offer) -> Iterator[tuple[date, int, int]]:
    """Of each person the first times of the first days with any, as day, minute and id: no other can be shown.

    What was chosen before rules out one time, or one day of one person; with one chosen fewer than are shown, one of
    these is left. There may be ten thousand times, and making all of them took most of the page.
    """
    days = iter(offer.availability.days)
    day = next(days)
    seen: Counter[int] = Counter()  # days by person
    today: Counter[int] = Counter()  # times of that day by person
    unmet = {calendar.practitioner_id for calendar in offer.availability.calendars}
    for slot in offer.slots:
        if slot.start >= day.end:
            if not unmet:
                return
            day = next(later for later in days if slot.start < later.end)
            today.clear()
        for who in slot.practitioner_ids:
            if today[who] >= SHOWN or (not today[who] and seen[who] >= SHOWN):
                continue
            if not today[who]:
                seen[who] += 1
                if seen[who] == SHOWN:
                    unmet.discard(who)
            today[who] += 1
            yield day.day, slot.start, who
