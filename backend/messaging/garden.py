"""The studio's garden as a picture inside e-mails: raked lines and the one point, on nothing.

The ground is transparent, since the mail program decides whether it is light or dark; the lines' colour reads on both.
Two processes draw the same bytes.
"""

from functools import lru_cache
from io import BytesIO
from threading import Lock

from PIL import Image, ImageDraw

from common.drawing.planting import SHAPES, planted
from common.drawing.raking import Line, raked
from common.palette import LIGHT

SHAPE = SHAPES["letter"]
WIDTH, HEIGHT = SHAPE.width, SHAPE.height
DENSITY = 2  # pixels of the file to one of the layout
FINER = 4  # drawn so many times larger, then shrunk: smooth edges
LEVELS = 7  # of an edge between nothing and full colour: more are not seen, and weigh
LINE_WIDTH = 1.2


_drawing = Lock()


def garden_png(seed: str) -> bytes:
    """A fifth of a second of work the first time: by one thread, however many have their first e-mail to write."""
    with _drawing:
        return _drawn(seed)


@lru_cache(maxsize=4)
def _drawn(seed: str) -> bytes:
    garden, lines = raked(planted(seed, SHAPE))
    lines += [ring for stone in garden.stones for ring in garden.rings(stone)]
    raking, stones = _canvas(), _canvas()
    for line in lines:
        _draw_line(ImageDraw.Draw(raking), line)
    for stone in garden.stones:
        ImageDraw.Draw(stones).polygon([_scaled(point) for point in stone.outline(0, 120)], fill=255)
    return _png(_shrunk(raking), _shrunk(stones))


def _canvas() -> Image.Image:
    return Image.new("L", (WIDTH * DENSITY * FINER, HEIGHT * DENSITY * FINER))


def _scaled(point: tuple[float, float]) -> tuple[float, float]:
    return point[0] * DENSITY * FINER, point[1] * DENSITY * FINER


def _draw_line(draw: ImageDraw.ImageDraw, line: Line) -> None:
    draw.line([_scaled(point) for point in line], fill=255, width=round(LINE_WIDTH * DENSITY * FINER), joint="curve")


def _shrunk(image: Image.Image) -> Image.Image:
    """To the file's size, as levels of opacity from 0 to LEVELS."""
    small = image.resize((WIDTH * DENSITY, HEIGHT * DENSITY), Image.Resampling.BOX)
    return small.point([round(value * LEVELS / 255) for value in range(256)])


def _png(raking: Image.Image, stones: Image.Image) -> bytes:
    """Two colours, each in LEVELS of opacity, as a palette: an eighth of the size of full colour."""
    picture = Image.composite(
        stones.point(lambda level: level + LEVELS), raking, stones.point(lambda level: 255 * (level > 0))
    )
    image = Image.frombytes("P", picture.size, picture.tobytes())
    image.putpalette([0, 0, 0] + LEVELS * _rgb(LIGHT["sage"]) + LEVELS * _rgb(LIGHT["clay"]))
    steps = [round(255 * level / LEVELS) for level in range(1, LEVELS + 1)]
    file = BytesIO()
    image.save(file, "PNG", optimize=True, bits=4, transparency=bytes([0, *steps, *steps]))
    return file.getvalue()


def _rgb(colour: str) -> list[int]:
    return list(bytes.fromhex(colour.removeprefix("#")))
