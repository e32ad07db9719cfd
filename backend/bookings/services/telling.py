"""What clients and practitioners are told: queued in the transaction of the booking or the change itself (ADR 7, 10).

A change is told once its undo is over, as a difference from what was told last: whatever was moved, cancelled and taken
back in between goes out as one message with the final state, or as none.
"""

from collections.abc import Mapping
from datetime import datetime

from bookings.actors import Actor
from bookings.messages import LINES, REMINDERS, SUBJECT, Line, Standing, notes_of_booking, notes_of_change
from bookings.models import Appointment
from messaging.events import EVENTS, Channel
from messaging.models import Message, Status
from messaging.services import outbox
from studio.facts import current_facts
from studio.models import StudioSettings
from studio.selectors import studio_zone


def tell_booked(appointment: Appointment, *, studio: StudioSettings, now: datetime) -> None:
    """One statement: bookings are counted by them."""
    outbox.queue(notes_of_booking(appointment, zone=studio_zone(studio), now=now), now=now)


def tell_changed(appointment: Appointment, *, before: Standing, actor: Actor, due_at: datetime, now: datetime) -> None:
    """It was cancelled or moved; it stood as `before`. What still waits about it is not so any more."""
    told: dict[Line, Standing | None] = {**dict.fromkeys(LINES, before), **_taken_back(appointment, now)}
    _tell(appointment, told=told, actor=actor, due_at=due_at, now=now)


def tell_undone(appointment: Appointment, *, actor: Actor, now: datetime) -> None:
    """It is back where it was: nothing is said, unless that differs from what was told before an earlier change."""
    _tell(appointment, told=_taken_back(appointment, now), actor=actor, due_at=now, now=now)


def _taken_back(appointment: Appointment, now: datetime) -> dict[Line, Standing | None]:
    """Withdraws all that waits; by line, where something was still to be told, what was told last. None: nothing,
    since what waited was the first message."""
    told: dict[Line, Standing | None] = {}
    taken = outbox.withdraw(subject_kind=SUBJECT, subject_id=appointment.pk, now=now)
    events = {message.event for message in taken}
    for message in taken:
        if message.event in REMINDERS or _was_said_before(message):
            continue
        was = message.context.get("was")
        if message.event == "practitioner-booked" and "practitioner-cancelled" not in events:
            was = None  # whose it was knows that it is gone, and whose it is knows nothing yet
        told[Line(EVENTS[message.event].audience, Channel(message.channel))] = was and Standing.read(was)
    return told


def _was_said_before(message: Message) -> bool:
    """Staff send it again, though it had arrived."""
    return message.resend_of is not None and message.resend_of.status in (Status.SENT, Status.DELIVERED)


def _tell(
    appointment: Appointment, *, told: Mapping[Line, Standing | None], actor: Actor, due_at: datetime, now: datetime
) -> None:
    facts = current_facts()
    notes = notes_of_change(
        appointment,
        told=told,
        by="client" if actor.is_client else "studio",
        due_at=due_at,
        names={who: practitioner.name for who, practitioner in facts.practitioners.items()},
        zone=studio_zone(facts.studio),
    )
    outbox.queue(notes, now=now)
