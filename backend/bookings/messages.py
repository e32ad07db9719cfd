"""What is owed to whom when an appointment is booked, changed or near, as notes for the outbox. Values in, notes out.

A note's context says what must still be so when it is sent: `starts_at` and `practitioner` as the appointment had them;
for a change `was`, what its reader was told last (null: nothing yet), and `by`, who made it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_datetime

from bookings.models import Appointment, AppointmentStatus
from messaging.events import EVENTS, Audience, Channel
from messaging.providers import registry
from messaging.rules import sms_due
from messaging.services.outbox import Note

SUBJECT = "appointment"
# A cancellation is still worth knowing when its time has come: somebody may be waiting.
CANCELLATION_TOLD_FOR = timedelta(days=1)


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


CLIENT_EMAIL = Line(Audience.CLIENT, Channel.EMAIL)
CLIENT_SMS = Line(Audience.CLIENT, Channel.SMS)
PRACTITIONER_EMAIL = Line(Audience.PRACTITIONER, Channel.EMAIL)
LINES = (CLIENT_EMAIL, CLIENT_SMS, PRACTITIONER_EMAIL)
REMINDERS = {event.slug: event.audience for event in EVENTS.values() if event.slug.endswith("-reminder")}
FIRST = {Audience.CLIENT: "booking-confirmed", Audience.PRACTITIONER: "practitioner-booked"}


def is_open(line: Line, appointment: Appointment) -> bool:
    """Whether something can be said on this line at all. Where a practitioner reads mail is asked when it is sent."""
    if line == CLIENT_EMAIL:
        return bool(appointment.client.email)
    if line == CLIENT_SMS:
        return appointment.texts_agreed and bool(appointment.contact_phone) and registry.available(Channel.SMS)
    return True


def notes_of_booking(appointment: Appointment, *, zone: ZoneInfo, now: datetime) -> list[Note]:
    context = Standing.of(appointment).kept()
    notes = [
        _note(appointment, FIRST[line.audience], line, context, due_at=now)
        for line in LINES
        if is_open(line, appointment)
    ]
    return _in_time(notes, zone=zone)


def notes_of_change(
    appointment: Appointment,
    *,
    told: Mapping[Line, Standing | None],
    by: str,
    due_at: datetime,
    names: Mapping[int, str],
    zone: ZoneInfo,
) -> list[Note]:
    """It is cancelled, or when or with whom it is differs from what was `told` on a line; where nothing was told yet,
    it is booked. `names` of practitioners."""
    notes: list[Note] = []
    for line, was in told.items():
        if not is_open(line, appointment):
            continue
        for event, practitioner_id in _events(appointment, line, was):
            notes.append(
                _note(
                    appointment,
                    event,
                    line,
                    _context(appointment, event, was) | {"by": by, "to": practitioner_id},
                    due_at=due_at,
                    sequence=appointment.sequence,
                    practitioner_name=names.get(practitioner_id, ""),
                )
            )
    return _in_time(notes, zone=zone)


def note_of_reminder(appointment: Appointment, *, line: Line, minutes_before: int, due_at: datetime) -> Note:
    event = "booking-reminder" if line.audience == Audience.CLIENT else "practitioner-reminder"
    start = int(appointment.starts_at.timestamp()) // 60
    return _note(
        appointment,
        event,
        line,
        Standing.of(appointment).kept() | {"minutes_before": minutes_before},
        due_at=due_at,
        dedupe_key=f"{SUBJECT}:{appointment.pk}:{event}:{line.channel}:{minutes_before}:{start}",
        expires_at=appointment.starts_at,
    )


def _context(appointment: Appointment, event: str, was: Standing | None) -> dict[str, Any]:
    context = Standing.of(appointment).kept()
    if was is None and event in FIRST.values():
        return context
    return context | {"was": was and was.kept()}


def _events(appointment: Appointment, line: Line, was: Standing | None) -> Iterable[tuple[str, int]]:
    """Which events are to be told on a line, each with the practitioner whose calendar it is about."""
    standing = Standing.of(appointment)
    mine = standing.practitioner_id
    to_client = line.audience == Audience.CLIENT
    if appointment.status == AppointmentStatus.CANCELLED:
        return [("booking-cancelled" if to_client else "practitioner-cancelled", was.practitioner_id if was else mine)]
    if was is None:
        return [(FIRST[line.audience], mine)]
    if standing == was:
        return []
    if to_client:
        return [("booking-moved", mine)]
    if mine != was.practitioner_id:
        return [("practitioner-cancelled", was.practitioner_id), ("practitioner-booked", mine)]
    return [("practitioner-moved", mine)]


def _note(
    appointment: Appointment,
    event: str,
    line: Line,
    context: dict[str, Any],
    *,
    due_at: datetime,
    sequence: int = 0,
    dedupe_key: str = "",
    expires_at: datetime | None = None,
    practitioner_name: str = "",
) -> Note:
    if line.audience == Audience.PRACTITIONER:
        recipient, address = practitioner_name or appointment.practitioner.name, ""
    else:
        recipient = appointment.contact_name
        address = appointment.client.email if line.channel == Channel.EMAIL else appointment.contact_phone
    if expires_at is None:
        expires_at = appointment.ends_at + (CANCELLATION_TOLD_FOR if event.endswith("cancelled") else timedelta())
    return Note(
        event=event,
        channel=line.channel,
        language=appointment.language,
        subject_kind=SUBJECT,
        subject_id=appointment.pk,
        subject_reference=appointment.reference,
        dedupe_key=dedupe_key or f"{SUBJECT}:{appointment.pk}:{sequence}:{event}:{line.channel}",
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
