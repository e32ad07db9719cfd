"""Contrast of the pairs the look names, counted from the tokens themselves (WCAG 2.2: 4.5 for text, 3 for controls)."""

import re

import pytest

from website.assets import ROOT

TEXT, CONTROL = 4.5, 3.0
GROUNDS = ["paper", "sheet", "mist"]
PAIRS = [
    *[(text, ground, TEXT) for text in ("ink", "ink-2", "clay", "ok", "warn", "danger") for ground in GROUNDS],
    *[(mark, ground, CONTROL) for mark in ("edge", "sage", "pine") for ground in GROUNDS],
    *[("ink", wash, TEXT) for wash in ("shut", "clay-wash", "ok-wash", "warn-wash", "danger-wash")],
    *[("ink-2", wash, TEXT) for wash in ("shut", "clay-wash", "warn-wash", "danger-wash")],
    *[(name, f"{name}-wash", TEXT) for name in ("clay", "ok", "warn", "danger")],
    ("on-pine", "pine", TEXT),
    ("on-clay", "clay", TEXT),
    ("sheet", "danger", TEXT),
    ("on-band", "band", TEXT),
    ("on-band-2", "band", TEXT),
]


def themes() -> dict[str, dict[str, str]]:
    css = (ROOT / "css" / "tokens.css").read_text()
    light, dark = css.split("@media (prefers-color-scheme: dark)")
    found = re.compile(r"--([a-z0-9-]+): (#[0-9A-F]{6});")
    tokens = dict(found.findall(light))
    return {"light": tokens, "dark": tokens | dict(found.findall(dark))}


def luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_pair_is_legible(theme):
    tokens = themes()[theme]

    for front, ground, least in PAIRS:
        assert contrast(tokens[front], tokens[ground]) >= least, (front, ground)


def test_the_figures_are_those_of_the_look():
    light = themes()["light"]

    assert round(contrast(light["ink"], light["paper"]), 1) == 14.6
    assert round(contrast(light["clay"], light["clay-wash"]), 1) == 4.8


def test_colours_are_named_in_one_place():
    for path in (ROOT / "css").rglob("*.css"):
        if path.name != "tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b", path.read_text()), path
