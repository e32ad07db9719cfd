"""Draws the picture that shared links show: `PYTHONPATH=backend python public-site/tools/draw_share.py`.

It must be a PNG, and one for every studio: open the file this names in a browser at 1200 × 630 and save what it shows as
assets/img/share.png.
"""

import tempfile
from pathlib import Path

from common.drawing.picture import drawing
from common.drawing.raking import Garden, Stone

SHARE = Garden(
    1200,
    630,
    (
        Stone(770, 210, 210, 140, -0.16, rings=4, kind="pine"),
        Stone(520, 420, 76, 58, 0.3, rings=3, kind="sage"),
        Stone(930, 470, 42, 40, 0.2, rings=5, kind="clay"),
    ),
    gap=17,
    ring_gap=12,
    sway=18,
    phase=0.6,
)

if __name__ == "__main__":
    file = Path(tempfile.gettempdir()) / "share.svg"
    file.write_text(drawing(SHARE, 0.18))
    print(file)
