"""A garden as an SVG file, in the colours of the look, light and dark in one file."""

import base64
import hashlib

from common.drawing.paths import path
from common.drawing.planting import SHAPES, planted
from common.drawing.raking import Garden, Stone, raked
from common.palette import DARK, LIGHT

COLOURS = {"pine": "pine", "sage": "sage-2", "clay": "clay"}
# One style for every garden, so that one hash in the policy lets it in (`STYLE_HASH`); `<picture>` shows SVG files with
# the visitor's own colour scheme. Where no style is read, the attributes' light colours stand.
STYLE = "@media (prefers-color-scheme:dark){{.ground{{fill:{mist}}}.lines{{stroke:{sage}}}{stones}}}".format(
    **DARK, stones="".join(f".{kind}{{fill:{DARK[colour]}}}" for kind, colour in COLOURS.items())
)
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()


def picture(seed: str, name: str) -> str:
    """The garden of `seed` in the shape of this name, as SVG. Half a second of work: keep what it returns."""
    shape = SHAPES[name]
    return drawing(planted(seed, shape), shape.tolerance)


def drawing(garden: Garden, tolerance: float) -> str:
    garden, lines = raked(garden)
    lines += [ring for stone in garden.stones for ring in garden.rings(stone)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {garden.width} {garden.height}" '
        f'width="{garden.width}" height="{garden.height}" preserveAspectRatio="xMidYMid slice">'
        f"<style>{STYLE}</style>"
        f'<path class="ground" fill="{LIGHT["mist"]}" d="M0 0h{garden.width}v{garden.height}H0z"/>'
        f'<path class="lines" fill="none" stroke="{LIGHT["sage"]}" stroke-width="1.1" '
        f'd="{"".join(path(line, tolerance) for line in lines)}"/>'
        f"{''.join(_stone(stone) for stone in garden.stones)}</svg>\n"
    )


def _stone(stone: Stone) -> str:
    outline = stone.outline(0, 72)
    return f'<path class="{stone.kind}" fill="{LIGHT[COLOURS[stone.kind]]}" d="{path([*outline, outline[0]])}"/>'
