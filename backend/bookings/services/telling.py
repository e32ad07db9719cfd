"""What clients and practitioners are told: queued in the transaction of the booking or the change itself (ADR 7, 10).

A change is told once its undo is over, as a difference from what was told last: whatever was moved, cancelled and taken
back in between goes out as one message with the final state, or as none.
"""

from collections.abc import Sequence
from datetime import datetime

from bookings.actors import Actor
from bookings.messages import (
    CLIENT_EMAIL,
    CLIENT_SMS,
    PRACTITIONER_EMAIL,
    REMINDERS,
    SUBJECT,
    Reader,
    Standing,
    notes_of_booking,
    notes_of_change,
    reader_of,
)
from bookings.models import Appointment
from messaging.models import Message, Status
from messaging.services import outbox
from studio.facts import current_facts
from studio.models import StudioSettings
from studio.selectors import studio_zone

# None: nothing yet, or that it is gone.
Told = dict[Reader, Standing | None]


def tell_booked(appointment: Appointment, *, studio: StudioSettings, now: datetime) -> None:
    """One statement: bookings are counted by them."""
    outbox.queue(notes_of_booking(appointment, zone=studio_zone(studio), now=now), now=now)


def tell_changed(appointment: Appointment, *, before: Standing, actor: Actor, due_at: datetime, now: datetime) -> None:
    """It was cancelled or moved; it stood as `before`. What still waits about it is not so any more."""
    # As far as nothing is on record: booked before the studio wrote messages, or before there was an address.
    knew = {Reader(CLIENT_EMAIL), Reader(CLIENT_SMS), Reader(PRACTITIONER_EMAIL, before.practitioner_id)}
    told = dict.fromkeys(knew, before) | _told_last(appointment, now)
    _tell(appointment, told=told, actor=actor, due_at=due_at, now=now)


def tell_undone(appointment: Appointment, *, actor: Actor, now: datetime) -> None:
    """It is back where it was: nothing is said, unless that differs from what was told before an earlier change."""
    _tell(appointment, told=_told_last(appointment, now), actor=actor, due_at=now, now=now)


def _told_last(appointment: Appointment, now: datetime) -> Told:
    """Withdraws all that waits; by reader, what was told last, as far as it is on record."""
    taken = outbox.withdraw(subject_kind=SUBJECT, subject_id=appointment.pk, now=now)
    about = Message.objects.filter(subject_kind=SUBJECT, subject_id=appointment.pk).exclude(event__in=REMINDERS)
    messages = list(about.only("event", "channel", "context", "status", "resend_of").order_by("pk"))
    told: Told = {}
    for message in taken:
        if message.event not in REMINDERS:
            was = message.context.get("was")
            told.setdefault(reader_of(message), was and Standing.read(was))
    for message in messages:
        if _is_said(message, messages):
            is_gone = message.event.endswith("cancelled")
            told[reader_of(message)] = None if is_gone else Standing.read(message.context)
    return told


def _is_said(message: Message, messages: Sequence[Message]) -> bool:
    """What failed counts, since staff see to it: until they sent it again. Sent again after it had arrived, it says
    nothing new."""
    if message.status in (Status.WITHDRAWN, Status.MISSED):
        return False
    if message.status == Status.FAILED:
        return all(each.resend_of_id != message.pk for each in messages)
    return all(each.pk != message.resend_of_id or each.status == Status.FAILED for each in messages)


def _tell(appointment: Appointment, *, told: Told, actor: Actor, due_at: datetime, now: datetime) -> None:
    # Whoever has it now and of whom nothing is known was told nothing.
    whose_it_is = Reader(PRACTITIONER_EMAIL, appointment.practitioner_id)
    facts = current_facts()
    notes = notes_of_change(
        appointment,
        told={whose_it_is: None} | told,
        by="client" if actor.is_client else "studio",
        due_at=due_at,
        names={who: practitioner.name for who, practitioner in facts.practitioners.items()},
        zone=studio_zone(facts.studio),
    )
    outbox.queue(notes, now=now)
