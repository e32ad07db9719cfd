"""A message to oneself, on the way that all messages take."""

from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from messaging import letters
from messaging.events import Channel
from messaging.letters import Letter
from messaging.models import Message
from messaging.placeholders import OWN, PLACEHOLDERS
from messaging.services.delivery import deliver

KIND = "test"
EVENT = "booking-confirmed"


class TestSource:
    """Writes a booking's confirmation with links that open nothing: a real one's, where there is one."""

    def letter(self, message: Message, now: datetime) -> Letter:
        sample = letters.any_sample(EVENT, message.channel, message.language, now)
        return replace(sample or _bare(message), address=message.address, recipient=message.recipient)

    def sample(self, event: str, channel: str, language: str, reference: str, now: datetime) -> Letter | None:
        return None


def send_test(*, to: str, channel: Channel, language: str, now: datetime) -> Message:
    """Queue it and try it at once; the row as it is then."""
    message = Message.objects.create(
        dedupe_key=f"test:{uuid4()}",
        event=EVENT,
        channel=channel,
        language=language,
        subject_kind=KIND,
        subject_id=0,
        recipient="Test",
        address=to,
        is_addressed_by_hand=True,
        created_at=now,
        due_at=now,
        next_attempt_at=now,
        status_at=now,
        settled_at=now,  # nobody waits for it: it is no client who was not reached
    )
    deliver(message.key)
    message.refresh_from_db()
    return message


def _bare(message: Message) -> Letter:
    values = {name: "" for name in PLACEHOLDERS[EVENT] if name not in OWN}
    return Letter(address="", recipient="", language=message.language, headline="Test", values=values)
