"""Putting messages into the outbox and taking back what is no longer so, in the transaction of the thing itself."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from messaging.events import EVENTS, Channel
from messaging.models import Message, Status
from messaging.services.dispatching import nudge


@dataclass(frozen=True)
class Note:
    """A message that is owed: what happened, to whom it goes, and about what.

    `address` may be empty: its source is asked when it is sent. `dedupe_key` names what must be said once.
    """

    event: str
    channel: Channel
    language: str
    subject_kind: str
    subject_id: int
    dedupe_key: str
    due_at: datetime
    subject_reference: str = ""
    recipient: str = ""
    address: str = ""
    expires_at: datetime | None = None
    context: dict[str, Any] = field(default_factory=dict)


def queue(notes: Iterable[Note], *, now: datetime, at_once: bool = True) -> None:
    """Write the messages with the change they are about; what is due is tried as soon as that is committed, unless
    `at_once` is false.

    One statement, whatever their number. A dedupe key that stands already is left as it is.
    """
    messages = [_row(note, now) for note in notes]
    if not messages:
        return
    Message.objects.bulk_create(messages, ignore_conflicts=True)
    due = [message.key for message in messages if message.due_at <= now]
    if due and at_once:
        transaction.on_commit(lambda: nudge(due), robust=True)


def withdraw(*, subject_kind: str, subject_id: int, now: datetime, events: Iterable[str] = EVENTS) -> list[Message]:
    """Take back what waits about a subject; what is in a provider's hands stays. Gives what was taken back."""
    about = Message.objects.filter(subject_kind=subject_kind, subject_id=subject_id, event__in=list(events))
    # Under lock: whoever has just claimed one of them is waited for, and keeps it.
    waiting = list(about.filter(status=Status.WAITING).select_for_update(no_key=True).order_by("pk"))
    if waiting:
        Message.objects.filter(pk__in=[each.pk for each in waiting]).update(status=Status.WITHDRAWN, status_at=now)
    return waiting


def _row(note: Note, now: datetime) -> Message:
    return Message(
        dedupe_key=note.dedupe_key,
        event=EVENTS[note.event].slug,
        channel=note.channel,
        language=note.language,
        subject_kind=note.subject_kind,
        subject_id=note.subject_id,
        subject_reference=note.subject_reference,
        context=note.context,
        recipient=note.recipient,
        address=note.address,
        created_at=now,
        due_at=note.due_at,
        expires_at=note.expires_at,
        next_attempt_at=note.due_at,
        status=Status.WAITING,
        status_at=now,
    )
