"""From the outbox to a provider: claim in one short transaction, send outside of any, record in another (ADR 10)."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, transaction

from common.stopping import told_to_stop
from common.time import now as present
from messaging import letters
from messaging.events import Channel
from messaging.models import Attempt, Failure, Message, SmsStop
from messaging.providers import registry
from messaging.providers.port import Answer, Outcome, Provider, Ready
from messaging.rendering import Rendered, render
from messaging.services.claims import Claim, claim, extend, take_back
from messaging.services.outcomes import after_answer, after_fault, failed, missed, withdrawn
from messaging.sms import may_go_to
from studio.selectors import get_studio

log = logging.getLogger(__name__)

THREADS = 4
# A database restarts in seconds; a claim lasts for minutes.
AGAIN_AFTER_SECONDS = (0, 1, 3, 10, 30)
OUT_OF_REACH = "The studio sends no SMS to the country of this number."
NO_PROVIDER = "No provider is configured for this channel."


def deliver(key: UUID, *, clock: Callable[[], datetime] = present) -> bool:
    """Try one message, if it is due and nobody else has it in hand. True when it was tried."""
    claimed = claim(now=clock(), key=key)
    if claimed is None:
        return False
    _try(claimed, clock)
    return True


def deliver_due(*, until: datetime, threads: int = THREADS, clock: Callable[[], datetime] = present) -> Counter[str]:
    """Try what is due, each message by one thread, and begin nothing after `until`; how many came to which status.

    Any number of processes may do this at once. One thread is the caller's own. Told to stop, they begin none.
    """
    take_back(now=clock())
    if threads == 1:
        return _deliver_until(until, clock)
    with ThreadPoolExecutor(threads, thread_name_prefix="messages") as pool:
        work = [pool.submit(_in_a_thread, until, clock) for _ in range(threads)]
        return sum((each.result() for each in work), Counter[str]())


def _in_a_thread(until: datetime, clock: Callable[[], datetime]) -> Counter[str]:
    try:
        return _deliver_until(until, clock)
    finally:
        connection.close()


def _deliver_until(until: datetime, clock: Callable[[], datetime]) -> Counter[str]:
    done: Counter[str] = Counter()
    while not told_to_stop.is_set() and (at := clock()) < until and (claimed := claim(now=at)) is not None:
        done[_try(claimed, clock)] += 1
    return done


def _try(claimed: Claim, clock: Callable[[], datetime]) -> str:
    """Compose, send and record; the status it came to, or "lost" when somebody else has it by now."""
    message = claimed.message
    at = clock()
    if message.expires_at and message.expires_at <= at:
        return _record(claimed, missed(now=at))
    try:
        rendered = _rendered(message, at)
    except letters.NoLongerSo:
        return _record(claimed, withdrawn(now=at))
    except letters.TooLate:
        return _record(claimed, missed(now=at))
    except letters.NoAddress:
        return _record(claimed, failed(Failure.NO_ADDRESS, now=at))
    except DatabaseError as error:
        return _record(claimed, after_fault(message, type(error).__name__, now=at))
    except Exception as bug:
        # One message that cannot be written must neither stop the others nor vanish: staff see what it stumbled over.
        log.exception("message %s could not be written", message.key)
        detail = f"It could not be written: {type(bug).__name__}."
        Attempt.objects.create(message=message, started_at=at, ended_at=at, outcome=Outcome.FAULT, detail=detail)
        return _record(claimed, after_fault(message, detail, now=at, last=Failure.FAULT))
    ready = rendered.ready
    if ready.channel == Channel.SMS and not _may_be_texted(ready.address):
        return _record(claimed, failed(Failure.REFUSED, OUT_OF_REACH, now=at) | _kept(rendered))
    if ready.channel == Channel.SMS and SmsStop.objects.filter(phone=ready.address).exists():
        return _record(claimed, failed(Failure.STOPPED, now=at) | _kept(rendered))
    return _hand_over(claimed, rendered, clock)


def _may_be_texted(number: str) -> bool:
    return may_go_to(number, countries=settings.SMS_COUNTRIES, own_country=get_studio().address_country)


def _rendered(message: Message, at: datetime) -> Rendered:
    letter = letters.source_of(message.subject_kind).letter(message, at)
    rendered = render(message, letter)
    # What staff typed stands; else the source knows best, and the row what was known when it was queued.
    address = message.address if message.is_addressed_by_hand else letter.address or message.address
    if not address:
        raise letters.NoAddress
    return replace(rendered, ready=replace(rendered.ready, address=address))


def _hand_over(claimed: Claim, rendered: Rendered, clock: Callable[[], datetime]) -> str:
    """Ask one provider after the other, until one gives another answer than a fault."""
    message = claimed.message
    attempt: Attempt | None = None
    answer = Answer(Outcome.FAULT, detail=NO_PROVIDER)
    for provider in _providers(message):
        ready = replace(rendered.ready, hand_over=_hand_over_name(message, provider))
        attempt = _begin(claimed, provider, rendered, before=(attempt, answer), at=clock())
        if attempt is None:
            return "lost"
        answer = _send(provider, ready)
        if answer.outcome != Outcome.FAULT:
            break
    at = clock()
    provider_name = attempt.provider if attempt else ""
    changes = after_answer(message, answer, provider=provider_name, now=at) | ({} if attempt else _kept(rendered))
    return _record(claimed, changes, ended=(attempt, answer), stopped=rendered.ready.address if answer.stopped else "")


def _providers(message: Message) -> Sequence[Provider]:
    configured = registry.providers_for(message.channel)
    if not message.unknown_tries:
        return configured
    # Somebody may have it already: another provider would send it a second time.
    return [provider for provider in configured if provider.name == message.provider]


def _hand_over_name(message: Message, provider: Provider) -> str:
    """Another one after each try that certainly was none, and the same from the first on that may have been one."""
    before: Iterable[str] = ()
    if message.tries > 1:
        before = message.attempts.filter(provider=provider.name).values_list("outcome", flat=True)
    certainly_none = list(takewhile(lambda outcome: outcome != Outcome.UNKNOWN, before))
    return f"{message.key}-{len(certainly_none) + 1}"


def _begin(
    claimed: Claim, provider: Provider, rendered: Rendered, *, before: tuple[Attempt | None, Answer], at: datetime
) -> Attempt | None:
    """Write down, before anything leaves, who is about to have what; None when the message is no longer ours."""
    with transaction.atomic():
        if not extend(claimed, now=at, provider=provider.name, **_kept(rendered)):
            return None
        _end(*before, at=at)
        return Attempt.objects.create(message=claimed.message, provider=provider.name, started_at=at)


def _send(provider: Provider, ready: Ready) -> Answer:
    try:
        return provider.send(ready)
    except Exception as bug:
        # A provider answers faults itself, so nobody knows how far this one came.
        log.exception("message %s: %s broke", ready.key, provider.name)
        return Answer(Outcome.UNKNOWN, detail=f"{provider.name} broke: {type(bug).__name__}.")


def _record(
    claimed: Claim, changes: dict[str, Any], *, ended: tuple[Attempt | None, Answer] | None = None, stopped: str = ""
) -> str:
    """Write down the outcome, again while the database is away: what was taken and is not recorded is sent twice."""
    for seconds in AGAIN_AFTER_SECONDS:
        try:
            return _written_down(claimed, changes, ended=ended, stopped=stopped)
        except (OperationalError, InterfaceError):
            if connection.in_atomic_block:
                raise
            log.warning("message %s: its outcome could not be recorded yet", claimed.message.key)
            connection.close()
            told_to_stop.wait(seconds)
    return _written_down(claimed, changes, ended=ended, stopped=stopped)


def _written_down(
    claimed: Claim, changes: dict[str, Any], *, ended: tuple[Attempt | None, Answer] | None, stopped: str
) -> str:
    at = changes["status_at"]
    with transaction.atomic():
        ours = claimed.held.update(**changes)
        if ended:
            _end(*ended, at=at)
        if stopped:
            SmsStop.objects.bulk_create([SmsStop(phone=stopped, stopped_at=at)], ignore_conflicts=True)
    if not ours:
        log.warning("message %s was taken by somebody else before its outcome was recorded", claimed.message.key)
    return str(changes["status"]) if ours else "lost"


def _end(attempt: Attempt | None, answer: Answer, *, at: datetime) -> None:
    if attempt is not None:
        Attempt.objects.filter(pk=attempt.pk, ended_at=None).update(
            ended_at=at, outcome=answer.outcome, detail=answer.detail[:300]
        )


def _kept(rendered: Rendered) -> dict[str, Any]:
    """What the ledger keeps of what was said, and to whom."""
    return {
        "subject_line": rendered.subject_line[:300],
        "text": rendered.text,
        "content": rendered.content,
        "recipient": rendered.ready.recipient[:120],
        "address": rendered.ready.address,
    }
