"""What a message in the ledger says: as it was sent, or as it would be sent now."""

from dataclasses import dataclass
from datetime import datetime

from messaging.models import Message


@dataclass(frozen=True)
class Said:
    """With links that act as keys redacted. `page`: path of the e-mail as a page; `segments` of an SMS."""

    subject_line: str = ""
    text: str = ""
    page: str = ""
    characters: int | None = None
    segments: int | None = None


def what_it_says(message: Message, *, now: datetime) -> Said:
    return Said(subject_line=message.subject_line, text=message.text)
