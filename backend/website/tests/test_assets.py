"""Files under the name of their folder's content, and how heavy they are."""

import gzip
import re

import pytest

from website.assets import ROOT, asset_url, folder_hash

LIMIT_JS, LIMIT_CSS = 40_000, 15_000
LIMIT_DRAWING = 8_000  # the studio's gardens, drawn on demand, have budgets of their own (test_gardens.py)


def test_an_asset_is_kept_for_a_year(client):
    response = client.get(asset_url("css/base.css"))

    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/css")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_the_address_of_another_version_gets_the_file_but_may_not_keep_it(client):
    response = client.get("/assets/0123456789ab/css/base.css")

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "file", ["js/lib/dates.test.js", "../pages/base.html", "css/%2e%2e/%2e%2e/pages/base.html", "css/none.css", "css/"]
)
def test_nothing_else_is_served(client, db, file):
    assert client.get(f"/assets/{folder_hash()}/{file}").status_code == 404


def test_modules_are_javascript_and_import_by_relative_address():
    for module in ROOT.rglob("*.js"):
        for imported in re.findall(r"from '([^']+)'", module.read_text()):
            if not module.name.endswith(".test.js"):
                assert (module.parent / imported).resolve().is_file(), (module, imported)


def test_the_whole_flow_is_light():
    scripts = [path for path in (ROOT / "js").rglob("*.js") if not path.name.endswith(".test.js")]
    styles = list((ROOT / "css").rglob("*.css"))

    assert sum(len(gzip.compress(path.read_bytes())) for path in scripts) < LIMIT_JS
    assert sum(len(gzip.compress(path.read_bytes())) for path in styles) < LIMIT_CSS


def test_drawings_keep_to_their_budget():
    drawings = list((ROOT / "img").rglob("*.svg"))

    assert drawings
    for path in drawings:
        assert len(gzip.compress(path.read_bytes())) <= LIMIT_DRAWING, path


def test_fonts_come_with_their_licences():
    assert len(list((ROOT / "fonts").glob("*.woff2"))) == len(list((ROOT / "fonts").glob("*-OFL.txt"))) == 2
    assert sum(path.stat().st_size for path in (ROOT / "fonts").glob("*.woff2")) < 70_000
