"""What staff do about a message: send it again, or put it aside."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from accounts.services import audit
from common.db import command
from messaging.errors import MessageDone, MessageUnderWay
from messaging.locks import lock_message, lock_unreached
from messaging.models import Message, Status
from messaging.selectors import message
from messaging.services.dispatching import nudge

AT_ONCE_AT_MOST = 100
UNDER_WAY = frozenset({Status.WAITING, Status.SENDING})
NOT_TO_BE_SAID = frozenset({Status.MISSED, Status.WITHDRAWN})


@command
def resend(*, key: UUID, address: str = "", actor: User, now: datetime) -> Message:
    """A new message of the same kind about the same thing, due now; the old one is settled.

    Without an `address` it goes where the old one was sent by hand, else wherever its source says by now. Raises
    MessageMissing; MessageUnderWay while the old one is; MessageDone when it was sent again already, or was not to be
    said any more.
    """
    old = lock_message(key)
    if old.status in UNDER_WAY:
        raise MessageUnderWay(message_status=old.status)
    resent_as = message(key).resent_as  # type: ignore[attr-defined]  # annotated
    if resent_as or old.status in NOT_TO_BE_SAID:
        raise MessageDone(message_status=old.status, resent_as=resent_as)
    [new] = _send_again([old], address=address, actor=actor, now=now)
    return message(new.key)


@command
def resend_unreached(*, actor: User, now: datetime) -> int:
    """Send again, each once, what did not reach a client, the latest first and a hundred at most; how many."""
    return len(_send_again(lock_unreached(AT_ONCE_AT_MOST), actor=actor, now=now))


@command
def dismiss(*, key: UUID, actor: User, now: datetime) -> Message:
    """Put a failed message aside; again changes nothing. Raises MessageMissing, MessageUnderWay or MessageDone."""
    old = lock_message(key)
    if old.status in UNDER_WAY:
        raise MessageUnderWay(message_status=old.status)
    if old.status != Status.FAILED:
        raise MessageDone(message_status=old.status)
    if old.settled_at is None:
        _settle([old], now)
        _tell("message.dismissed", old, actor=actor, now=now)
    return message(key)


def _send_again(messages: list[Message], *, actor: User, now: datetime, address: str = "") -> list[Message]:
    """Assumes that the rows are locked and none was sent again."""
    copies = [_copy(old, address=address, now=now) for old in messages]
    Message.objects.bulk_create(copies)
    _settle(messages, now)
    for old, new in zip(messages, copies, strict=True):
        after = {"resent_as": new.key, **({"address": address} if address else {})}
        _tell("message.resent", old, actor=actor, now=now, after=after)
    keys = [new.key for new in copies]
    transaction.on_commit(lambda: nudge(keys), robust=True)
    return copies


def _settle(messages: list[Message], now: datetime) -> None:
    Message.objects.filter(pk__in=[old.pk for old in messages], settled_at=None).update(settled_at=now)


def _copy(old: Message, *, address: str, now: datetime) -> Message:
    return Message(
        # Named after the old one: the constraint on what stands then holds "sent again once" as well.
        dedupe_key=f"resend:{old.key}",
        event=old.event,
        channel=old.channel,
        language=old.language,
        subject_kind=old.subject_kind,
        subject_id=old.subject_id,
        subject_reference=old.subject_reference,
        context=old.context,
        recipient=old.recipient,
        address=address or (old.address if old.is_addressed_by_hand else ""),
        is_addressed_by_hand=bool(address) or old.is_addressed_by_hand,
        created_at=now,
        due_at=now,
        expires_at=old.expires_at,
        next_attempt_at=now,
        status=Status.WAITING,
        status_at=now,
        resend_of=old,
    )


def _tell(action: str, old: Message, *, actor: User, now: datetime, after: dict[str, object] | None = None) -> None:
    audit.record(action=action, subject_kind="message", subject_id=old.key, actor=actor, now=now, after=after)
