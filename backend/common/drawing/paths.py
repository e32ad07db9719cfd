"""Lines to SVG: few points, smooth curves, one decimal."""

import math

from common.drawing.raking import Line, Point


def path(line: Line, tolerance: float = 0.18) -> str:
    """A smooth path through the points of `line` that matter."""
    closed = len(line) > 3 and line[0] == line[-1]
    points = _closed(line, tolerance) if closed else simplified(line, tolerance)
    if len(points) < 3:
        return "M" + _pair(points[0]) + "L" + _pair(points[-1])
    result = ["M" + _pair(points[0])]
    last = len(points) - 1
    at = _Rounded(points[0])
    for index in range(last):
        before = points[index - 1] if index else (points[-2] if closed else points[0])
        after = points[index + 2] if index + 2 <= last else (points[1] if closed else points[-1])
        result.append(_curve(before, points[index], points[index + 1], after, at))
    return "".join(result) + ("z" if closed else "")


def simplified(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker, with a limit on how far apart points may be, since curves are put through them."""
    if len(line) < 3:
        return line
    start, end = line[0], line[-1]
    worst, at = 0.0, 0
    for index in range(1, len(line) - 1):
        distance = _distance(line[index], start, end)
        if distance > worst:
            worst, at = distance, index
    if worst <= tolerance:
        return [start, end] if math.dist(start, end) < 90 else _halved(line, tolerance)
    return simplified(line[: at + 1], tolerance)[:-1] + simplified(line[at:], tolerance)


def _halved(line: Line, tolerance: float) -> Line:
    middle = len(line) // 2
    return simplified(line[: middle + 1], tolerance)[:-1] + simplified(line[middle:], tolerance)


def _closed(line: Line, tolerance: float) -> Line:
    half = len(line) // 2
    return simplified(line[: half + 1], tolerance)[:-1] + simplified(line[half:], tolerance)


class _Rounded:
    """Where the pen is, as written: relative steps must not add up rounding errors."""

    def __init__(self, point: Point) -> None:
        self.x, self.y = round(point[0], 1), round(point[1], 1)

    def step(self, point: Point) -> str:
        return _numbers(round(point[0] - self.x, 1), round(point[1] - self.y, 1))

    def move(self, point: Point) -> None:
        self.x = round(self.x + round(point[0] - self.x, 1), 1)
        self.y = round(self.y + round(point[1] - self.y, 1), 1)


def _curve(before: Point, start: Point, end: Point, after: Point, at: _Rounded) -> str:
    """Centripetal enough for evenly spread points: tangents by neighbours, scaled to this stretch."""
    stretch = math.dist(start, end)
    first = _handle(before, start, end, stretch)
    last = _handle(after, end, start, stretch)
    text = "c" + at.step(first)
    for point in (last, end):
        part = at.step(point)
        text += part if part.startswith("-") else " " + part
    at.move(end)
    return text


def _handle(behind: Point, here: Point, ahead: Point, stretch: float) -> Point:
    dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
    length = math.hypot(dx, dy) or 1.0
    return here[0] + dx / length * stretch / 3, here[1] + dy / length * stretch / 3


def _distance(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dy)
    if length < 1e-9:
        return math.dist(point, start)
    return abs(dy * (point[0] - start[0]) - dx * (point[1] - start[1])) / length


def _pair(point: Point) -> str:
    return _numbers(round(point[0], 1), round(point[1], 1))


def _numbers(x: float, y: float) -> str:
    first, second = _number(x), _number(y)
    return first + (second if second.startswith("-") else " " + second)


def _number(value: float) -> str:
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    if text in {"-0", ""}:
        return "0"
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
