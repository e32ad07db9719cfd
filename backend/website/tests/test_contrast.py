"""Contrast of every pair in the look's table, counted from the tokens (WCAG 2.2: 4.5 for text, 3 for controls).

The figures are the ones that the look promises, light and dark; a token that is changed may not quietly read worse.
"""

import pytest

from common.palette import BAND, DARK, LIGHT

TEXT, CONTROL = 4.5, 3.0
GROUNDS = ("paper", "sheet", "mist")
TABLE = {
    "ink": ((14.6, 14.8), (15.5, 13.3), (13.2, 11.5)),
    "ink-2": ((6.8, 8.3), (7.2, 7.4), (6.2, 6.4)),
    "clay": ((5.5, 7.7), (5.8, 7.0), (5.0, 6.0)),
    "ok": ((7.0, 9.8), (7.5, 8.8), (6.4, 7.6)),
    "warn": ((7.1, 10.2), (7.6, 9.2), (6.5, 7.9)),
    "danger": ((7.3, 8.3), (7.7, 7.5), (6.6, 6.5)),
    "edge": ((3.6, 4.1), (3.9, 3.7), (3.3, 3.2)),
    "sage": ((4.3, 6.5), (4.5, 5.9), (3.9, 5.1)),
    "pine": ((11.0, 12.1), (11.7, 10.9), (9.9, 9.4)),
}
PAIRS = [
    *[
        (name, ground, *figures)
        for name, on_grounds in TABLE.items()
        for ground, figures in zip(GROUNDS, on_grounds, strict=True)
    ],
    *[("ink", wash, 12.8, 11.0) for wash in ("clay-wash", "ok-wash", "warn-wash", "danger-wash")],
    ("ink", "shut", 13.3, 15.8),
    ("ink-2", "clay-wash", 6.0, 6.6),
    ("ink-2", "warn-wash", 6.1, 6.4),
    ("ink-2", "danger-wash", 6.0, 7.0),
    ("ink-2", "shut", 6.2, 8.8),
    ("clay", "clay-wash", 4.8, 6.2),
    ("ok", "ok-wash", 6.2, 7.3),
    ("warn", "warn-wash", 6.4, 7.9),
    ("danger", "danger-wash", 6.4, 7.0),
    ("on-pine", "pine", 11.1, 11.5),
    ("on-clay", "clay", 6.1, 7.8),
    ("sheet", "danger", 7.7, 7.5),
    ("paper", "ink", 14.6, 14.8),  # a toast
    ("on-band", "band", 13.4, 13.4),
    ("on-band-2", "band", 8.5, 8.5),
    ("band-clay", "band", CONTROL, CONTROL),
]
MARKS = {"edge", "sage", "pine", "band-clay"}


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("name", "ground", "light", "dark"), PAIRS, ids=[f"{one}-on-{two}" for one, two, *_ in PAIRS])
def test_every_pair_reads_as_well_as_the_look_promises(name, ground, light, dark):
    limit = CONTROL if name in MARKS else TEXT
    for promised, palette in ((light, LIGHT | BAND), (dark, DARK | BAND)):
        counted = contrast(palette[name], palette[ground])

        assert counted >= limit
        assert counted >= promised - 0.05  # figures are rounded to one decimal


def test_contrast_is_counted_as_wcag_counts_it():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
