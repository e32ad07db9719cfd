"""Taking a message in hand, alone, for a while; and what was in the hand of somebody who has died."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from messaging.events import Channel
from messaging.models import Attempt, Message, Status
from messaging.providers.port import Answer, Outcome
from messaging.rules import sms_due
from messaging.services.outcomes import after_answer, after_fault
from studio.facts import current_facts
from studio.selectors import studio_zone

# Longer than any hand-over with the time limits of the providers; extended for each.
CLAIM = timedelta(minutes=5)


@dataclass
class Claim:
    """A message in our hand. `until` names the claim: whoever takes it later, after that moment, writes another."""

    message: Message
    until: datetime

    @property
    def held(self) -> Any:
        """The row, as long as it is ours: every write goes through this."""
        return Message.objects.filter(pk=self.message.pk, status=Status.SENDING, claimed_until=self.until)


def claim(*, now: datetime, key: UUID | None = None) -> Claim | None:
    """Take one message that is due, the named one or the one that has waited longest; None when there is none.

    An SMS that falls into the quiet hours is put off instead.
    """
    while True:
        with transaction.atomic():
            message = _alone(_due(now, key)).first()
            if message is None:
                return None
            later = _quiet_until(message, now)
            if later is None:
                return _take(message, now)
            Message.objects.filter(pk=message.pk).update(next_attempt_at=later)


def extend(held: Claim, *, now: datetime, **fields: Any) -> bool:
    """Claim anew and write `fields`; False when somebody else has taken it meanwhile."""
    until = now + CLAIM
    if not held.held.update(claimed_until=until, **fields):
        return False
    held.until = until
    return True


def take_back(*, now: datetime) -> int:
    """Let others try what somebody claimed and never finished. Returns how many.

    Who died before the hand-over certainly sent nothing; who died after it began may have.
    """
    count, unknown = 0, Answer(Outcome.UNKNOWN, detail=DIED)
    with transaction.atomic():
        lapsed = Message.objects.filter(status=Status.SENDING, claimed_until__lte=now)
        for message in _alone(lapsed.order_by("claimed_until"))[:100]:
            open_attempts = Attempt.objects.filter(message=message, ended_at=None)
            if open_attempts.update(ended_at=now, outcome=Outcome.UNKNOWN, detail=DIED):
                changes = after_answer(message, unknown, provider=message.provider, now=now)
            else:
                changes = after_fault(message, DIED, now=now)
            if changes["status"] == Status.WAITING:
                changes["next_attempt_at"] = max(now, message.due_at)  # it has waited long enough
            Message.objects.filter(pk=message.pk).update(**changes)
            count += 1
    return count


DIED = "The process ended before the outcome was known."


def _alone(rows: Any) -> Any:
    """Those that nobody else is looking at; nobody waits for anybody."""
    return rows.select_for_update(skip_locked=True, no_key=True)


def _take(message: Message, now: datetime) -> Claim:
    until = now + CLAIM
    message.first_tried_at = message.first_tried_at or now
    message.tries += 1
    Message.objects.filter(pk=message.pk).update(
        status=Status.SENDING,
        status_at=now,
        claimed_until=until,
        tries=message.tries,
        first_tried_at=message.first_tried_at,
    )
    return Claim(message, until)


def _due(now: datetime, key: UUID | None) -> Any:
    waiting = Message.objects.filter(status=Status.WAITING, next_attempt_at__lte=now)
    return (waiting.filter(key=key) if key else waiting).order_by("next_attempt_at", "id")


def _quiet_until(message: Message, now: datetime) -> datetime | None:
    if message.channel != Channel.SMS or (message.expires_at and message.expires_at <= now):
        return None
    settings = current_facts().settings
    if settings is None:
        return None
    later = sms_due(now, now=now, zone=studio_zone(settings))
    return later if later > now else None
