"""Which words are in force, and how a template becomes text."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass

from messaging.default_texts import DEFAULTS, Words
from messaging.models import MessageTemplate
from messaging.placeholders import LINKS, PLACEHOLDERS, filled, parts, unknown_in

log = logging.getLogger(__name__)

SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # a no-break space is meant
CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]"
)  # they break headers, or turn the text
TYPED_LINK = re.compile(r"https?://[^\s<>\"{}]*[^\s<>\"{}.,;:!?)]")
SUBJECT_AT_MOST = 200


@dataclass(frozen=True)
class Run:
    """A stretch of a paragraph; with `url`, a link."""

    text: str
    url: str = ""


Line = list[Run]


def own_words() -> dict[tuple[str, str, str], Words]:
    """The studio's own, by event, channel and language."""
    return {
        (row.event, row.channel, row.language): Words(row.subject_line, row.body)
        for row in MessageTemplate.objects.order_by("pk")
    }


def words_in_force(event: str, channel: str, language: str) -> Words:
    """The studio's own, or those that come with Stillpoint.

    Own words that name what there no longer is give way to the latter: what is owed is said.
    """
    default = DEFAULTS[event, channel, language]
    own = MessageTemplate.objects.filter(event=event, channel=channel, language=language).first()
    if own is None:
        return default
    words = Words(own.subject_line, own.body)
    if unknown_in(words.subject_line, event) or unknown_in(words.body, event):
        log.error(
            "the words of %s %s %s name an unknown placeholder; the default ones are sent", event, channel, language
        )
        return default
    return words


def values_for(event: str, values: Mapping[str, str]) -> dict[str, str]:
    """The values that a template of `event` may name, each on one line. Raises KeyError for one that is not given."""
    return {name: one_line(values[name]) for name in PLACEHOLDERS[event]}


def one_line(text: str) -> str:
    """Without what could end a header, break a line or turn the direction of what follows."""
    return SPACES.sub(" ", CONTROLS.sub("", text.replace("\r", "\n"))).strip(" ")


def subject(template: str, values: Mapping[str, str]) -> str:
    text = one_line(filled(template, values))
    return text if len(text) <= SUBJECT_AT_MOST else text[: SUBJECT_AT_MOST - 1].rstrip() + "…"


def paragraphs(body: str, values: Mapping[str, str]) -> list[list[Line]]:
    """Paragraphs of lines of runs. Only links that the template names are links: a value is no way to plant one."""
    result: list[list[Line]] = [[]]
    for typed in body.strip().splitlines():
        line = _line(typed, values)
        if not typed.strip():
            result.append([])
        elif "".join(run.text for run in line).strip():
            result[-1].append(line)
    return [paragraph for paragraph in result if paragraph]


def as_text(paragraphs: list[list[Line]]) -> str:
    return "\n\n".join(
        "\n".join(re.sub(r" {2,}", " ", "".join(run.text for run in line)).strip(" ") for line in paragraph)
        for paragraph in paragraphs
    )


def _line(typed: str, values: Mapping[str, str]) -> Line:
    runs: Line = []
    for part in parts(typed):
        if part.name:
            value = values[part.name]
            runs.append(Run(value, value if part.name in LINKS else ""))
            continue
        at = 0
        for found in TYPED_LINK.finditer(part.text):
            runs += [Run(part.text[at : found.start()]), Run(found.group(), found.group())]
            at = found.end()
        runs.append(Run(part.text[at:]))
    return [run for run in runs if run.text]
