"""Every sentence of the site and of the server that can be said in another language, found in the sources.

Babel reads them, since Django's `makemessages` needs GNU gettext installed.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation.template import templatize

PAGES: Path = settings.ROOT / "public-site" / "pages"
MESSAGES: Path = settings.BACKEND / "messaging" / "templates"
LOCALE: Path = settings.BACKEND / "locale"
ALSO = {"studio/errors.py", "messaging/rendering.py", "messaging/placeholders.py"}
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def catalogue_file(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    with catalogue_file(language).open("rb") as file:
        return read_po(file, locale=language)


def sentences() -> Catalog:
    """What the sources say, without translations; where each sentence stands is kept for translators."""
    found = Catalog(charset="utf-8")
    for path in _sources():
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".html":
            # In parentheses, so that the line breaks and indents of a page are no Python indents.
            text = f"({templatize(text, origin=str(path))})"
        where = path.relative_to(settings.ROOT).as_posix()
        for _line, message, _comments, context in extract("python", BytesIO(text.encode()), keywords=KEYWORDS):
            # Lines are left out of the catalogue: they change with every edit, and say nothing to a translator.
            found.add(message, locations=[(where, 0)], context=context)
    return found


def untranslated(language: str) -> list[str]:
    """Sentences for which this language has nothing, or a guess (fuzzy)."""
    known = read_catalogue(language)
    missing = []
    for message in sentences():
        if not message.id:
            continue
        translated = known.get(message.id, message.context)
        said = translated.string if translated and not translated.fuzzy else ""
        if not said or not all([said] if isinstance(said, str) else said):
            missing.append(message.id if isinstance(message.id, str) else message.id[0])
    return missing


def _sources() -> Iterator[Path]:
    yield from sorted(PAGES.rglob("*.html"))
    yield from sorted(MESSAGES.rglob("*.html"))
    for path in sorted(settings.BACKEND.rglob("*.py")):
        if _clients_meet(path.relative_to(settings.BACKEND)):
            yield path


def _clients_meet(path: Path) -> bool:
    """The staff app has a catalogue of its own; what only staff are told is told in English, but for what placeholders
    mean: they belong to messages, whose languages owners write in."""
    if {"tests", "migrations", "staff", "management"} & set(path.parts):
        return False
    return path.parts[0] in {"common", "website", "bookings"} or path.as_posix() in ALSO
