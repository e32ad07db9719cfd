"""Draws every garden of the site into assets/img: `python public-site/tools/draw_gardens.py`. Takes some seconds.

Light and dark are two files with written-out colours: a `<style>` inside an SVG is at the mercy of the
Content-Security-Policy it is served with, and `<picture>` chooses by `prefers-color-scheme` anyway.
"""

import tempfile
from pathlib import Path

from raking import Garden, Stone
from svg import path

IMG = Path(__file__).parents[1] / "assets" / "img"
LIGHT = {"ground": "#E4EADF", "line": "#5C7A66", "pine": "#1F3B2E", "sage": "#8FA694", "clay": "#A4442A"}
DARK = {"ground": "#223029", "line": "#86A48F", "pine": "#C9DACB", "sage": "#4E6B59", "clay": "#EC9673"}

GARDENS = {
    "garden-wide": Garden(
        640,
        700,
        (
            Stone(372, 236, 186, 124, -0.16, 0.05, 4, "pine"),
            Stone(180, 366, 68, 52, 0.3, 0.05, 3, "sage"),
            Stone(402, 532, 36, 34, 0.2, 0.05, 5, "clay"),
        ),
        gap=13.5,
        ring_gap=10.5,
        sway=13,
        phase=0.6,
    ),
    "garden": Garden(
        800,
        240,
        (
            Stone(478, 84, 108, 74, -0.16, 0.05, 3, "pine"),
            Stone(300, 176, 40, 30, 0.3, 0.05, 2, "sage"),
            Stone(262, 62, 24, 23, 0.2, 0.05, 3, "clay"),
        ),
        gap=11,
        ring_gap=8.5,
        sway=8,
        phase=2.4,
    ),
    "rest": Garden(
        800, 150, (Stone(400, 76, 26, 24, 0.3, 0.05, 4, "clay"),), gap=10.5, ring_gap=8.5, sway=7, phase=1.1
    ),
    "rest-wide": Garden(
        1440, 300, (Stone(1010, 150, 44, 41, 0.3, 0.05, 6, "clay"),), gap=13, ring_gap=11, sway=14, phase=0.4
    ),
}

SHARE = Garden(
    1200,
    630,
    (
        Stone(770, 210, 210, 140, -0.16, 0.05, 4, "pine"),
        Stone(520, 420, 76, 58, 0.3, 0.05, 3, "sage"),
        Stone(930, 470, 42, 40, 0.2, 0.05, 5, "clay"),
    ),
    gap=17,
    ring_gap=12,
    sway=18,
    phase=0.6,
)


def drawing(garden: Garden, colours: dict[str, str]) -> str:
    lines = garden.lines() + [ring for stone in garden.stones for ring in garden.rings(stone)]
    stones = "".join(
        f'<path fill="{colours[stone.kind]}" d="{path([*(rim := stone.outline(0, 72)), rim[0]])}"/>'
        for stone in garden.stones
    )
    coarse = 0.3 if garden.width > 1000 else 0.18
    raked = "".join(path(line, coarse) for line in lines)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {garden.width} {garden.height}" '
        f'width="{garden.width}" height="{garden.height}" preserveAspectRatio="xMidYMid slice">'
        f'<path fill="{colours["ground"]}" d="M0 0h{garden.width}v{garden.height}H0z"/>'
        f'<path fill="none" stroke="{colours["line"]}" stroke-width="1.1" d="{raked}"/>'
        f"{stones}</svg>\n"
    )


if __name__ == "__main__":
    for name, garden in GARDENS.items():
        (IMG / f"{name}.svg").write_text(drawing(garden, LIGHT))
        (IMG / f"{name}-dark.svg").write_text(drawing(garden, DARK))
    # Links shared elsewhere show a PNG: open this one in a browser at 1200 × 630 and save what it shows as share.png.
    (Path(tempfile.gettempdir()) / "share.svg").write_text(drawing(SHARE, LIGHT))
