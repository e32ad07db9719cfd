"""Loads the page of times for one service, from what stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.dateparse import parse_date

from bookings.availability import Availability
from bookings.errors import NotOffered
from bookings.models import Appointment
from bookings.selectors import OfferedTime, offered_times
from common.intervals import minus, overlaps
from studio.models import Service
from studio.selectors import MAX_RANGE_DAYS
from website.site import Site
from website.times import DAYS_SHOWN, TimesPage, times_page


@dataclass(frozen=True)
class Choice:
    service: Service
    practitioner: dict[str, Any] | None
    page: TimesPage
    asked_day: date | None
    is_move: bool

    @property
    def query(self) -> str:
        """What keeps the choice of a practitioner in a link to other days."""
        if self.practitioner:
            return f"&with={self.practitioner['slug']}"
        return "&with=" if self.is_move else ""


def choosing_times(
    service_slug: str, query: Mapping[str, str], site: Site, *, moving: Appointment | None = None
) -> Choice:
    """`query` may hold `from` (a local day) and `with` (a practitioner's slug); what makes no sense is ignored.

    Without `with`, a booking that is moved keeps its practitioner while they still give the treatment; an empty `with`
    is anyone.

    Raises ServiceMissing.
    """
    last_day = site.today + timedelta(days=site.studio.horizon_days)
    asked_day = _day(query.get("from", ""), site.today, last_day)
    practitioner_slug = query.get("with", moving.practitioner.slug if moving else "") or None
    try:
        availability, times = _times(service_slug, asked_day, last_day, practitioner_slug, site, moving)
    except NotOffered:
        availability, times = _times(service_slug, asked_day, last_day, None, site, moving)
        practitioner_slug = None
    people = {person["slug"]: person for person in availability.service.people}
    return Choice(
        service=availability.service,
        practitioner=people.get(practitioner_slug or ""),
        asked_day=asked_day,
        is_move=moving is not None,
        page=times_page(
            [time.starts_at for time in times],
            asked_day=asked_day,
            first_free=times[0].starts_at if times and asked_day is None else None,
            today=site.today,
            last_day=last_day,
            open_days=_open_days(availability),
            zone=site.zone,
        ),
    )


def _times(
    service_slug: str,
    asked_day: date | None,
    last_day: date,
    practitioner_slug: str | None,
    site: Site,
    moving: Appointment | None,
) -> tuple[Availability, list[OfferedTime]]:
    """From the first of the shown month, for its calendar, as far as one question reaches; on, if that finds none."""
    wanted = asked_day or site.today
    first = max(site.today, wanted.replace(day=1))
    while True:
        last = min(last_day, first + timedelta(days=MAX_RANGE_DAYS - 1))
        offer = offered_times(
            service_slug=service_slug,
            first_day=first,
            last_day=max(first, last),
            now=site.now,
            practitioner_slug=practitioner_slug,
            moving=moving,
        )
        found = any(time.starts_at.astimezone(site.zone).date() >= wanted for time in offer.times)
        if found or last >= last_day or first + timedelta(days=DAYS_SHOWN) > last:
            return offer.availability, offer.times
        first = last + timedelta(days=1)


def _open_days(availability: Availability) -> set[date]:
    """Days on which somebody who gives this treatment works, whether or not a time is left."""
    works = [minus(calendar.opening.working, calendar.opening.closed) for calendar in availability.calendars]
    return {day.day for day in availability.days if any(overlaps(hours, day.start, day.end) for hours in works)}


def _day(text: str, today: date, last_day: date) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and today <= day <= last_day else None
