"""One garden per studio, held to the rules of the look by measuring what is drawn."""

import gzip
import math
import re
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from threading import Event
from time import monotonic, sleep

import pytest

from common.drawing.picture import picture as draw
from common.drawing.planting import SHAPES
from studio.models import StudioSettings
from studio.tests.factories import StudioFactory
from website import gardens
from website.gardens import drawn, garden_url

LIMITS = {"wide": 28_000, "small": 14_000, "rest": 8_000, "rest-wide": 8_000, "letter": 8_000, "margin": 8_000}
SEEDS = ["stillwater bodywork", "the quiet room", "studio 5", "atelier des érables", "", "x" * 120]
PAIRS = [(seed, name) for seed in SEEDS for name in SHAPES]
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")


@cache
def picture(seed: str, name: str) -> str:
    """Each is measured in several ways, and takes half a second to draw."""
    return draw(seed, name)


def polylines(d: str) -> list[list[tuple[float, float]]]:
    """The curves of an SVG path (M, c, L and z, as we write them) as many short straight lines."""
    lines = []
    for part in d.split("M")[1:]:
        start, *curves = part.removesuffix("z").split("c")
        x, y, *rest = map(float, NUMBER.findall(start))
        line = [(x, y)]
        if rest:
            line.append((rest[0], rest[1]))
        for curve in curves:
            a, b, c, d_, e, f = map(float, NUMBER.findall(curve))
            for step in range(1, 7):
                t = step / 6
                u = 1 - t
                line.append(
                    (
                        x + 3 * u * u * t * a + 3 * u * t * t * c + t**3 * e,
                        y + 3 * u * u * t * b + 3 * u * t * t * d_ + t**3 * f,
                    )
                )
            x, y = x + e, y + f
        lines.append(line)
    return lines


def closest(lines: list[list[tuple[float, float]]], reach: float) -> float:
    """How near the points of one line come to those of any other; `reach` if no nearer than that."""
    cells: dict[tuple[int, int], list[tuple[int, tuple[float, float]]]] = {}
    for number, line in enumerate(lines):
        for (x0, y0), (x1, y1) in pairwise(line):
            # Points at most a unit apart, so that no line slips between two points of another.
            steps = max(1, math.ceil(math.dist((x0, y0), (x1, y1))))
            for step in range(steps):
                x, y = x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps
                cells.setdefault((int(x // reach), int(y // reach)), []).append((number, (x, y)))
    nearest = reach
    for (column, row), points in cells.items():
        around = [
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in cells.get((column + dx, row + dy), ())
            if (dx, dy) >= (0, 0)
        ]
        for number, point in points:
            for other, place in around:
                if other != number:
                    nearest = min(nearest, math.dist(point, place))
    return nearest


def raked_lines(svg: str) -> list[list[tuple[float, float]]]:
    return polylines(re.findall(r'class="lines"[^>]* d="([^"]+)"', svg)[0])


def is_closed(line: list[tuple[float, float]]) -> bool:
    return math.dist(line[0], line[-1]) < 0.35


@pytest.mark.parametrize(("seed", "name"), PAIRS)
def test_lines_neither_cross_nor_touch(seed, name):
    assert closest(raked_lines(picture(seed, name)), reach=3.0) > 2.0


@pytest.mark.parametrize(("seed", "name"), PAIRS)
def test_no_line_ends_inside_the_picture(seed, name):
    shape = SHAPES[name]
    for line in raked_lines(picture(seed, name)):
        if is_closed(line):
            continue
        for x, y in (line[0], line[-1]):
            assert not (0.5 < x < shape.width - 0.5 and 0.5 < y < shape.height - 0.5), (x, y)


@pytest.mark.parametrize(("seed", "name"), PAIRS)
def test_only_rings_are_closed(seed, name):
    shape = SHAPES[name]
    closed = [line for line in raked_lines(picture(seed, name)) if is_closed(line)]

    assert len(closed) == sum(rings for width, rings in (shape.pine, shape.sage, shape.clay) if width)


@pytest.mark.parametrize(("seed", "name"), PAIRS)
def test_a_picture_has_one_clay_stone_and_it_is_seen_whole(seed, name):
    left, top, right, bottom = SHAPES[name].zone
    stones = re.findall(r'class="clay"[^>]* d="([^"]+)"', picture(seed, name))

    assert len(stones) == 1
    for x, y in polylines(stones[0])[0]:
        assert left - 8 < x < right + 8
        assert top - 8 < y < bottom + 8


@pytest.mark.parametrize(("seed", "name"), PAIRS)
def test_a_picture_keeps_to_its_budget(seed, name):
    assert len(gzip.compress(picture(seed, name).encode())) <= LIMITS[name]


def test_a_line_drawn_twice_or_cut_short_would_be_noticed():
    """The measures above, on a garden that breaks the rules."""
    across = [(float(x), 50.0) for x in range(0, 101, 5)]
    crossing = [(float(x), float(x)) for x in range(0, 101, 5)]

    assert closest([across, crossing], reach=3.0) < 1.0
    assert closest([across, [(x, y + 2.5) for x, y in across]], reach=3.0) == pytest.approx(2.5)


def test_the_same_seed_draws_the_same_bytes_and_another_seed_another_garden():
    assert draw("the quiet room", "margin") == picture("the quiet room", "margin")
    assert len({picture(seed, "margin") for seed in SEEDS}) == len(SEEDS)


def test_a_picture_brings_its_colours_for_dark():
    svg = picture("the quiet room", "rest")

    assert "@media (prefers-color-scheme:dark){.ground{fill:#223029}.lines{stroke:#86A48F}" in svg
    assert 'class="clay" fill="#A4442A"' in svg


def test_a_studio_without_photos_has_its_own_garden(client, db):
    studio = StudioFactory(name="The Quiet Room")

    page = client.get("/").content.decode()
    response = client.get(garden_url(studio, "small"))

    assert garden_url(studio, "wide") in page
    assert garden_url(studio, "small") in page
    assert response.status_code == 200
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "script" not in response["Content-Security-Policy"]
    assert response.content == drawn(studio, "small").plain


def test_capitals_and_spaces_make_no_other_garden_but_another_name_does(client, db):
    studio = StudioFactory(name="The Quiet Room")
    before = garden_url(studio, "small")
    studio.name = "the  quiet room "
    assert garden_url(studio, "small") == before
    studio.name = "The Quiet Rooms"
    assert garden_url(studio, "small") != before


def test_a_garden_travels_compressed_to_those_who_take_it(client, db):
    address = garden_url(StudioFactory(), "rest")

    response = client.get(address, headers={"Accept-Encoding": "br, gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(response.content) == client.get(address).content


@pytest.mark.parametrize(
    ("accepted", "is_compressed"),
    [
        *[(refused, False) for refused in ("gzip;q=0", "gzip; q=0.000, *", "*;q=0", "br", "x-gzip-not")],
        *[(taken, True) for taken in ("gzip;q=0.1", "GZIP", "*", "br;q=1.0, gzip;q=0.8, *;q=0")],
    ],
)
def test_who_does_not_take_gzip_gets_none(client, db, accepted, is_compressed):
    response = client.get(garden_url(StudioFactory(), "rest"), headers={"Accept-Encoding": accepted})

    assert ("Content-Encoding" in response) == is_compressed


@pytest.fixture
def slow_drawing(monkeypatch):
    """Nothing is drawn yet; what is called "slow" is drawn until the event is set. Gives it, and what was begun."""
    go_on, begun = Event(), []

    def draw_slowly(seed, name):
        begun.append(seed)
        if seed == "slow":
            assert go_on.wait(timeout=5)
        return f"<svg>{seed}</svg>"

    monkeypatch.setattr(gardens, "picture", draw_slowly)
    monkeypatch.setattr(gardens, "_kept", {}, raising=False)
    return go_on, begun


def until(condition):
    end = monotonic() + 5
    while not condition() and monotonic() < end:
        sleep(0.01)
    assert condition()


def test_nobody_waits_for_a_garden_that_is_not_theirs(slow_drawing):
    go_on, begun = slow_drawing
    kept, slow, other = (StudioSettings(name=name) for name in ("kept", "slow", "other"))
    drawn(kept, "rest")
    with ThreadPoolExecutor(3) as pool:
        try:
            waiting = pool.submit(drawn, slow, "rest")
            until(lambda: "slow" in begun)

            assert pool.submit(drawn, kept, "rest").result(timeout=2).plain == b"<svg>kept</svg>"
            assert pool.submit(drawn, other, "rest").result(timeout=2).plain == b"<svg>other</svg>"
            assert not waiting.done()
        finally:
            go_on.set()


def test_one_garden_asked_for_twice_is_drawn_once(slow_drawing):
    go_on, begun = slow_drawing
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(drawn, StudioSettings(name="slow"), "rest") for _ in range(2)]
        until(lambda: begun)
        go_on.set()

    assert both[0].result() is both[1].result()
    assert begun == ["slow"]


def test_few_gardens_are_kept(slow_drawing):
    for number in range(gardens.KEPT + 5):
        drawn(StudioSettings(name=f"studio {number}"), "rest")

    assert len(gardens._kept) == gardens.KEPT
    assert gardens._being_drawn == {}


def test_nobody_can_have_other_gardens_drawn(client, db):
    studio = StudioFactory()

    stale = client.get("/garden/0123456789ab/rest.svg")

    assert stale.content == drawn(studio, "rest").plain
    assert stale["Cache-Control"] == "public, max-age=60"
    assert client.get(garden_url(studio, "unheard-of")).status_code == 404
