"""Bookings as iCalendar (RFC 5545, 5546). Nothing here names another client, and no link here acts on a booking:
calendars are shared.

A UID that never changes and a SEQUENCE that grows let calendars replace instead of adding. Times are local with the
studio's own VTIMEZONE, so that a calendar shows them right whatever it knows about zones.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from urllib.parse import urlencode, urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from bookings.models import Appointment, AppointmentStatus
from bookings.promises import consequence
from bookings.rules import UNDO_MINUTES
from common.time import clock_changes
from studio.models import StudioSettings
from studio.selectors import studio_zone
from studio.whereabouts import address_of

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


@dataclass(frozen=True)
class CalendarFile:
    """Bytes and the name to save them under."""

    content: bytes
    name: str
    method: str = PUBLISH

    @property
    def content_type(self) -> str:
        return f"text/calendar; charset=utf-8; method={self.method}"

    def response(self) -> HttpResponse:
        response = HttpResponse(self.content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.name}"'
        response["Cache-Control"] = "no-store"
        return response


@dataclass(frozen=True)
class Invited:
    """The one recipient of an invitation."""

    name: str
    address: str


def calendar_file(appointment: Appointment, *, studio: StudioSettings, now: datetime) -> CalendarFile:
    """To be downloaded by the client."""
    event = _event(appointment, studio=studio, stamp=now)
    return CalendarFile(_calendar([event], studio, PUBLISH), f"{appointment.reference}.ics")


def invitation(
    appointment: Appointment,
    *,
    studio: StudioSettings,
    invited: Invited,
    now: datetime,
    for_practitioner: int | None = None,
    cancelled: bool | None = None,
) -> CalendarFile:
    """To go along with an e-mail: it puts the booking into the calendar, moves it there, or takes it away.

    `for_practitioner`: whose calendar it is, which may be one that the appointment has left (`cancelled`).
    """
    if cancelled is None:
        cancelled = appointment.status == AppointmentStatus.CANCELLED
    event = _event(
        appointment, studio=studio, stamp=now, cancelled=cancelled, for_practitioner=for_practitioner, with_terms=True
    )
    event.add("organizer", _person(studio.name, settings.MAIL_FROM or studio.email))
    attendee = _person(invited.name, invited.address)
    # They have said yes by booking: no calendar should ask for an answer that nobody reads.
    attendee.params |= {"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"}
    event.add("attendee", attendee)
    method = CANCEL if cancelled else REQUEST
    return CalendarFile(_calendar([event], studio, method), f"{appointment.reference}.ics", method)


def feed_file(
    appointments: Iterable[Appointment], *, studio: StudioSettings, name: str, for_practitioner: int | None = None
) -> CalendarFile:
    """A calendar that programs ask for again and again: the same bytes until something changes."""
    events = [
        _event(each, studio=studio, stamp=_changed_at(each), for_practitioner=for_practitioner) for each in appointments
    ]
    return CalendarFile(_calendar(events, studio, PUBLISH, name=name), "calendar.ics")


def google_calendar_url(appointment: Appointment, *, studio: StudioSettings) -> str:
    """A link that opens Google Calendar with the event filled in; nothing is sent before the client follows it.

    Name, time, place and reference only: the manage link would let whoever shares the calendar act on the booking.
    """
    query = {
        "action": "TEMPLATE",
        "text": _summary(appointment, None),
        "dates": f"{_stamp(appointment.starts_at)}/{_stamp(appointment.ends_at)}",
        "ctz": studio.time_zone,
        "location": address_of(studio),
        "details": f"{studio.name}, {appointment.reference}",
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(query)}"


def _event(
    appointment: Appointment,
    *,
    studio: StudioSettings,
    stamp: datetime,
    cancelled: bool | None = None,
    for_practitioner: int | None = None,
    with_terms: bool = False,
) -> Event:
    zone = studio_zone(studio)
    if cancelled is None:
        cancelled = appointment.status == AppointmentStatus.CANCELLED
    lines = [f"{studio.name}, {appointment.reference}"]
    if with_terms and not cancelled and for_practitioner is None:
        lines += consequence(appointment, zone=zone, now=stamp).values()
    event = Event()
    event.add("uid", _uid(appointment, for_practitioner))
    event.add("dtstamp", stamp)
    starts_at, ends_at = _written_times(appointment, zone)
    event.add("dtstart", starts_at)
    event.add("dtend", ends_at)
    event.add("summary", _summary(appointment, for_practitioner))
    if where := address_of(studio):
        event.add("location", where)
    event.add("description", "\n".join(lines))
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _written_times(appointment: Appointment, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Local, unless one of them comes twice that night, which readers understand differently: then both in UTC."""
    starts_at, ends_at = appointment.starts_at.astimezone(zone), appointment.ends_at.astimezone(zone)
    if any(each.replace(fold=0).utcoffset() != each.replace(fold=1).utcoffset() for each in (starts_at, ends_at)):
        return starts_at.astimezone(UTC), ends_at.astimezone(UTC)
    return starts_at, ends_at


def _calendar(events: Iterable[Event], studio: StudioSettings, method: str, *, name: str = "") -> bytes:
    events = list(events)
    calendar = Calendar()
    calendar.add("prodid", "-//Stillpoint//Stillpoint//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    if name:
        calendar.calendar_name = name
        calendar.refresh_interval = timedelta(hours=1)
    years = [event.decoded("dtstart").year for event in events]
    if years and (zone := _zone_part(studio_zone(studio), min(years), max(years))):
        calendar.add_component(zone)
    for event in events:
        calendar.add_component(event)
    return bytes(calendar.to_ical())


@lru_cache(maxsize=32)
def _zone_part(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone | None:
    """VTIMEZONE from the year before to the year after; None for UTC, which needs none. Kept, since it takes longer
    than all the rest.

    icalendar makes one too, but dates a spring's change by the clock after it, which is an hour late: RFC 5545, 3.6.5
    wants the clock before.
    """
    if zone.key == "UTC":
        return None
    first, last = datetime(first_year - 1, 1, 1, tzinfo=UTC), datetime(last_year + 2, 1, 1, tzinfo=UTC)
    part = Timezone()
    part.add("tzid", zone.key)
    for onset in [first, *clock_changes(zone, first, last)]:
        before, after = (onset - timedelta(seconds=1)).astimezone(zone), onset.astimezone(zone)
        observance = TimezoneDaylight() if after.dst() else TimezoneStandard()
        observance.add("dtstart", (onset + _offset(before)).replace(tzinfo=None))
        observance.add("tzoffsetfrom", _offset(before))
        observance.add("tzoffsetto", _offset(after))
        observance.add("tzname", after.tzname())
        part.add_component(observance)
    return part


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()


def _uid(appointment: Appointment, for_practitioner: int | None) -> str:
    """A practitioner's entry is another one than the client's, and than a colleague's: one mailbox may get both."""
    whose = "" if for_practitioner is None else f".{for_practitioner}"
    return f"{appointment.reference.lower()}{whose}@{urlsplit(settings.PUBLIC_URL).hostname}"


def _summary(appointment: Appointment, for_practitioner: int | None) -> str:
    if for_practitioner is None:
        return f"{appointment.service.name}, {appointment.practitioner.name}"
    return f"{appointment.service.name}, {_short(appointment.contact_name)}"


def _short(name: str) -> str:
    """ "Priya N.": enough to know who comes, and less for whoever looks after the calendar."""
    first, *others = name.split()
    return " ".join([first, *(f"{last[0]}." for last in others[-1:])])


def _person(name: str, address: str) -> vCalAddress:
    person = vCalAddress(f"mailto:{address}")
    person.params["CN"] = name
    return person


def _changed_at(appointment: Appointment) -> datetime:
    change = getattr(appointment, "last_change", None)
    return change.undo_until - timedelta(minutes=UNDO_MINUTES) if change else appointment.booked_at


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
