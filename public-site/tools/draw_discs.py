"""Draws what is written into pages: discs of services, icons, the mark. `PYTHONPATH=backend python public-site/tools/draw_discs.py`.

They carry classes instead of colours, so that they follow the page's theme.
"""

import math
from collections.abc import Callable
from pathlib import Path

from common.drawing.paths import path
from common.drawing.raking import Line, Point

IMG = Path(__file__).parents[1] / "assets" / "img"
CENTRE, RADIUS = 32.0, 29.0


def within(line: Line, radius: float = RADIUS) -> Line:
    return [point for point in line if math.dist(point, (CENTRE, CENTRE)) <= radius]


def level(height: Callable[[float], float]) -> Line:
    """`height` over the whole width, cut to the disc."""
    return within([(x / 4, height(x / 4)) for x in range(257)])


def arc(x: float, y: float, radius: float, first: float = 0.0, last: float = 2 * math.pi) -> Line:
    steps = 72
    line = [
        (
            x + radius * math.cos(first + (last - first) * n / steps),
            y + radius * math.sin(first + (last - first) * n / steps),
        )
        for n in range(steps + 1)
    ]
    return [*line[:-1], line[0]] if last - first > 6.28 else line


def bell(x: float, middle: float, width: float) -> float:
    return math.exp(-(((x - middle) / width) ** 2))


def converging() -> tuple[list[Line], Point]:
    goal = (57.0, 32.0)
    lines = []
    for step in range(-4, 5):
        angle = math.pi - step * 0.27
        start = (CENTRE + 28 * math.cos(angle), CENTRE + 28 * math.sin(angle))
        bend = (38.0, start[1] * 0.55 + CENTRE * 0.45 + (start[1] - CENTRE) * 0.25)
        curve = [_quadratic(start, bend, goal, n / 40) for n in range(41)]
        lines.append([point for point in curve if math.dist(point, goal) > 7.5])
    return lines, (56.0, 32.0)


def yielding() -> tuple[list[Line], Point]:
    return [level(lambda x, y=y: y + 13 * bell(x, 32, 9.5) * math.exp(-(y - 20) / 22)) for y in range(18, 62, 6)], (
        32.0,
        22.5,
    )


def rolling() -> tuple[list[Line], Point]:
    return [level(lambda x, y=y: y + 4.2 * math.sin((x + y * 0.7) / 7.4)) for y in range(15, 66, 7)], (33.5, 10.5)


def nested() -> tuple[list[Line], Point]:
    return [arc(32, 61 - radius, radius) for radius in (9.5, 16, 22.5, 29)], (32.0, 53.5)


def stepping() -> tuple[list[Line], Point]:
    shift = [level(lambda x, y=y: y + 7 / (1 + math.exp(-(x - 32) / 2.4)) - 3.5) for y in range(5, 64, 7)]
    return [[p for p in line if math.dist(p, (32, 32)) > 7] for line in shift if line], (32.0, 32.0)


def rising() -> tuple[list[Line], Point]:
    return [level(lambda x, y=y: y - 15 * bell(x, 32, 12) * (y / 60) ** 1.5) for y in range(26, 66, 6)], (32.0, 13.5)


def shaping() -> tuple[list[Line], Point]:
    lines = []
    for step in range(-4, 5):
        upright = [(32 + step * 6.6 * (1 - 0.42 * bell(y / 4, 30, 15)), y / 4) for y in range(257)]
        lines.append(within(upright))
    return [[p for p in line if math.dist(p, (32, 30)) > 6.5] for line in lines], (32.0, 30.0)


def resting() -> tuple[list[Line], Point]:
    def around(step: int) -> Line:
        room = math.copysign(4.6, step) / (1 + 0.35 * (abs(step) - 1))
        return level(lambda x: 32 + 6.4 * step + room * bell(x, 32, 11))

    return [around(step) for step in range(-4, 5) if step], (32.0, 32.0)


DISCS = {
    "lymphatic": converging,
    "deep-tissue": yielding,
    "relaxation": rolling,
    "prenatal": nested,
    "post-surgical": stepping,
    "yoga": rising,
    "contouring": shaping,
    "still": resting,
}

ICONS = {
    "menu": "M3 7h18M3 12h18M3 17h18",
    "arrow": "M4 12h15M13 6l6 6-6 6",
    "left": "M15 5l-7 7 7 7",
    "right": "M9 5l7 7-7 7",
    "cross": "M5 5l14 14M19 5L5 19",
    "check": "M4.5 12.5l5 5 10-11",
    "mind": "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5v5.5M12 16.4v.2",
    "calendar": "M4 6.5h16v13.5H4zM4 11h16M8 3.5v5M16 3.5v5M12 13.2v4.6M9.7 15.5h4.6",
    "download": "M12 4v11M7 10.5l5 5 5-5M4 16v4h16v-4",
}


def drawn(lines: list[Line], point: Point, radius: float, view: str, name: str) -> str:
    """A line that was cut in two by the point's own room becomes two."""
    d = "".join(path(part, 0.08) for line in lines for part in _unbroken(line) if len(part) > 4)
    return (
        f'<svg class="{name}" viewBox="{view}" aria-hidden="true" focusable="false"><path class="art-line" d="{d}"/>'
        f'<circle class="art-point" cx="{point[0]:g}" cy="{point[1]:g}" r="{radius:g}"/></svg>'
    )


def _unbroken(line: Line) -> list[Line]:
    parts: list[Line] = [[]]
    for point in line:
        if parts[-1] and math.dist(parts[-1][-1], point) > 4:
            parts.append([])
        parts[-1].append(point)
    return parts


def _quadratic(a: Point, b: Point, c: Point, t: float) -> Point:
    return (
        (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * b[0] + t * t * c[0],
        (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * b[1] + t * t * c[1],
    )


def mark_lines() -> list[Line]:
    """Three lines that give way beneath a point at rest."""
    return [
        [(x / 2, 15 + 6.2 * n + (7.5 - n) * bell(x / 2, 20, 8.5) + 1.1 * math.sin(x / 2 / 5.2)) for x in range(4, 77)]
        for n in range(3)
    ]


if __name__ == "__main__":
    for folder in ("discs", "icons", "parts"):
        (IMG / folder).mkdir(parents=True, exist_ok=True)
    for name, draw in DISCS.items():
        lines, point = draw()
        (IMG / "discs" / f"{name}.svg").write_text(drawn(lines, point, 3.6, "0 0 64 64", "disc"))
    for name, d in ICONS.items():
        (IMG / "icons" / f"{name}.svg").write_text(
            f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{d}"/></svg>'
        )
    mark = drawn(mark_lines(), (20.0, 13.0), 5.6, "0 0 40 36", "mark")
    (IMG / "parts" / "mark.svg").write_text(mark)
    lines, point = resting()
    (IMG / "parts" / "still.svg").write_text(drawn(lines, point, 3.6, "0 0 64 64", "still"))
    icon = "".join(path(line, 0.05) for line in mark_lines())
    (IMG / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 -6 48 48"><path fill="#F4F3EC" d="M-4-6h48v48h-48z"/>'
        f'<path fill="none" stroke="#5C7A66" stroke-width="2.4" stroke-linecap="round" d="{icon}"/>'
        '<circle fill="#A4442A" cx="20" cy="13" r="6"/></svg>\n'
    )
