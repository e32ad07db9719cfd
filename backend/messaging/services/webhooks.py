"""What providers tell us afterwards: each notice is applied once, and only ever forward."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import IntegrityError, transaction

from common.db import command
from messaging.models import DeliveryEvent, Failure, Message, SmsStop, Status

Kind = Literal["delivered", "bounced", "complained", "refused", "stopped", "other"]

FAILURES = {
    "bounced": Failure.BOUNCED,
    "complained": Failure.COMPLAINED,
    "refused": Failure.REFUSED,
    "stopped": Failure.STOPPED,
}
# A failure of which we were not sure, and which news from the provider may settle either way.
UNSURE = (Failure.UNKNOWN, Failure.GAVE_UP)
# Nothing is owed any more, and the place in the outbox may be another's.
TAKEN_BACK = (Status.WITHDRAWN, Status.MISSED)
# How far a notice leads; a message goes to a higher one only. Notices come twice, late and in any order.
RANKS = {"delivered": 1, "refused": 2, "stopped": 2, "bounced": 2, "complained": 3}


@dataclass(frozen=True)
class Notice:
    """`message_key` as the provider gave it back, or else `provider_id`, its own name for the message."""

    provider: str
    event_id: str
    kind: Kind
    occurred_at: datetime | None = None
    message_key: str = ""
    provider_id: str = ""
    detail: str = ""


def apply(notices: Iterable[Notice], *, now: datetime) -> int:
    """Note what has happened to messages and move each to where that leads. Returns how many were new.

    A notice about no message of ours is kept as well: the account may send for others too. Each is a transaction of
    its own, so that two batches about the same messages cannot wait for one another; what a refusal (Busy) leaves
    undone comes again with the whole batch.
    """
    return sum(_apply(notice, now) for notice in notices)


@command
def stop(*, phone: str, event_id: str, now: datetime) -> None:
    """The number wrote STOP: no SMS goes there until it writes START."""
    if _is_new(Notice("twilio", event_id, "stopped"), None, now):
        SmsStop.objects.bulk_create([SmsStop(phone=phone, stopped_at=now)], ignore_conflicts=True)


@command
def start(*, phone: str, event_id: str, now: datetime) -> None:
    """The number wrote START."""
    if _is_new(Notice("twilio", event_id, "other"), None, now):
        SmsStop.objects.filter(phone=phone).delete()


@command
def _apply(notice: Notice, now: datetime) -> bool:
    message = _message(notice)
    if not _is_new(notice, message, now):
        return False
    if message is None or message.provider != notice.provider or message.status in TAKEN_BACK:
        return True
    if notice.kind == "stopped":
        SmsStop.objects.bulk_create([SmsStop(phone=message.address, stopped_at=now)], ignore_conflicts=True)
    if RANKS.get(notice.kind, 0) > _rank(message):
        Message.objects.filter(pk=message.pk).update(**_changes(notice, now))
    return True


def _is_new(notice: Notice, message: Message | None, now: datetime) -> bool:
    """INSERT first: two deliveries of one notice at once, and the second waits for the first and finds it there."""
    row = DeliveryEvent(
        provider=notice.provider,
        event_id=notice.event_id[:200],
        kind=notice.kind,
        message=message,
        occurred_at=notice.occurred_at,
        received_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if _constraint_of(error) != "delivery_event_once":
            raise
        return False
    return True


def _constraint_of(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None) or ""


def _message(notice: Notice) -> Message | None:
    rows = Message.objects.select_for_update(no_key=True)
    try:
        return rows.filter(key=UUID(notice.message_key)).first()
    except ValueError:
        pass
    if not notice.provider_id:
        return None
    return rows.filter(provider=notice.provider, provider_id=notice.provider_id).first()


def _rank(message: Message) -> int:
    if message.status == Status.DELIVERED:
        return RANKS["delivered"]
    if message.status != Status.FAILED or message.failure in UNSURE:
        return 0
    return RANKS.get(message.failure, RANKS["bounced"])


def _changes(notice: Notice, now: datetime) -> dict[str, Any]:
    at = {"status_at": now, "claimed_until": None, "failure_detail": notice.detail[:300]}
    if notice.kind == "delivered":
        return at | {"status": Status.DELIVERED, "failure": ""}
    return at | {"status": Status.FAILED, "failure": FAILURES[notice.kind]}
