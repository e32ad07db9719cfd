"""One booking as an iCalendar file. It names nobody but the studio and its practitioner."""

from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

from bookings.models import Appointment, AppointmentStatus
from studio.models import StudioSettings


@dataclass(frozen=True)
class CalendarFile:
    """Bytes and the name to save them under."""

    content: bytes
    name: str

    def response(self) -> HttpResponse:
        response = HttpResponse(self.content, content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.name}"'
        response["Cache-Control"] = "no-store"
        return response


def calendar_file(appointment: Appointment, *, studio: StudioSettings, now: datetime) -> CalendarFile:
    """RFC 5545: a UID that never changes and a SEQUENCE that grows, so that calendars replace instead of adding.

    Times are UTC, which every calendar shows in its own zone; a later issue adds VTIMEZONE for the e-mails.
    """
    event = Event()
    event.add("uid", f"{appointment.reference.lower()}@{urlsplit(settings.PUBLIC_URL).hostname}")
    event.add("dtstamp", now)
    event.add("dtstart", appointment.starts_at)
    event.add("dtend", appointment.ends_at)
    event.add("summary", _summary(appointment))
    event.add("location", address_of(studio))
    event.add("description", f"{studio.name}, {appointment.reference}")
    event.add("sequence", appointment.sequence)
    cancelled = appointment.status == AppointmentStatus.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Stillpoint//Stillpoint//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if cancelled else "PUBLISH")
    calendar.add_component(event)
    return CalendarFile(calendar.to_ical(), f"{appointment.reference}.ics")


def google_calendar_url(appointment: Appointment, *, studio: StudioSettings) -> str:
    """A link that opens Google Calendar with the event filled in; nothing is sent before the client follows it.

    Name, time, place and reference only: the manage link would let whoever shares the calendar act on the booking.
    """
    query = {
        "action": "TEMPLATE",
        "text": _summary(appointment),
        "dates": f"{_stamp(appointment.starts_at)}/{_stamp(appointment.ends_at)}",
        "ctz": studio.time_zone,
        "location": address_of(studio),
        "details": f"{studio.name}, {appointment.reference}",
    }
    return f"https://calendar.google.com/calendar/render?{urlencode(query)}"


def address_of(studio: StudioSettings) -> str:
    parts = [studio.address_street, studio.address_city, studio.address_region, studio.address_postal_code]
    return ", ".join(part for part in parts if part)


def _summary(appointment: Appointment) -> str:
    return f"{appointment.service.name}, {appointment.practitioner.name}"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
