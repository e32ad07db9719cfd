"""Putting messages into the outbox and taking back what is no longer so, in the transaction of the thing itself."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction

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
    keyed = [(uuid4(), note) for note in notes]
    if not keyed:
        return
    _insert(keyed, now)
    due = [key for key, note in keyed if note.due_at <= now]
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


_COLUMNS = (
    "key, dedupe_key, event, channel, language, subject_kind, subject_id, subject_reference, context, recipient, "
    "address, created_at, due_at, expires_at, next_attempt_at, status, status_at, is_addressed_by_hand, tries, "
    "unknown_tries, provider, provider_id, failure, failure_detail, subject_line, text, content"
)
_ROW = f"({', '.join(['%s'] * 17)}, false, 0, 0, '', '', '', '', '', '', '{{}}')"


def _insert(keyed: Sequence[tuple[UUID, Note]], now: datetime) -> None:
    """By hand: every booking comes by here, and `bulk_create`, which makes an array of each column, took a sixth of
    all the time that a booking spends in Python."""
    values = [value for key, note in keyed for value in _values(key, note, now)]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO messaging_message ({_COLUMNS}) VALUES {', '.join([_ROW] * len(keyed))} "  # noqa: S608 - ours
            "ON CONFLICT DO NOTHING",
            values,
        )


def _values(key: UUID, note: Note, now: datetime) -> tuple[Any, ...]:
    """In the order of the columns, as far as they are not the same in every new row."""
    return (
        key,
        note.dedupe_key,
        EVENTS[note.event].slug,
        str(note.channel),
        note.language,
        note.subject_kind,
        note.subject_id,
        note.subject_reference,
        json.dumps(note.context, cls=DjangoJSONEncoder),
        note.recipient,
        note.address,
        now,
        note.due_at,
        note.expires_at,
        note.due_at,
        str(Status.WAITING),
        now,
    )
