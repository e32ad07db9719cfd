"""What a message in the ledger says: as it was sent, or as it would be sent now."""

import logging
from dataclasses import dataclass
from datetime import datetime

from messaging.models import Message
from messaging.pages import as_it_is, page_of_message

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Said:
    """With links that act as keys redacted. `page`: path of the e-mail as a page; `segments` of an SMS."""

    subject_line: str = ""
    text: str = ""
    page: str = ""
    characters: int | None = None
    segments: int | None = None


def what_it_says(message: Message, *, now: datetime) -> Said:
    """Empty where there is nothing to say any more, and where it cannot be written."""
    try:
        said = as_it_is(message, now)
    except Exception:
        # Staff who want to know why a message does not go out must not meet the same fault.
        log.exception("message %s cannot be written", message.key)
        said = None
    if said is None:
        return Said(subject_line=message.subject_line)
    subject_line, text, content = said
    return Said(
        subject_line=subject_line,
        text=text,
        page=page_of_message(message),
        characters=content.get("characters"),
        segments=content.get("segments"),
    )
