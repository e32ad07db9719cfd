"""Raked gardens: lines of a flow around stones, and rings about each stone. Pure geometry, standard library only.

The lines are contours of one smooth function, so they cannot cross. Around each stone and its rings (its rim) that
function is constant, as around a pillar in a stream, and stones are moved by a few units until the constant lies midway
between two lines: so no line ends at a stone, and none touches the rings.
"""

import math
from dataclasses import dataclass, replace

Point = tuple[float, float]
Line = list[Point]
Cut = tuple[
    int, int, int, int
]  # where a line crosses an edge of the grid: level, row, column, 1 if the edge leads down

CELL = 5.0  # the grid on which contours are found; finer shows no difference
POLES = 9  # terms of the series about each stone
RIM_POINTS = 44
SETTLING = 4  # steps in which stones find their places between the lines


@dataclass(frozen=True)
class Stone:
    """An egg of `width` by `height`, turned by `turn` (radians), with `rings` raked about it."""

    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0
    wobble: float = 0.05
    rings: int = 3
    kind: str = "pine"

    def outline(self, distance: float = 0.0, count: int = RIM_POINTS) -> Line:
        """Points around the stone, moved outwards along the normal by `distance`."""
        return [self._at(2 * math.pi * index / count, distance) for index in range(count)]

    def _at(self, angle: float, distance: float) -> Point:
        x, y = self._bare(angle)
        if not distance:
            return x, y
        x0, y0 = self._bare(angle - 1e-3)
        x1, y1 = self._bare(angle + 1e-3)
        length = math.hypot(x1 - x0, y1 - y0)
        return x + (y1 - y0) / length * distance, y - (x1 - x0) / length * distance

    def _bare(self, angle: float) -> Point:
        swell = (
            1 + self.wobble * math.sin(2 * angle + self.turn * 5) + self.wobble / 2 * math.cos(3 * angle - self.turn)
        )
        x, y = self.width / 2 * swell * math.cos(angle), self.height / 2 * swell * math.sin(angle)
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        return self.x + x * cos - y * sin, self.y + x * sin + y * cos


@dataclass(frozen=True)
class Garden:
    """`gap` between raked lines, `ring_gap` between rings, `sway` how far the lines wander from straight."""

    width: int
    height: int
    stones: tuple[Stone, ...]
    gap: float = 12.0
    ring_gap: float = 9.0
    sway: float = 10.0
    phase: float = 0.0
    tilt: float = 0.0

    def ground(self, x: float, y: float) -> float:
        """The function whose contours are the lines of a garden without stones."""
        along = x / max(self.width, 600)
        wave = math.sin(along * 5.2 + self.phase + y / 190) + 0.5 * math.sin(along * 9.7 + self.phase * 2 - y / 130)
        return y + self.sway * wave + self.tilt * (x - self.width / 2)

    def rim(self, stone: Stone, count: int = RIM_POINTS) -> Line:
        """The border between a stone's own sand and the lines: half a step outside its last ring."""
        return stone.outline(self.ring_gap * (stone.rings + 0.5), count)

    def rings(self, stone: Stone) -> list[Line]:
        return [[*ring, ring[0]] for ring in (stone.outline(self.ring_gap * (n + 1), 72) for n in range(stone.rings))]


def raked(garden: Garden) -> tuple[Garden, list[Line]]:
    """The garden with its stones settled, and its lines; each leads from one edge of the drawing to another."""
    flow = _Flow(garden)
    for _step in range(SETTLING):
        moved = tuple(
            replace(stone, y=stone.y + round(level / garden.gap) * garden.gap - level)
            for stone, level in zip(garden.stones, flow.levels, strict=True)
        )
        garden = replace(garden, stones=moved)
        flow = _Flow(garden)
    xs = [column * CELL for column in range(-2, math.ceil(garden.width / CELL) + 3)]
    ys = [row * CELL for row in range(-2, math.ceil(garden.height / CELL) + 3)]
    values = [[flow.at(x, y) / garden.gap + 0.5 for x in xs] for y in ys]
    return garden, [line for line in contours(values, xs, ys) if _is_seen(line, garden)]


def _is_seen(line: Line, garden: Garden) -> bool:
    """Inside a rim the function means nothing; slivers outside the drawing are not worth their bytes."""
    x, y = line[len(line) // 2]
    for stone in garden.stones:
        reach = stone.width / 2 * 1.2 + garden.ring_gap * (stone.rings + 1)
        if math.hypot(x - stone.x, y - stone.y) < reach and inside((x, y), garden.rim(stone)):
            return False
    return any(0 <= x <= garden.width and 0 <= y <= garden.height for x, y in line[::3])


class _Flow:
    """The ground, and for each stone a series of poles that keeps the whole constant along the stone's rim.

    No pole of order zero: it would make the sand circle about a stone, which crowds the lines on one side.
    """

    def __init__(self, garden: Garden) -> None:
        self.ground = garden.ground
        self.centres = [complex(stone.x, stone.y) for stone in garden.stones]
        rims = [garden.rim(stone) for stone in garden.stones]
        # Measured in rims' own sizes, so that high powers are neither vast nor lost.
        self.scales = [
            sum(abs(complex(*point) - centre) for point in rim) / len(rim)
            for rim, centre in zip(rims, self.centres, strict=True)
        ]
        rows, wanted = [], []
        for own, rim in enumerate(rims):
            for x, y in rim:
                row = [-1.0 if stone == own else 0.0 for stone in range(len(rims))]
                for centre, scale in zip(self.centres, self.scales, strict=True):
                    inverse = scale / (complex(x, y) - centre)
                    power = inverse
                    for _order in range(POLES):
                        row += [power.real, power.imag]
                        power *= inverse
                rows.append(row)
                wanted.append(-self.ground(x, y))
        found = _least_squares(rows, wanted) if rows else []
        count = len(rims)
        self.levels = found[:count]
        # Highest order first, as Horner's rule takes them.
        self.series = [
            [
                complex(found[count + 2 * (own * POLES + order)], -found[count + 2 * (own * POLES + order) + 1])
                for order in reversed(range(POLES))
            ]
            for own in range(count)
        ]

    def at(self, x: float, y: float) -> float:
        result = self.ground(x, y)
        for centre, scale, series in zip(self.centres, self.scales, self.series, strict=True):
            away = complex(x, y) - centre
            if abs(away) < scale * 0.4:
                continue  # deep inside a stone, where nothing is drawn
            inverse = scale / away
            total = 0j
            for term in series:
                total = (total + term) * inverse
            result += total.real
        return result


def contours(values: list[list[float]], xs: list[float], ys: list[float]) -> list[Line]:
    """The lines where `values`, linear between the points of the grid, are whole numbers (marching squares)."""
    ends: dict[Cut, list[Cut]] = {}
    place: dict[Cut, Point] = {}

    def cuts(row: int, column: int, down: int) -> list[Cut]:
        """Where lines cross the edge that leads right (`down` 0) or down from a point, by level."""
        a, b = values[row][column], values[row + down][column + 1 - down]
        low, high = (a, b) if a < b else (b, a)
        keys = []
        for level in range(math.floor(low) + 1, math.floor(high) + 1):
            key = (level, row, column, down)
            if key not in place:
                share = (level - a) / (b - a) * CELL
                place[key] = (xs[column], ys[row] + share) if down else (xs[column] + share, ys[row])
                ends[key] = []
            keys.append(key)
        return keys

    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            edges = cuts(row, column, 0) + cuts(row, column + 1, 1) + cuts(row + 1, column, 0) + cuts(row, column, 1)
            by_level: dict[int, list[Cut]] = {}
            for key in edges:
                by_level.setdefault(key[0], []).append(key)
            for crossed in by_level.values():
                for first, second in zip(crossed[::2], crossed[1::2], strict=True):
                    ends[first].append(second)
                    ends[second].append(first)
    return _joined(ends, place)


def inside(point: Point, outline: Line) -> bool:
    x, y = point
    result = False
    for (x0, y0), (x1, y1) in zip(outline, [*outline[1:], outline[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            result = not result
    return result


def _joined(ends: dict[Cut, list[Cut]], place: dict[Cut, Point]) -> list[Line]:
    left = dict.fromkeys(ends)  # in the order of the grid: the same garden gives the same bytes
    lines = []
    for start in [key for key in ends if len(ends[key]) == 1] + list(ends):
        if start not in left:
            continue
        del left[start]
        line, here = [place[start]], start
        while following := [key for key in ends[here] if key in left]:
            here = following[0]
            del left[here]
            line.append(place[here])
        if start in ends[here] and len(line) > 2:
            line.append(line[0])
        lines.append(line)
    return lines


def _least_squares(rows: list[list[float]], wanted: list[float]) -> list[float]:
    """By the normal equations, with a breath of damping against terms that cancel each other."""
    columns = list(zip(*rows, strict=True))
    size = len(columns)
    table = [
        [sum(map(float.__mul__, one, other)) for other in columns] + [sum(map(float.__mul__, one, wanted))]
        for one in columns
    ]
    for index in range(size):
        table[index][index] += 1e-7 * len(rows)
    return _solved(table)


def _solved(table: list[list[float]]) -> list[float]:
    """Gauss with partial pivoting."""
    size = len(table)
    for step in range(size):
        best = max(range(step, size), key=lambda index: abs(table[index][step]))
        table[step], table[best] = table[best], table[step]
        pivot = table[step]
        for index in range(step + 1, size):
            factor = table[index][step] / pivot[step]
            if factor:
                table[index] = [a - factor * b for a, b in zip(table[index], pivot, strict=True)]
    result = [0.0] * size
    for step in reversed(range(size)):
        known = sum(table[step][index] * result[index] for index in range(step + 1, size))
        result[step] = (table[step][size] - known) / table[step][step]
    return result
