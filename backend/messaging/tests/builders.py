"""Messages and what writes them, without any app above."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from common.time import now as present
from messaging import letters
from messaging.events import Channel
from messaging.letters import Letter
from messaging.models import Message, Status
from messaging.placeholders import OWN, PLACEHOLDERS
from messaging.providers.port import Answer, Outcome, Ready

EVENT = "booking-confirmed"
KIND = "thing"
_numbers = count(1)


def message(**changes: Any) -> Message:
    """Due since a minute, to one person. `channel`, `address` and all other fields may be given."""
    now = present()
    number = next(_numbers)
    due_at = changes.pop("due_at", now - timedelta(minutes=1))
    return Message.objects.create(
        **{
            "dedupe_key": f"thing:{number}",
            "event": EVENT,
            "channel": Channel.EMAIL,
            "subject_kind": KIND,
            "subject_id": number,
            "recipient": "Ana Marsh",
            "created_at": due_at,
            "due_at": due_at,
            "next_attempt_at": due_at,
            "status_at": due_at,
            "status": Status.WAITING,
            **changes,
        }
    )


def letter(message: Message, **changes: Any) -> Letter:
    values = {name: name for name in PLACEHOLDERS[EVENT] if name not in OWN}
    address = "+15875550132" if message.channel == Channel.SMS else f"client-{message.subject_id}@example.com"
    return Letter(
        **{
            "address": address,
            "recipient": "Ana Marsh",
            "language": "en",
            "headline": "Your booking is confirmed",
            "values": values,
            **changes,
        }
    )


@dataclass
class Source:
    """Writes what it is told to, or raises it."""

    says: Callable[[Message], Letter] = letter

    def letter(self, message: Message, now: datetime) -> Letter:
        return self.says(message)

    def sample(self, *args: Any) -> None:
        return None


def install(says: Callable[[Message], Letter] = letter) -> None:
    letters.register(KIND, Source(says))


@dataclass
class FakeProvider:
    """Answers in turn, the last answer for ever, and remembers what it was given."""

    name: str = "fake"
    answers: list[Answer | Exception] = field(default_factory=lambda: [Answer(Outcome.ACCEPTED, provider_id="id-1")])
    given: list[Ready] = field(default_factory=list)
    knows_repeats: bool = False

    def send(self, ready: Ready) -> Answer:
        self.given.append(ready)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


def raising(error: Exception) -> Callable[[Message], Letter]:
    def says(message: Message) -> Letter:
        raise error

    return says


FAULT = Answer(Outcome.FAULT, detail="They are closed.")
REFUSED = Answer(Outcome.REFUSED, detail="No such mailbox.")
UNKNOWN = Answer(Outcome.UNKNOWN, detail="No answer.")
ACCEPTED = Answer(Outcome.ACCEPTED, provider_id="id-1")
