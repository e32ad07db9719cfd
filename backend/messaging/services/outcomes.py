"""What becomes of a message after a try: the one place that knows which state follows which answer."""

import random
from datetime import datetime, timedelta
from typing import Any

from messaging.models import Failure, Message, Status
from messaging.providers.port import Answer, Outcome
from messaging.providers.registry import knows_repeats
from messaging.rules import AFTER_UNKNOWN, next_try

UNKNOWN_AT_MOST = 2


def after_answer(message: Message, answer: Answer, *, provider: str, now: datetime) -> dict[str, Any]:
    """The fields of `message`, claimed and tried, once `provider` has answered so."""
    if answer.outcome == Outcome.ACCEPTED:
        return _now(Status.SENT, now) | {"provider_id": answer.provider_id[:120], "failure_detail": ""}
    if answer.outcome == Outcome.REFUSED:
        return failed(Failure.STOPPED if answer.stopped else Failure.REFUSED, answer.detail, now=now)
    if answer.outcome == Outcome.UNKNOWN:
        unknown_tries = message.unknown_tries + 1
        if unknown_tries >= UNKNOWN_AT_MOST and not knows_repeats(provider):
            changes = failed(Failure.UNKNOWN, answer.detail, now=now)
        else:
            changes = after_fault(message, answer.detail, now=now, last=Failure.UNKNOWN, least=AFTER_UNKNOWN)
        return changes | {"unknown_tries": unknown_tries}
    return after_fault(message, answer.detail, now=now)


def after_fault(
    message: Message,
    detail: str,
    *,
    now: datetime,
    last: Failure = Failure.GAVE_UP,
    least: timedelta = timedelta(0),
) -> dict[str, Any]:
    """It waits for its next try, or has failed as `last` when there is none."""
    again_at = next_try(
        message.tries,
        first_tried_at=message.first_tried_at or now,
        now=now,
        jitter=random.random(),  # noqa: S311
        least=least,
    )
    if again_at is None:
        # What was once handed over without an answer may have arrived, whatever came later.
        return failed(Failure.UNKNOWN if message.unknown_tries else last, detail, now=now)
    if message.expires_at and message.due_at <= message.expires_at:
        again_at = min(again_at, message.expires_at)  # to be marked missed as soon as it is
    return _now(Status.WAITING, now) | {"next_attempt_at": again_at, "failure_detail": detail[:300]}


def failed(failure: Failure, detail: str = "", *, now: datetime) -> dict[str, Any]:
    return _now(Status.FAILED, now) | {"failure": failure, "failure_detail": detail[:300]}


def withdrawn(*, now: datetime) -> dict[str, Any]:
    return _now(Status.WITHDRAWN, now)


def missed(*, now: datetime) -> dict[str, Any]:
    return _now(Status.MISSED, now)


def _now(status: Status, now: datetime) -> dict[str, Any]:
    return {"status": status, "status_at": now, "claimed_until": None}
