"""What is owed to whom when an appointment is booked, changed or near, as notes for the outbox. Values in, notes out.

A note's context says what must still be so when it is sent: `starts_at` and `practitioner` as the appointment had them;
for a change `was`, what its reader was told last (null: nothing yet), `by`, who made it, and `to`, the practitioner who
reads it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime

from bookings.models import Appointment, AppointmentStatus
from messaging.events import EVENTS, Audience, Channel
from messaging.models import Message, SmsStop
from messaging.providers import registry
from messaging.rules import sms_due
from messaging.services.outbox import Note

SUBJECT = "appointment"
# That it is not then is still worth knowing when its time has come: somebody may be waiting, or come at the old time.
CHANGE_TOLD_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """When and with whom an appointment is, or was said to be."""

    starts_at: datetime
    practitioner_id: int

    @classmethod
    def of(cls, row: Any) -> "Standing":
        """Of an appointment, or of the `LastChange` that keeps what it was."""
        return cls(row.starts_at, row.practitioner_id)

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Standing":
        starts_at = parse_datetime(kept["starts_at"])
        if starts_at is None:
            raise ValueError("A context without a time.")
        return cls(starts_at, kept["practitioner"])

    def kept(self) -> dict[str, Any]:
        return {"starts_at": self.starts_at.astimezone(UTC).isoformat(), "practitioner": self.practitioner_id}


@dataclass(frozen=True)
class Line:
    """One way to one person: whom a message is for, and by which channel."""

    audience: Audience
    channel: Channel


@dataclass(frozen=True)
class Reader:
    """Whoever hears on a line: the client, or the one practitioner. Practitioners share a line, not what they know."""

    line: Line
    practitioner_id: int = 0


CLIENT_EMAIL = Line(Audience.CLIENT, Channel.EMAIL)
CLIENT_SMS = Line(Audience.CLIENT, Channel.SMS)
PRACTITIONER_EMAIL = Line(Audience.PRACTITIONER, Channel.EMAIL)
LINES = (CLIENT_EMAIL, CLIENT_SMS, PRACTITIONER_EMAIL)
REMINDERS = {event.slug: event.audience for event in EVENTS.values() if event.slug.endswith("-reminder")}
PREFIX = {Audience.CLIENT: "booking", Audience.PRACTITIONER: "practitioner"}
FIRST = {Audience.CLIENT: "booking-confirmed", Audience.PRACTITIONER: "practitioner-booked"}


def has_stopped(phone: str) -> bool:
    return SmsStop.objects.filter(phone=phone).exists()


def is_open(line: Line, appointment: Appointment, *, has_stopped: Callable[[str], bool] = has_stopped) -> bool:
    """Whether something can be said on this line at all. Where a practitioner reads mail is asked when it is sent.

    `has_stopped` tells of a number whether it wrote STOP, and is asked only where texts were agreed.
    """
    if line == CLIENT_EMAIL:
        return bool(appointment.client.email)
    if line == CLIENT_SMS:
        phone = appointment.contact_phone
        if not (appointment.texts_agreed and phone and registry.available(Channel.SMS)):
            return False
        # Who has no e-mail either cannot be reached: the studio has to see that.
        return not (appointment.client.email and has_stopped(phone))
    return True


def notes_of_booking(appointment: Appointment, *, zone: ZoneInfo, now: datetime) -> list[Note]:
    context = Standing.of(appointment).kept()
    events = [(line, FIRST[line.audience]) for line in LINES if is_open(line, appointment)]
    notes = [
        _note(appointment, event, line, context, due_at=now, dedupe_key=_key(appointment, event, line, 0))
        for line, event in events
    ]
    return _in_time(notes, zone=zone)


def notes_of_change(
    appointment: Appointment,
    *,
    told: Mapping[Reader, Standing | None],
    by: str,
    due_at: datetime,
    names: Mapping[int, str],
    zone: ZoneInfo,
) -> list[Note]:
    """What each reader has to hear who was `told` something else last (None: nothing, or that it is gone). `names` of
    practitioners."""
    notes = [
        _note(
            appointment,
            event,
            reader.line,
            _context(appointment, reader, event, was) | {"by": by},
            due_at=due_at,
            dedupe_key=_key(appointment, event, reader.line, appointment.sequence, *_to(reader).values()),
            practitioner_name=names.get(reader.practitioner_id, ""),
        )
        for reader, was in told.items()
        if is_open(reader.line, appointment) and (event := _event(appointment, reader, was))
    ]
    return _in_time(notes, zone=zone)


def reader_of(message: Message) -> Reader:
    """Whom a message about an appointment is, or was, for."""
    line = Line(EVENTS[message.event].audience, Channel(message.channel))
    if line.audience == Audience.CLIENT:
        return Reader(line)
    return Reader(line, message.context.get("to", message.context["practitioner"]))


def note_of_reminder(appointment: Appointment, *, line: Line, minutes_before: int, due_at: datetime) -> Note:
    event = "booking-reminder" if line.audience == Audience.CLIENT else "practitioner-reminder"
    start = int(appointment.starts_at.timestamp()) // 60
    return _note(
        appointment,
        event,
        line,
        Standing.of(appointment).kept() | {"minutes_before": minutes_before},
        due_at=due_at,
        dedupe_key=_key(appointment, event, line, minutes_before, start),
        expires_at=appointment.starts_at,
    )


def _context(appointment: Appointment, reader: Reader, event: str, was: Standing | None) -> dict[str, Any]:
    context = Standing.of(appointment).kept() | _to(reader)
    return context if event in FIRST.values() else context | {"was": was and was.kept()}


def _to(reader: Reader) -> dict[str, int]:
    return {"to": reader.practitioner_id} if reader.practitioner_id else {}


def _event(appointment: Appointment, reader: Reader, was: Standing | None) -> str:
    """What a reader has to hear; empty: nothing."""
    standing, audience = Standing.of(appointment), reader.line.audience
    is_client = audience == Audience.CLIENT
    is_theirs = is_client or reader.practitioner_id == standing.practitioner_id
    if appointment.status == AppointmentStatus.CANCELLED or not is_theirs:
        # A client knows what they booked, whatever arrived.
        return f"{PREFIX[audience]}-cancelled" if was or is_client else ""
    if was is None:
        return FIRST[audience]
    return "" if standing == was else f"{PREFIX[audience]}-moved"


def _key(appointment: Appointment, event: str, line: Line, *more: int) -> str:
    return ":".join(map(str, [SUBJECT, appointment.pk, event, line.channel, *more]))


def _note(
    appointment: Appointment,
    event: str,
    line: Line,
    context: dict[str, Any],
    *,
    due_at: datetime,
    dedupe_key: str,
    expires_at: datetime | None = None,
    practitioner_name: str = "",
) -> Note:
    if line.audience == Audience.PRACTITIONER:
        recipient, address = practitioner_name or appointment.practitioner.name, ""
    else:
        recipient = appointment.contact_name
        address = appointment.client.email if line.channel == Channel.EMAIL else appointment.contact_phone
    if expires_at is None:
        is_change = event.endswith(("cancelled", "moved"))
        expires_at = appointment.ends_at + (CHANGE_TOLD_FOR if is_change else timedelta())
    return Note(
        event=event,
        channel=line.channel,
        language=appointment.language,
        subject_kind=SUBJECT,
        subject_id=appointment.pk,
        subject_reference=appointment.reference,
        dedupe_key=dedupe_key,
        due_at=due_at,
        expires_at=expires_at,
        recipient=recipient,
        address=address,
        context=context,
    )


def _in_time(notes: list[Note], *, zone: ZoneInfo) -> list[Note]:
    """SMS wait for the morning; what could only come when it is of no use is not owed."""
    timed = [
        note
        if note.channel == Channel.EMAIL
        else replace(note, due_at=sms_due(note.due_at, now=note.due_at, zone=zone))
        for note in notes
    ]
    return [note for note in timed if note.expires_at is None or note.due_at < note.expires_at]
