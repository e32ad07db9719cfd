"""What a provider of e-mail or SMS is to the outbox: it takes a message that is ready, and says what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from messaging.letters import Attachment


@dataclass(frozen=True)
class Ready:
    """A message in its final words. `html` is empty for an SMS.

    `hand_over` is the same for every try that may repeat another: a provider that knows it takes it once.
    """

    key: UUID
    channel: str
    address: str
    recipient: str
    language: str
    text: str
    subject_line: str = ""
    html: str = ""
    attachments: Sequence[Attachment] = ()
    hand_over: str = ""


class Outcome(StrEnum):
    ACCEPTED = "accepted"
    REFUSED = "refused"  # this message, for good: no provider would take it (a bad address, an unsubscribed number)
    FAULT = "fault"  # certainly not taken: ask another provider, or again later
    UNKNOWN = "unknown"  # perhaps taken: only the same provider may be asked, once more


@dataclass(frozen=True)
class Answer:
    """`detail` is for staff: it quotes neither the message nor an address."""

    outcome: Outcome
    provider_id: str = ""
    detail: str = ""
    stopped: bool = False  # the number has written STOP to this provider


class Provider(Protocol):
    """`knows_repeats`: under one `hand_over` it sends once, however often it is asked."""

    name: str
    knows_repeats: bool

    def send(self, message: Ready) -> Answer:
        """Hand it over within the time limits; never raises for what the provider or the network does."""
