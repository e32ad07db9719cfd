"""Where the stones of a studio's garden lie: drawn by lot from its seed, so that no two studios share a garden.

The same seed gives the same garden on every machine. All gardens of one studio have the same stones, laid anew for each
shape of the picture.
"""

import hashlib
import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from common.drawing.raking import Garden, Stone

TRIES = 160
KEPT = 12  # of the first that fit, the best laid is taken


@dataclass(frozen=True)
class Shape:
    """A picture's size, and what lies in it: stones as width (0: none) and number of rings; `zone`, where they may lie.

    `zone` (left, top, right, bottom) is what every screen shows of the picture, less what words and buttons cover.
    `tolerance`: how far a curve may pass from the line it stands for.
    """

    width: int
    height: int
    zone: tuple[float, float, float, float]
    gap: float
    ring_gap: float
    sway: float
    tolerance: float = 0.18
    pine: tuple[float, int] = (0, 0)
    sage: tuple[float, int] = (0, 0)
    clay: tuple[float, int] = (0, 0)


SHAPES = {
    "wide": Shape(640, 700, (116, 112, 590, 580), 13.5, 10.5, 13, pine=(186, 4), sage=(70, 3), clay=(36, 5)),
    "small": Shape(800, 240, (228, 8, 572, 232), 11, 8.5, 7, pine=(104, 3), sage=(40, 2), clay=(23, 3)),
    "rest": Shape(800, 150, (330, 8, 470, 142), 10.5, 8.5, 6, 0.3, clay=(25, 4)),
    "rest-wide": Shape(1440, 300, (820, 40, 1180, 260), 15.5, 11.5, 13, 0.5, clay=(42, 6)),
    "letter": Shape(600, 112, (380, 8, 540, 104), 10.5, 8, 6, 0.3, clay=(20, 3)),
    "margin": Shape(348, 300, (40, 40, 308, 260), 12, 9, 9, 0.3, sage=(62, 3), clay=(24, 4)),
}


def planted(seed: str, shape: Shape) -> Garden:
    """The garden of this seed in this shape. Its stones have yet to settle between the lines (`raking.raked`)."""
    chance = lots(seed)
    traits = {kind: _trait(kind, chance) for kind in ("pine", "sage", "clay")}
    phase, tilt = next(chance) * 2 * math.pi, (next(chance) - 0.5) * 0.11
    garden = Garden(
        shape.width,
        shape.height,
        (),
        gap=shape.gap,
        ring_gap=shape.ring_gap,
        sway=shape.sway * (0.75 + 0.5 * next(chance)),
        phase=phase,
        tilt=tilt,
    )
    stones = [
        replace(trait, width=width, height=trait.height * width, rings=rings)
        for kind, trait in traits.items()
        for width, rings in [getattr(shape, kind)]
        if width
    ]
    chance = lots(f"{seed} {shape.width}x{shape.height}")
    size = 1.0
    while not (laid := _laid(stones, shape, garden, chance, size)):
        size *= 0.94  # too much for this shape: smaller stones
    return replace(garden, stones=laid)


def _trait(kind: str, chance: Iterator[float]) -> Stone:
    """A stone one unit wide, nowhere yet."""
    height, turn, wobble = 0.64 + 0.2 * next(chance), (next(chance) - 0.5) * 0.9, 0.035 + 0.035 * next(chance)
    return Stone(0, 0, width=1, height=height, turn=turn, wobble=wobble, kind=kind)


def _laid(
    stones: list[Stone], shape: Shape, garden: Garden, chance: Iterator[float], size: float
) -> tuple[Stone, ...] | None:
    found = []
    for _try in range(TRIES):
        laid = tuple(_somewhere(stone, shape, chance, size) for stone in stones)
        if _keep_apart(laid, garden):
            found.append(laid)
        if len(found) == KEPT:
            break
    return max(found, key=lambda laid: _balance(laid, shape), default=None)


def _somewhere(stone: Stone, shape: Shape, chance: Iterator[float], size: float) -> Stone:
    left, top, right, bottom = shape.zone
    across, down = stone.width * size * 0.55, stone.height * size * 0.6
    return replace(
        stone,
        x=left + across + next(chance) * (right - left - 2 * across),
        y=top + down + next(chance) * (bottom - top - 2 * down),
        width=stone.width * size,
        height=stone.height * size,
    )


def _keep_apart(stones: tuple[Stone, ...], garden: Garden) -> bool:
    """Two lines at least pass between the rings of any two stones, and all rings lie within the picture."""
    for index, stone in enumerate(stones):
        reach = _reach(stone, garden)
        if not reach * 0.8 < stone.y < garden.height - reach * 0.8:
            return False
        for other in stones[:index]:
            if math.dist((stone.x, stone.y), (other.x, other.y)) < reach + _reach(other, garden) + 1.7 * garden.gap:
                return False
    return True


def _reach(stone: Stone, garden: Garden) -> float:
    return stone.width / 2 + garden.ring_gap * (stone.rings + 0.5)


def _balance(stones: tuple[Stone, ...], shape: Shape) -> float:
    """Three stones lie best in a wide, uneven triangle; a lone stone beside the middle, as in a real garden."""
    if len(stones) < 2:
        return abs(stones[0].x - shape.width / 2)
    if len(stones) == 2:
        return math.dist((stones[0].x, stones[0].y), (stones[1].x, stones[1].y))
    (ax, ay), (bx, by), (cx, cy) = ((stone.x, stone.y) for stone in stones[:3])
    return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))


def seed_of(studio_name: str) -> str:
    """The studio's name: it outlives a restored or moved database. Capitals and spaces make no other garden."""
    return " ".join(studio_name.casefold().split())


def lots(seed: str) -> Iterator[float]:
    """Numbers from 0 up to 1, always the same ones for a seed: `random` promises less across versions."""
    count = 0
    while True:
        digest = hashlib.sha256(f"{seed}\0{count}".encode()).digest()
        for at in range(0, 32, 4):
            yield int.from_bytes(digest[at : at + 4], "big") / 2**32
        count += 1
