"""Raked gardens: lines of a flow around stones, and rings about each stone. Pure geometry, standard library only.

The lines are contours of one smooth function, so they cannot cross. Around each stone with its rings that function is
constant, and the constant lies midway between two lines, so no line ends at a stone.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

Point = tuple[float, float]
Line = list[Point]

SOURCES = 40  # per stone; more changes nothing one can see
CELL = 4.0


@dataclass(frozen=True)
class Stone:
    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0
    wobble: float = 0.06
    rings: int = 3
    kind: str = "pine"

    def outline(self, distance: float = 0.0, count: int = SOURCES) -> Line:
        """Points around the stone, moved outwards along the normal by `distance`."""
        return [self._at(2 * math.pi * index / count, distance) for index in range(count)]

    def _at(self, angle: float, distance: float) -> Point:
        x, y = self._bare(angle)
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
        wave = math.sin(x / self.width * 5.2 + self.phase + y / 190) + 0.5 * math.sin(x / self.width * 9.7 - y / 130)
        return y + self.sway * wave + self.tilt * x

    def lines(self) -> list[Line]:
        field = _Field(self)
        columns, rows = int(self.width / CELL) + 6, int(self.height / CELL) + 6
        xs = [(column - 2) * CELL for column in range(columns)]
        ys = [(row - 2) * CELL for row in range(rows)]
        values = [[field.at(x, y) for x in xs] for y in ys]
        lowest = math.floor(min(min(row) for row in values) / self.gap)
        highest = math.ceil(max(max(row) for row in values) / self.gap)
        found = []
        for step in range(lowest, highest + 1):
            found += contours(values, xs, ys, (step + 0.5) * self.gap)
        return [line for line in found if self._is_whole(line)]

    def rings(self, stone: Stone) -> list[Line]:
        return [[*ring, ring[0]] for ring in (stone.outline(self.ring_gap * (n + 1), 72) for n in range(stone.rings))]

    def reach(self, stone: Stone) -> float:
        """How far out the outermost ring's own half of the sand goes."""
        return self.ring_gap * (stone.rings + 0.55)

    def _is_whole(self, line: Line) -> bool:
        """A line crosses the garden or closes; slivers in corners and inside stones are dropped."""
        if any(
            _inside(point, stone.outline(self.reach(stone) * 0.9, 60)) for stone in self.stones for point in line[::4]
        ):
            return False
        return len(line) > 6


class _Field:
    """The ground, corrected by logarithmic sources inside each stone so that it is constant around it."""

    def __init__(self, garden: Garden) -> None:
        self.garden = garden
        rims = [stone.outline(garden.reach(stone)) for stone in garden.stones]
        self.sources = [
            _towards(point, (stone.x, stone.y), 0.34)
            for stone, rim in zip(garden.stones, rims, strict=True)
            for point in rim
        ]
        wanted = []
        for rim in rims:
            level = sum(garden.ground(*point) for point in rim) / len(rim)
            level = round(level / garden.gap) * garden.gap
            wanted += [level - garden.ground(*point) for point in rim]
        points = [point for rim in rims for point in rim]
        rows = [[_log(point, source) for source in self.sources] for point in points]
        self.strengths = _solve(rows, wanted) if points else []

    def at(self, x: float, y: float) -> float:
        moved = sum(q * _log((x, y), source) for q, source in zip(self.strengths, self.sources, strict=True))
        return self.garden.ground(x, y) + moved


def contours(values: list[list[float]], xs: list[float], ys: list[float], level: float) -> list[Line]:
    """Marching squares; gives joined lines in no particular direction."""
    ends: dict[tuple[int, int, str], list[tuple[int, int, str]]] = defaultdict(list)
    place: dict[tuple[int, int, str], Point] = {}

    def cut(row: int, column: int, side: str) -> tuple[int, int, str]:
        key = (row, column, side)
        if key not in place:
            a = values[row][column] - level
            if side == "h":
                b = values[row][column + 1] - level
                place[key] = (xs[column] + CELL * a / (a - b), ys[row])
            else:
                b = values[row + 1][column] - level
                place[key] = (xs[column], ys[row] + CELL * a / (a - b))
        return key

    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            tl, tr = values[row][column] > level, values[row][column + 1] > level
            bl, br = values[row + 1][column] > level, values[row + 1][column + 1] > level
            crossed = []
            if tl != tr:
                crossed.append(cut(row, column, "h"))
            if tr != br:
                crossed.append(cut(row, column + 1, "v"))
            if bl != br:
                crossed.append(cut(row + 1, column, "h"))
            if tl != bl:
                crossed.append(cut(row, column, "v"))
            for first, second in zip(crossed[::2], crossed[1::2], strict=True):
                ends[first].append(second)
                ends[second].append(first)
    return _joined(ends, place)


def _joined(ends: dict, place: dict) -> list[Line]:
    left = set(ends)
    lines = []
    starts = [key for key in ends if len(ends[key]) == 1] + list(ends)
    for start in starts:
        if start not in left:
            continue
        left.discard(start)
        line, here = [place[start]], start
        while following := [key for key in ends[here] if key in left]:
            here = following[0]
            left.discard(here)
            line.append(place[here])
        if start in ends[here] and len(line) > 2:
            line.append(line[0])
        lines.append(line)
    return lines


def _log(a: Point, b: Point) -> float:
    return 0.5 * math.log((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + 1e-9)


def _towards(point: Point, centre: Point, share: float) -> Point:
    return point[0] + (centre[0] - point[0]) * share, point[1] + (centre[1] - point[1]) * share


def _solve(rows: list[list[float]], wanted: list[float]) -> list[float]:
    """Gauss with partial pivoting."""
    size = len(wanted)
    table = [[*row, value] for row, value in zip(rows, wanted, strict=True)]
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


def _inside(point: Point, rim: Line) -> bool:
    x, y = point
    result = False
    for (x0, y0), (x1, y1) in zip(rim, [*rim[1:], rim[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < (x1 - x0) * (y - y0) / (y1 - y0) + x0:
            result = not result
    return result
