"""A letter in its final words: what goes to a provider, and what the ledger keeps of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from common.drawing.planting import seed_of
from common.logs import redact
from messaging import mail, sms, wording
from messaging.default_texts import Words
from messaging.events import EVENTS, Audience, Channel
from messaging.garden import garden_png
from messaging.letters import Attachment, Letter
from messaging.models import Message
from messaging.providers.port import Ready
from messaging.wording import one_line
from studio.models import StudioSettings
from studio.selectors import get_studio

REDACTED = "[redacted]"


@dataclass(frozen=True)
class Rendered:
    """`ready` is for a provider alone; the rest is for the ledger, with what acts as a key redacted.

    `content` holds the parts of an e-mail, from which it can be shown again (`messaging.mail`), or `characters` and
    `segments` of an SMS.
    """

    ready: Ready
    subject_line: str
    text: str
    content: dict[str, Any]


def render(message: Message, letter: Letter) -> Rendered:
    """With the words in force. Raises KeyError when the letter lacks a value: a bug of its source."""
    words = wording.words_in_force(message.event, message.channel, letter.language)
    rendered = render_words(words, letter, event=message.event, channel=message.channel)
    ready = replace(
        rendered.ready,
        key=message.key,
        address=message.address or letter.address,
        recipient=one_line(letter.recipient or message.recipient),
    )
    return replace(rendered, ready=ready)


def render_words(words: Words, letter: Letter, *, event: str, channel: str) -> Rendered:
    """With these words, such as a draft's. `ready` is addressed to nobody yet."""
    studio = get_studio()
    values = wording.values_for(event, _own_values(studio, letter) | dict(letter.values))
    if channel == Channel.SMS:
        return _sms(words, values, letter)
    return _e_mail(words, values, letter, studio, event)


def _sms(words: Words, values: Mapping[str, str], letter: Letter) -> Rendered:
    text = sms.plain(wording.as_text(wording.paragraphs(words.body, values)))
    length = sms.length(text)
    return Rendered(
        ready=_unaddressed(Channel.SMS, letter, text=text),
        subject_line="",
        text=_redacted(text, letter.secrets),
        content={"kind": "sms", "characters": length.characters, "segments": length.segments},
    )


def _e_mail(words: Words, values: Mapping[str, str], letter: Letter, studio: StudioSettings, event: str) -> Rendered:
    with override(letter.language):
        content = _content(words, values, letter, studio, event)
        kept = _redacted(content, letter.secrets)
        garden = Attachment("garden.png", garden_png(seed_of(studio.name)), "image/png", content_id=mail.GARDEN)
        ready = _unaddressed(
            Channel.EMAIL,
            letter,
            text=mail.text(content),
            subject_line=content["subject_line"],
            html=mail.html(content, garden=f"cid:{mail.GARDEN}"),
            attachments=(garden, *letter.attachments),
        )
        return Rendered(ready, kept["subject_line"], mail.text(kept), kept)


def _content(
    words: Words, values: Mapping[str, str], letter: Letter, studio: StudioSettings, event: str
) -> dict[str, Any]:
    """The parts of an e-mail, as `messaging.mail` sets them and the ledger keeps them."""
    paragraphs = wording.paragraphs(words.body, values)
    return {
        "kind": "email",
        "language": letter.language,
        "seed": seed_of(studio.name),
        "studio_name": studio.name,
        "subject_line": wording.subject(words.subject_line, values),
        "headline": one_line(letter.headline),
        # Whatever the words: nobody may read a time that is off as one that is on.
        "state": pgettext("a time", "Cancelled") if event.endswith("cancelled") else "",
        "paragraphs": [
            [[{"text": run.text, "url": run.url} for run in line] for line in paragraph] for paragraph in paragraphs
        ],
        "facts": [
            {"label": fact.label, "value": one_line(fact.value), "note": one_line(fact.note), "link": _link(fact.link)}
            for fact in letter.facts
        ],
        "consequence": [one_line(line) for line in letter.consequence.split("\n")],
        "action": _link(letter.action),
        "links": [_link(link) for link in letter.links],
        "notes": list(_notes(letter, studio, event)),
        "footer": ", ".join(part for part in (studio.name, values["address"]) if part),
        "why": letter.why,
        "privacy": {"label": _("Privacy"), "url": settings.PUBLIC_URL + reverse("website:privacy")},
    }


def _notes(letter: Letter, studio: StudioSettings, event: str) -> Sequence[str]:
    """What holds for this e-mail as it is sent, whatever its words."""
    notes = []
    kinds = [attachment.content_type for attachment in letter.attachments]
    if any(kind.startswith("text/calendar") for kind in kinds):
        if any("method=cancel" in kind.lower() for kind in kinds):
            notes.append(_("The attached file takes it out of your calendar."))
        else:
            notes.append(_("The attached file puts it into your calendar."))
    if studio.email and EVENTS[event].audience == Audience.CLIENT:
        notes.append(_("Reply to this e-mail and the studio reads it."))
    return notes


def _own_values(studio: StudioSettings, letter: Letter) -> dict[str, str]:
    return {
        "studio_name": studio.name,
        "studio_phone": studio.phone,
        "terms": letter.consequence.replace("\n", " "),
    }


def _link(action: Any) -> dict[str, str] | None:
    return {"label": action.label, "url": action.url} if action else None


def _unaddressed(channel: Channel, letter: Letter, **parts: Any) -> Ready:
    return Ready(key=UUID(int=0), channel=channel.value, address="", recipient="", language=letter.language, **parts)


def _redacted(what: Any, secrets: Sequence[str]) -> Any:
    """The same, down to every text in it, without what acts as a key."""
    if isinstance(what, str):
        for secret in filter(None, secrets):
            what = what.replace(secret, REDACTED)
        return redact(what)
    if isinstance(what, dict):
        return {name: _redacted(part, secrets) for name, part in what.items()}
    if isinstance(what, list):
        return [_redacted(part, secrets) for part in what]
    return what
