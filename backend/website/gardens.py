"""The studio's own garden, drawn when it is first asked for (docs/adr/0008).

Each process draws a picture at most once. Two processes draw the same bytes, so nothing is stored, and what is behind
an address, made of the seed and of the drawing code, can be kept for a year.
"""

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from common import drawing, palette
from common.drawing.picture import picture
from common.drawing.planting import SHAPES, seed_of
from studio.models import StudioSettings

KEPT = 4 * len(SHAPES)

_kept: dict[tuple[str, str], "Drawn"] = {}
_being_drawn: dict[tuple[str, str], Lock] = {}


@dataclass(frozen=True)
class Drawn:
    plain: bytes
    compressed: bytes


def garden_url(studio: StudioSettings, name: str) -> str:
    return f"/garden/{key_of(studio)}/{name}.svg"


def key_of(studio: StudioSettings) -> str:
    """Changes with the studio's garden, and when we draw differently."""
    return hashlib.sha256(f"{_version()}\0{seed_of(studio.name)}".encode()).hexdigest()[:12]


def drawn(studio: StudioSettings, name: str) -> Drawn:
    """Raises KeyError for a shape that there is not."""
    SHAPES[name]
    what = seed_of(studio.name), name
    if (kept := _kept.get(what)) is not None:
        return kept
    with _being_drawn.setdefault(what, Lock()):  # who asks for the same one waits for it, instead of drawing it too
        if (kept := _kept.get(what)) is None:
            kept = _draw(*what)
            while len(_kept) >= KEPT:
                _kept.pop(next(iter(_kept)), None)  # the oldest
            _kept[what] = kept
        _being_drawn.pop(what, None)
    return kept


def _draw(seed: str, name: str) -> Drawn:
    plain = picture(seed, name).encode()
    return Drawn(plain, gzip.compress(plain, mtime=0))


@cache
def _version() -> str:
    digest = hashlib.sha256()
    for path in [*sorted(Path(drawing.__path__[0]).glob("*.py")), Path(palette.__file__)]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
