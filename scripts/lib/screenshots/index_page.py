"""One page that shows all pictures, scene by scene."""

from __future__ import annotations

from html import escape
from itertools import groupby
from pathlib import Path

STYLE = """
body { margin: 2rem; font: 1rem/1.5 system-ui; background: #777; color: #fff }
h2 { margin: 3rem 0 0 } h3 { margin: 1.5rem 0 .5rem; font-weight: 400 }
ul { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start; margin: 0; padding: 0; list-style: none }
a { display: block; color: inherit } img { display: block; max-height: 30rem; background: #fff }
.w390 img { width: 195px } .w768 img { width: 320px } .w1440 img { width: 480px }
"""


def write_index(folder: Path) -> Path:
    """Write `index.html` over every picture in `folder` (scene/moment.width.theme.png); returns its path."""
    pictures = sorted((file for file in folder.glob("*/*.png")), key=_order)
    body = []
    for scene, of_scene in groupby(pictures, key=lambda file: file.parent.name):
        body.append(f"<h2>{_words(scene)}</h2>")
        for moment, files in groupby(of_scene, key=lambda file: _order(file)[1]):
            body.append(f"<h3>{_words(moment)}</h3>\n<ul>")
            body.extend(_picture(file, folder) for file in files)
            body.append("</ul>")
    page = folder / "index.html"
    page.write_text(
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<title>Stillpoint: every page and screen</title>\n'
        f"<style>{STYLE}</style>\n<h1>Every page and screen</h1>\n" + "\n".join(body) + "\n</html>\n"
    )
    return page


def _order(file: Path) -> tuple[str, str, int, str]:
    moment, width, theme, _ = file.name.rsplit(".", 3)
    return file.parent.name, moment, int(width), "1 light" if theme == "light" else "2 dark"


def _picture(file: Path, folder: Path) -> str:
    moment, width, theme, _ = file.name.rsplit(".", 3)
    address = escape(file.relative_to(folder).as_posix())
    return (
        f'<li class="w{width}"><a href="{address}"><img loading="lazy" src="{address}" '
        f'alt="{_words(moment)}, {width} pixels, {theme}">{width}, {theme}</a></li>'
    )


def _words(name: str) -> str:
    return escape(name.replace("_", " ").replace("-", " ").capitalize())
