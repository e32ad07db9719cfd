"""An e-mail as a page, for the staff app to show in a frame: behind an address that opens for ten minutes.

A frame cannot say who is signed in, so its address is the permission. It holds a message's key or a draft's words, and
no person's data; logs keep neither (`common.logs`, nginx).
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core import signing
from django.urls import reverse

from messaging import mail
from messaging.default_texts import Words
from messaging.events import Channel
from messaging.garden import garden_png
from messaging.letters import Letter, Verdict, source_of
from messaging.models import Message, Status
from messaging.rendering import Rendered, render, render_words

LIFE = timedelta(minutes=10)
SALT = "messaging.pages"
LONGEST_PATH = 3_800  # gunicorn reads no request line beyond 4,094
BOOKING = "appointment"  # the subject that every message there is today is about


@dataclass(frozen=True)
class Draft:
    """Words somebody is writing, and the booking on which they are shown."""

    event: str
    channel: str
    language: str
    words: Words
    reference: str


def page_of_message(message: Message) -> str:
    """The path of its page; "" for what has none: an SMS, or an e-mail that was never written."""
    if message.channel != Channel.EMAIL or not (message.content or message.status == Status.WAITING):
        return ""
    return _path({"message": str(message.key)})


def page_of_draft(draft: Draft) -> str:
    """The path of its page; "" for an SMS, and for words that no address can hold."""
    if draft.channel != Channel.EMAIL:
        return ""
    words = [draft.words.subject_line, draft.words.body]
    path = _path({"draft": [draft.event, draft.language, draft.reference, *words]})
    return path if len(path) <= LONGEST_PATH else ""


def as_it_is(message: Message, now: datetime) -> tuple[str, str, dict[str, Any]] | None:
    """Subject line, text and content of a message: as it was sent, or as it would be sent now. None when there is
    nothing to say."""
    if message.text or message.status != Status.WAITING:
        return (message.subject_line, message.text, message.content) if message.text else None
    try:
        rendered = render(message, source_of(message.subject_kind).letter(message, now))
    except Verdict:
        return None
    return rendered.subject_line, rendered.text, rendered.content


def rendered_draft(draft: Draft, now: datetime) -> tuple[Letter, Rendered] | None:
    """None when there is no such booking; for the reference "" a real one is chosen."""
    source = source_of(BOOKING)
    letter = source.sample(draft.event, draft.channel, draft.language, draft.reference, now)
    if letter is None:
        return None
    return letter, render_words(draft.words, letter, event=draft.event, channel=draft.channel)


def markup(signed: str, now: datetime) -> str | None:
    """The page behind a signed path; None when its time is over, it was never ours, or what it shows has gone."""
    try:
        asked = signing.loads(signed, salt=SALT, max_age=LIFE)
    except signing.BadSignature:
        return None
    content = _content(asked, now)
    if not content or content.get("kind") != "email":
        return None
    garden = base64.b64encode(garden_png(content["seed"])).decode()
    return mail.html(content, garden=f"data:image/png;base64,{garden}", is_page=True)


def _content(asked: dict[str, Any], now: datetime) -> dict[str, Any] | None:
    if "message" in asked:
        message = Message.objects.filter(key=asked["message"]).first()
        said = message and as_it_is(message, now)
        return said[2] if said else None
    event, language, reference, subject_line, body = asked["draft"]
    draft = Draft(event, Channel.EMAIL, language, Words(subject_line, body), reference)
    found = rendered_draft(draft, now)
    return found[1].content if found else None


def _path(asked: dict[str, Any]) -> str:
    return reverse("message-page", args=[signing.dumps(asked, salt=SALT, compress=True)])
