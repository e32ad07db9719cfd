"""What the demo studio wrote to its clients: told along with the story, by the ledger that keeps everything here."""

from datetime import datetime, timedelta

from messaging.events import Channel
from messaging.letters import source_of
from messaging.models import Attempt, DeliveryEvent, Failure, Message, Status
from messaging.providers.port import Outcome
from messaging.rendering import render
from messaging.services.delivery import deliver_due

KEPT = timedelta(days=14)
BOUNCE = "550 5.1.1 The email account that you tried to reach does not exist."
NO_PHONE = "30003 Unreachable destination handset"


def send_what_is_due(at: datetime, *, now: datetime) -> None:
    """Send it as of then. What is older than two weeks nobody looks up in a demo, and writing it takes its time."""
    if at < now - KEPT:
        Message.objects.filter(status=Status.WAITING, due_at__lte=at).delete()
    else:
        deliver_due(until=at + timedelta(seconds=1), threads=1, clock=lambda: at)


def let_some_fail(now: datetime) -> None:
    """An address that does not exist any more, and a phone that is off: what there is to do about them can be tried."""
    written = Message.objects.filter(status=Status.SENT, event="booking-confirmed", channel=Channel.EMAIL)
    latest = list(written.order_by("-created_at")[:12])
    for message in latest[2:3]:
        _bounce(message, message.status_at + timedelta(minutes=1))
    for message in latest[5:6]:
        _text_that_fails(message, now - timedelta(hours=2))


def _bounce(message: Message, at: datetime) -> None:
    Message.objects.filter(pk=message.pk).update(
        status=Status.FAILED, status_at=at, failure=Failure.BOUNCED, failure_detail=BOUNCE
    )
    DeliveryEvent.objects.create(
        provider=message.provider, event_id=f"demo-{message.pk}", kind="bounced", message=message,
        occurred_at=at, received_at=at,
    )  # fmt: skip


def _text_that_fails(about: Message, at: datetime) -> None:
    """A reminder by SMS of the appointment that `about` is about."""
    text = Message(
        dedupe_key=f"demo-sms-{about.pk}",
        event="booking-reminder",
        channel=Channel.SMS,
        language=about.language,
        subject_kind=about.subject_kind,
        subject_id=about.subject_id,
        subject_reference=about.subject_reference,
        created_at=at,
        due_at=at,
        next_attempt_at=at,
        status=Status.FAILED,
        status_at=at,
        failure=Failure.REFUSED,
        failure_detail=NO_PHONE,
        tries=1,
        provider="ledger",
    )
    source = source_of(about.subject_kind)
    letter = source.sample(text.event, text.channel, text.language, text.subject_reference, at)
    if letter is None:
        return
    rendered = render(text, letter)
    text.text, text.content = rendered.text, rendered.content
    text.recipient, text.address = rendered.ready.recipient, rendered.ready.address or "+14035550199"
    text.save()
    Attempt.objects.create(
        message=text, provider=text.provider, started_at=at, ended_at=at, outcome=Outcome.REFUSED, detail=NO_PHONE
    )
