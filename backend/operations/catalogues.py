"""Message catalogues: every `locale/*/LC_MESSAGES/*.po` compiled to the `.mo` that gettext reads.

With Babel, since Django's own command needs GNU gettext installed.
"""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings


def compile_stale() -> list[Path]:
    """Compile what is missing or older than its source; the `.po` files that were compiled."""
    done = []
    for source in _sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
        draft = target.with_suffix(".mo.new")
        with draft.open("wb") as file:
            write_mo(file, catalogue)
        draft.replace(target)  # a running process reads the old one or the new one, never half
        done.append(source)
    return done


def _sources() -> Iterator[Path]:
    """The project's own catalogues, not those of installed packages."""
    for folder in (settings.BACKEND, settings.ROOT / "public-site"):
        for source in sorted(folder.glob("**/LC_MESSAGES/*.po")):
            if "node_modules" not in source.parts:
                yield source
