"""Reads of the outbox, which is the ledger too."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from messaging.errors import MessageMissing
from messaging.events import EVENTS, Audience
from messaging.models import Message, Status

LATE_AFTER = timedelta(minutes=5)
TO_CLIENTS = [event.slug for event in EVENTS.values() if event.audience == Audience.CLIENT]
TO_PRACTITIONERS = [event.slug for event in EVENTS.values() if event.audience == Audience.PRACTITIONER]


def ledger() -> QuerySet[Message]:
    """Messages with what a row of the ledger shows: also `first_sent_as` and `resent_as`, keys of the message that it
    sends again and of the one that sent it again, or None."""
    again = Message.objects.filter(resend_of=OuterRef("pk")).exclude(status=Status.WITHDRAWN)
    return Message.objects.annotate(
        first_sent_as=F("resend_of__key"), resent_as=Subquery(again.order_by("-id").values("key")[:1])
    )


def message(key: UUID) -> Message:
    """One row of the ledger. Raises MessageMissing."""
    found = ledger().filter(key=key).first()
    if found is None:
        raise MessageMissing()
    return found


def filter_messages(
    messages: QuerySet[Message],
    *,
    statuses: Iterable[str] = (),
    channel: str = "",
    events: Iterable[str] = (),
    reference: str = "",
    text: str = "",
    only_unreached: bool = False,
) -> QuerySet[Message]:
    """Those that fit all that is asked. `text` is looked for in name, address and reference."""
    asked = Q()
    if statuses:
        asked &= Q(status__in=list(statuses))
    if channel:
        asked &= Q(channel=channel)
    if events:
        asked &= Q(event__in=list(events))
    if reference:
        asked &= Q(subject_reference=reference.upper())
    if text:
        asked &= Q(recipient__icontains=text) | Q(address__icontains=text) | Q(subject_reference__istartswith=text)
    if only_unreached:
        asked &= NOT_REACHED
    return messages.filter(asked)


# Practitioners see their own calendar; a client who heard nothing has nothing.
FAILED_AND_UNSETTLED = Q(status=Status.FAILED, settled_at=None)
NOT_REACHED = FAILED_AND_UNSETTLED & Q(event__in=TO_CLIENTS)


def unreached() -> QuerySet[Message]:
    """What failed for good, was for a client, and nobody has dealt with."""
    return Message.objects.filter(NOT_REACHED)


def count_unreached() -> dict[str, dict[str, int]]:
    """`messages`, and how many `people` they were for: of `clients`, and of the `team`."""
    # One person may be meant by an e-mail and an SMS, so people are told apart by name, and by address without one.
    person = Coalesce(NullIf("recipient", Value("")), "address")
    audiences = {"clients": Q(event__in=TO_CLIENTS), "team": Q(event__in=TO_PRACTITIONERS)}
    counts = {
        f"{audience}_{name}": count
        for audience, to in audiences.items()
        for name, count in {
            "messages": Count("pk", filter=to),
            "people": Count(person, filter=to, distinct=True),
        }.items()
    }
    found = Message.objects.filter(FAILED_AND_UNSETTLED).aggregate(**counts)
    return {each: {name: found[f"{each}_{name}"] for name in ("messages", "people")} for each in audiences}


def has_begun(*, subject_kind: str, subject_id: int, due_from: datetime) -> bool:
    """Whether somebody has had in hand what was due about a subject from then on."""
    about = Message.objects.filter(subject_kind=subject_kind, subject_id=subject_id, due_at__gte=due_from)
    return about.exclude(status__in=[Status.WAITING, Status.WITHDRAWN]).exists()


def late_messages(now: datetime) -> QuerySet[Message]:
    """What should have gone out five minutes ago, and what somebody had in hand who has died since."""
    return Message.objects.filter(
        Q(status=Status.WAITING, next_attempt_at__lt=now - LATE_AFTER) | Q(status=Status.SENDING, claimed_until__lt=now)
    )
