"""Draws the map of the Visit band: the river raked, streets as hairlines, the door as the point.

`PYTHONPATH=backend python public-site/tools/draw_map.py`. A drawing, not a survey: where the studio is, the link on it says.
The band is dark in both themes, so one file serves both. The door is in the middle, so that whatever a screen crops, the page
knows where to put the address; to its right the block is left bare for the words.
"""

import math
from pathlib import Path

from common.drawing.paths import path
from common.drawing.raking import Garden, Line, Point, Stone, inside, raked
from common.palette import BAND

WIDTH, HEIGHT = 960, 640
DOOR = (WIDTH / 2, HEIGHT / 2)
CLEARING = 27.0  # radius around the door into which no street leads
TURN = math.radians(-7)  # how far the streets are turned from the frame
IMG = Path(__file__).parents[1] / "assets" / "img"

# The river is a garden, bent: raked lines that part for an island.
RIVER_WIDTH, RIVER_LENGTH = 84.0, 1240
BANK = 13.0
AVENUES = (
    -356,
    -300,
    -232,
    -178,
    -122,
    -68,
    66,
    116,
    178,
    184,
    240,
    296,
    350,
)  # south of the door, along the turned grid
STREETS = (-560, -486, -418, -330, -258, -184, -112, -38, 44, 128, 226, 300, 384, 450, 528)
BLOCK = (-112, -68, 226, 66)  # of the door: nothing goes through it but the lane to the door
BRIDGE = -258


def middle(x: float) -> Point:
    """The middle of the river, from left to right."""
    return x, 142 + 40 * math.sin(x / 158 + 2.5) + 14 * math.sin(x / 71 + 1) + (x - WIDTH / 2) * 0.07


def on_the_river(along: float, across: float) -> Point:
    """A point of the straight river laid into its bed."""
    x = along - 140
    (x0, y0), (x1, y1), (xm, ym) = middle(x - 1), middle(x + 1), middle(x)
    length = math.hypot(x1 - x0, y1 - y0)
    return xm - (y1 - y0) / length * across, ym + (x1 - x0) / length * across


def river() -> tuple[list[Line], Line]:
    island = Stone(806, RIVER_WIDTH / 2, 52, 20, rings=1, wobble=0.02)
    water = Garden(RIVER_LENGTH, int(RIVER_WIDTH), (island,), gap=8.4, ring_gap=5.5, sway=1.2, phase=1)
    settled, lines = raked(water)
    bent = [[on_the_river(x, y - RIVER_WIDTH / 2) for x, y in line if 0 <= y <= RIVER_WIDTH] for line in lines]
    shore = settled.stones[0].outline(0, 60)
    return bent, [on_the_river(x, y - RIVER_WIDTH / 2) for x, y in [*shore, shore[0]]]


def bank(side: int) -> Line:
    return [on_the_river(along, side * (RIVER_WIDTH / 2 + BANK)) for along in range(0, RIVER_LENGTH, 24)]


def turned(x: float, y: float) -> Point:
    cos, sin = math.cos(TURN), math.sin(TURN)
    return DOOR[0] + x * cos - y * sin, DOOR[1] + x * sin + y * cos


def straight(a: Point, b: Point) -> Line:
    steps = 800
    return [(a[0] + (b[0] - a[0]) * n / steps, a[1] + (b[1] - a[1]) * n / steps) for n in range(steps + 1)]


def on_land(line: Line) -> list[Line]:
    """The parts of a street that are neither river nor the door's own block, nor outside the map."""
    water = bank(-1) + bank(1)[::-1]
    # A hair smaller, so that the streets along its edges stay whole.
    left, top, right, bottom = (edge * 0.99 for edge in BLOCK)
    block = [turned(left, top), turned(right, top), turned(right, bottom), turned(left, bottom)]
    return _parts(
        line,
        lambda point: (
            not inside(point, water)
            and not inside(point, block)
            and -12 < point[0] < WIDTH + 12
            and -12 < point[1] < HEIGHT + 12
        ),
    )


def streets() -> list[Line]:
    lines = [straight(turned(-760, y), turned(760, y)) for y in AVENUES]
    lines += [straight(turned(x, -520), turned(x, 520)) for x in STREETS]
    lane = straight(turned(BLOCK[0], 0), turned(-CLEARING, 0))
    return [part for line in lines for part in on_land(line)] + [lane]


def bridge() -> tuple[list[Line], Line]:
    """Two rails over the water, and the strip between them from which the water is cut."""
    rails = []
    water = bank(-1) + bank(1)[::-1]
    for side in (-5, 5):
        rail = straight(turned(BRIDGE + side, -520), turned(BRIDGE + side, 520))
        rails.append([point for point in rail if inside(point, water)])
    return rails, [*rails[0], *rails[1][::-1]]


def _parts(line: Line, keep) -> list[Line]:
    parts: list[Line] = [[]]
    for point in line:
        if keep(point):
            parts[-1].append(point)
        elif parts[-1]:
            parts.append([])
    return [part for part in parts if len(part) > 2]


def ends(line: Line) -> str:
    """A straight street needs no more than its ends."""
    return path([line[0], line[-1]])


def circle(radius: float) -> Line:
    points = [
        (DOOR[0] + radius * math.cos(n * math.pi / 18), DOOR[1] + radius * math.sin(n * math.pi / 18))
        for n in range(36)
    ]
    return [*points, points[0]]


def drawn() -> str:
    lines, island = river()
    rails, deck = bridge()
    water = [part for line in lines for part in _parts(line, lambda point: not inside(point, deck))]
    banks = [part for side in (-1, 1) for part in _parts(bank(side), lambda point: not inside(point, deck))]
    street = BAND["band-line"]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        'preserveAspectRatio="xMidYMid slice"><g fill="none">'
        f'<path stroke="{street}" d="{"".join(map(ends, streets()))}{"".join(map(path, banks))}"/>'
        f'<path stroke="{BAND["on-band-2"]}" stroke-width="1.1" d="{"".join(path(line, 0.4) for line in water)}{"".join(map(ends, rails))}"/>'
        f'<path stroke="{street}" d="{"".join(path(circle(radius)) for radius in (13, 20))}"/></g>'
        f'<path fill="{street}" d="{path(island)}"/>'
        f'<circle cx="{DOOR[0]:g}" cy="{DOOR[1]:g}" r="6" fill="{BAND["band-clay"]}"/></svg>\n'
    )


if __name__ == "__main__":
    (IMG / "map.svg").write_text(drawn())
