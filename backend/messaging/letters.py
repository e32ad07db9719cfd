"""What a message says, before it is text, HTML or an SMS; and the port through which other apps say it.

The apps above know what a message is about. Each registers a source for its kind of subject (`register`), and the
outbox asks it at the moment of sending, so that a message says what is true then. A source that finds nothing true to
say raises one of the verdicts below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from messaging.models import Message


@dataclass(frozen=True)
class Action:
    """A link, or the one button. `url` may be a capability: it is redacted wherever a message is kept or shown."""

    label: str
    url: str


@dataclass(frozen=True)
class Fact:
    """One row of facts: "Where", "18 Birch Lane, Calgary". `note` stands below in grey ("Calgary time")."""

    label: str
    value: str
    note: str = ""
    link: Action | None = None


@dataclass(frozen=True)
class Attachment:
    """A file that goes along. `content_type` carries its parameters, such as `text/calendar; method=REQUEST`.

    With a `content_id` it is a picture inside the HTML, which names it `cid:…`, and no attachment to open.
    """

    name: str
    content: bytes
    content_type: str
    content_id: str = ""


@dataclass(frozen=True)
class Letter:
    """All that a message can say, in the recipient's language. The template chooses subject and body text from
    `values`; the e-mail's other parts are the same whatever the template says, so that an edited one promises nothing
    else.

    `values`: placeholder → text, for every name in `messaging.placeholders.PLACEHOLDERS[event]` but `OWN`. `secrets`:
    what acts as a key in any text or address here (the manage token), redacted in the ledger. `consequence`: its first
    line is set in bold; a second may follow after a line break. `why`: "You get this because …". `links` stand below
    the button.
    """

    address: str
    recipient: str
    language: str
    headline: str
    values: Mapping[str, str]
    facts: Sequence[Fact] = ()
    consequence: str = ""
    action: Action | None = None
    attachments: Sequence[Attachment] = ()
    why: str = ""
    links: Sequence[Action] = ()
    secrets: Sequence[str] = field(default_factory=tuple)


class Verdict(Exception):
    """Why nothing is to be sent."""


class NoLongerSo(Verdict):
    """What the message was to say is not true any more: it is withdrawn."""


class TooLate(Verdict):
    """It would still be true, and of no use: it is missed."""


class NoAddress(Verdict):
    """There is nowhere to send it: it fails, and staff see it."""


class Source(Protocol):
    """Writes the messages about one kind of subject."""

    def letter(self, message: Message, now: datetime) -> Letter:
        """The letter as it is true now. Raises a Verdict."""

    def sample(self, event: str, channel: str, language: str, reference: str, now: datetime) -> Letter | None:
        """How a letter about the subject called `reference` ("" chooses a real one) would read, due and true or not,
        with links that open nothing. None when there is no such subject."""


_sources: dict[str, Source] = {}


def register(subject_kind: str, source: Source) -> None:
    """Let `source` write the messages about a kind of subject. Called once, from `AppConfig.ready`."""
    _sources[subject_kind] = source


def source_of(subject_kind: str) -> Source:
    return _sources[subject_kind]


def any_sample(event: str, channel: str, language: str, now: datetime) -> Letter | None:
    """A sample from whichever source has one."""
    for source in _sources.values():
        if (letter := source.sample(event, channel, language, "", now)) is not None:
            return letter
    return None
