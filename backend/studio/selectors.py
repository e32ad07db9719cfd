"""Reads of the studio's facts."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from accounts.models import User
from common.intervals import Interval, merged, minus
from studio.errors import PractitionerMissing, RoomMissing, ServiceMissing
from studio.facts import Timetable, current_facts
from studio.models import Closure, Practitioner, Room, Service, StudioSettings
from studio.rules import closed_intervals, local_days, weekly_intervals

MAX_RANGE_DAYS = 62


def get_studio() -> StudioSettings:
    """The studio, shared by the whole process and only to be read; raises StudioNotSetUp while there is none."""
    return current_facts().studio


def studio_zone(studio: StudioSettings) -> ZoneInfo:
    return ZoneInfo(studio.time_zone)


def services_on_offer() -> list[Service]:
    """What a client may book now: not archived and given by somebody."""
    services = current_facts().services.values()
    return [service for service in services if service.people and service.archived_at is None]


def service_with_people(slug: str, *, include_archived: bool = False) -> Service:
    """One service with `people` and `places`, only to be read; raises ServiceMissing."""
    return current_facts().service(slug, include_archived=include_archived)


def practitioners() -> QuerySet[Practitioner]:
    """Who works here now, in the studio's order."""
    return Practitioner.objects.filter(archived_at=None)


def timetable(practitioner_ids: Iterable[int], *, first_day: date, last_day: date) -> Timetable:
    """Hours of these people, and the closures that may touch local days first to last."""
    return current_facts().timetable.of(practitioner_ids, first_day, last_day)


def opening_hours(*, first_day: date, last_day: date, zone: ZoneInfo) -> list[tuple[date, list[Interval]]]:
    """For each local day when the studio is open: anybody's hours, less closures. Minutes since the epoch."""
    ids = list(practitioners().values_list("pk", flat=True))
    table = timetable(ids, first_day=first_day, last_day=last_day)
    result = []
    for day in local_days(first_day, last_day, zone):
        open_minutes = [
            interval
            for who in ids
            for interval in minus(
                weekly_intervals(table.hours.get(who, []), [day]), closed_intervals(table.closures_of(who), [day])
            )
        ]
        result.append((day.day, merged(open_minutes)))
    return result


def longest_opening_minutes(practitioner_ids: Iterable[int]) -> int:
    """The longest stretch between opening and break or closing that any of them has in a week, in minutes."""
    ids = list(practitioner_ids)
    table = timetable(ids, first_day=date.max, last_day=date.min)
    longest = 0
    for who in ids:
        week = [(s.weekday * 1440 + s.start_minute, s.weekday * 1440 + s.end_minute) for s in table.hours.get(who, [])]
        rests = [
            (s.weekday * 1440 + s.start_minute, s.weekday * 1440 + s.end_minute) for s in table.breaks.get(who, [])
        ]
        # Twice in a row, so that an opening from Sunday into Monday counts as one.
        twice = merged(week + [(start + 10080, end + 10080) for start, end in week])
        rests = merged(rests + [(start + 10080, end + 10080) for start, end in rests])
        longest = max([longest, *(end - start for start, end in minus(twice, rests))])
    return longest


def today(zone: ZoneInfo, now: datetime) -> date:
    return now.astimezone(zone).date()


def all_services() -> QuerySet[Service]:
    """Every service, archived ones too, with everybody who gives it and every room: for staff. Three queries."""
    return Service.objects.prefetch_related("practitioners", "rooms")


def one_service(slug: str) -> Service:
    """As `all_services`; raises ServiceMissing."""
    service = all_services().filter(slug=slug).first()
    if service is None:
        raise ServiceMissing()
    return service


def all_practitioners() -> QuerySet[Practitioner]:
    """Everybody who ever worked here, with their user."""
    return Practitioner.objects.select_related("user")


def one_practitioner(slug: str) -> Practitioner:
    """As `all_practitioners`; raises PractitionerMissing."""
    practitioner = all_practitioners().filter(slug=slug).first()
    if practitioner is None:
        raise PractitionerMissing()
    return practitioner


def one_room(slug: str) -> Room:
    """Archived or not; raises RoomMissing."""
    room = Room.objects.filter(slug=slug).first()
    if room is None:
        raise RoomMissing()
    return room


def own_practitioner(user: User) -> Practitioner | None:
    """The calendar that is this user's, if one is."""
    return Practitioner.objects.filter(user=user).first()


def all_closures(*, not_over_on: date | None = None) -> QuerySet[Closure]:
    """Closures in the model's order with their practitioner; with a day, without those whose last day is before it."""
    closures = Closure.objects.select_related("practitioner")
    return closures if not_over_on is None else closures.exclude(last_day__lt=not_over_on)
