"""A disc of raked lines that part for somebody's initials, written into the page so that it takes its colours."""

import math
from functools import lru_cache
from html import escape

from common.drawing.paths import path
from common.drawing.planting import lots
from common.drawing.raking import Garden, Line, Stone, raked

SIZE = 320  # units; the page shows it a fifth as large
RADIUS = 152.0


def monogram(name: str, seed: str) -> str:
    """SVG with classes for colours. The lines are the person's own: `seed` is a slug."""
    return (
        f'<svg class="monogram" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true" focusable="false">'
        f'<path class="art-line" d="{_lines(seed)}"/>'
        f'<text x="{SIZE // 2}" y="{SIZE // 2}">{escape(initials(name))}</text></svg>'
    )


def initials(name: str) -> str:
    """Of the first and the last word: "MH" for Maren Holt, "Z" for Zoë."""
    words = name.split()
    return "".join(word[0] for word in words[:1] + words[1:][-1:]).upper()


@lru_cache(maxsize=64)
def _lines(seed: str) -> str:
    chance = lots(seed)
    room = Stone(SIZE / 2, SIZE / 2, 148, 104, turn=(next(chance) - 0.5) * 0.6, wobble=0.03, rings=0)
    garden = Garden(
        SIZE,
        SIZE,
        (room,),
        gap=25,
        ring_gap=0,
        sway=6 + 10 * next(chance),
        phase=next(chance) * 2 * math.pi,
        tilt=(next(chance) - 0.5) * 0.5,
    )
    _settled, lines = raked(garden)
    return "".join(path(part, 0.9) for line in lines for part in _within(line) if len(part) > 5)


def _within(line: Line) -> list[Line]:
    """What of a line lies in the disc; a line may leave it and come back."""
    parts: list[Line] = [[]]
    for point in line:
        if math.dist(point, (SIZE / 2, SIZE / 2)) <= RADIUS:
            parts[-1].append(point)
        elif parts[-1]:
            parts.append([])
    return parts
