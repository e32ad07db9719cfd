"""The frontend image and the back end agree on where the public site's files are."""

import gzip
import runpy

from django.conf import settings

from website.assets import folder_hash

PLACE = runpy.run_path(str(settings.ROOT / "nginx" / "place_files.py"))


def test_both_count_the_same_hash():
    assert PLACE["folder_hash"](settings.ROOT / "public-site" / "assets") == folder_hash()


def test_files_get_a_compressed_twin_and_tests_stay_out(tmp_path):
    assets, admin = tmp_path / "assets", tmp_path / "admin"
    for folder in (assets, admin):
        folder.mkdir()
    (assets / "base.css").write_text("a { color: green }\n" * 100)
    (assets / "base.test.js").write_text("nothing")
    (admin / "index.html").write_text("<p>")

    PLACE["place"](assets, admin, tmp_path / "www")

    placed = {file.name: file for file in (tmp_path / "www").rglob("*") if file.is_file()}
    assert set(placed) == {"base.css", "base.css.gz", "index.html"}
    assert gzip.decompress(placed["base.css.gz"].read_bytes()) == placed["base.css"].read_bytes()
