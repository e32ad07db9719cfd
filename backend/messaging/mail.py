"""An e-mail from its parts: HTML, and a plain-text twin that says all of it.

`content` is what `messaging.rendering` makes and the ledger keeps: texts and addresses, nothing that is markup.
"""

from collections.abc import Iterator
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import override

from common.palette import DARK, LIGHT
from messaging.garden import HEIGHT, WIDTH

GARDEN = "garden@stillpoint"
Content = dict[str, Any]


def html(content: Content, *, garden: str, is_page: bool = False) -> str:
    """`garden`: the address of the picture. A page of the staff app follows no links."""
    context = {
        "content": content,
        "preheader": preheader(content),
        "garden": {"url": garden, "width": WIDTH, "height": HEIGHT},
        "light": _named(LIGHT),
        "dark": _named(DARK),
        "is_page": is_page,
    }
    with override(content["language"]):
        markup = render_to_string("messaging/mail.html", context)
    return "\n".join(line.strip() for line in markup.splitlines() if line.strip())


def text(content: Content) -> str:
    with override(content["language"]):
        return "\n\n".join(_blocks(content)) + "\n"


def preheader(content: Content) -> str:
    """What a list of mails shows after the subject."""
    return " ".join(part for part in (_said(content["paragraphs"][:1]), content["consequence"][0]) if part)


def _blocks(content: Content) -> Iterator[str]:
    colon = "\u00a0:" if content["language"] == "fr" else ":"
    yield content["studio_name"]
    yield f"{content['state']}{colon} {content['headline']}" if content["state"] else content["headline"]
    if content["paragraphs"]:
        yield _said(content["paragraphs"])
    if content["facts"]:
        yield "\n".join(_fact(fact, colon) for fact in content["facts"])
    if any(content["consequence"]):
        yield "\n".join(content["consequence"])
    for link in filter(None, [content["action"], *content["links"]]):
        yield f"{link['label']}{colon}\n{link['url']}"
    if content["notes"]:
        yield " ".join(content["notes"])
    privacy = content["privacy"]
    yield "\n".join(
        filter(None, ["-- ", content["footer"], content["why"], f"{privacy['label']}{colon} {privacy['url']}"])
    )


def _fact(fact: dict[str, Any], colon: str) -> str:
    rows = [f"{fact['label']}{colon} {fact['value']}"]
    if fact["note"]:
        rows.append(f"  {fact['note']}")
    if fact["link"]:
        rows.append(f"  {fact['link']['label']}{colon} {fact['link']['url']}")
    return "\n".join(rows)


def _said(paragraphs: list[list[list[dict[str, str]]]]) -> str:
    return "\n\n".join(
        "\n".join("".join(run["text"] for run in line).strip() for line in paragraph) for paragraph in paragraphs
    )


def _named(colours: dict[str, str]) -> dict[str, str]:
    """As a template can ask for them: `ink_2`."""
    return {name.replace("-", "_"): colour for name, colour in colours.items()}
