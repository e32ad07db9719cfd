"""Draws the map of the Visit band: the river raked, streets as hairlines. `python public-site/tools/draw_map.py`.

A drawing, not a survey: where the studio is, the link beside it says. The band is dark in both themes, so one file
serves both.
"""

import math
from pathlib import Path

from raking import Line
from svg import path

WIDTH, HEIGHT = 720, 430
IMG = Path(__file__).parents[1] / "assets" / "img"


def river(offset: float) -> Line:
    return [
        (x, 78 + offset + 34 * math.sin(x / 150 + 0.5) + 12 * math.sin(x / 61) - x * 0.03)
        for x in range(-10, WIDTH + 11, 6)
    ]


def avenue(y: float) -> Line:
    return [(x, y + 5 * math.sin(x / 260 + y / 70)) for x in range(-10, WIDTH + 40, 24)]


def street(x: float) -> Line:
    """From the bank southwards, leaning a little."""
    top = next(y for px, y in river(52) if px >= x)
    return [(x + (y - top) * 0.07, y) for y in [top + step * (HEIGHT + 10 - top) / 12 for step in range(13)]]


def drawn() -> str:
    water = "".join(path(river(offset)) for offset in range(0, 49, 8))
    streets = "".join(path(avenue(y)) for y in (212, 262, 318, 392)) + "".join(
        path(street(x)) for x in range(40, WIDTH, 118)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'preserveAspectRatio="xMidYMid slice"><g fill="none">'
        f'<path stroke="#B9C8BC" stroke-width="1.1" d="{water}"/><path stroke="#4E6B59" d="{streets}"/>'
        f'<path stroke="#4E6B59" stroke-width="3" d="{path(avenue(355))}"/></g></svg>\n'
    )


if __name__ == "__main__":
    (IMG / "map.svg").write_text(drawn())
