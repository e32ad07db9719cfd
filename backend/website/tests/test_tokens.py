"""One palette in three places: the site's tokens, the staff app's, and the written-out one of drawings and e-mails."""

import re

import pytest
from django.conf import settings

from common.palette import BAND, DARK, LIGHT
from website.assets import ROOT

STAFF_APP = settings.ROOT / "admin-spa" / "src" / "styles" / "tokens.css"
COLOUR = r"#[0-9A-Fa-f]{6}"


def site_tokens() -> tuple[dict[str, str], dict[str, str]]:
    light, dark = (ROOT / "css" / "tokens.css").read_text().split("@media (prefers-color-scheme: dark)")
    found = re.compile(rf"--([a-z0-9-]+): ({COLOUR});")
    return dict(found.findall(light)), dict(found.findall(dark))


def staff_tokens() -> tuple[dict[str, str], dict[str, str]]:
    found = re.findall(rf"--color-([a-z0-9-]+): light-dark\(({COLOUR}), ({COLOUR})\)", STAFF_APP.read_text())
    return (
        {name: light.upper() for name, light, _dark in found},
        {name: dark.upper() for name, _light, dark in found},
    )


def test_the_site_has_the_palette():
    light, dark = site_tokens()

    assert light == LIGHT | BAND
    assert dark == DARK


def test_the_staff_app_has_the_palette():
    light, dark = staff_tokens()

    assert light == LIGHT
    assert dark == DARK


def test_the_browser_frame_has_the_ground_of_its_theme():
    head = (settings.ROOT / "public-site" / "pages" / "base.html").read_text()

    for theme, palette in (("light", LIGHT), ("dark", DARK)):
        assert f'content="{palette["paper"]}" media="(prefers-color-scheme: {theme})"' in head


@pytest.mark.parametrize("folder", [ROOT / "css", settings.ROOT / "admin-spa" / "src"])
def test_no_style_has_a_colour_of_its_own(folder):
    """Everything else names a token. (Scrims are ink or black with an alpha, by `rgb()`.)"""
    styles = [path for path in folder.rglob("*.css") if path.name != "tokens.css"]

    assert styles
    for path in styles:
        assert not re.search(r"#[0-9A-Fa-f]{3,8}\b(?![^{]*\{)", re.sub(r"/\*.*?\*/", "", path.read_text())), path
