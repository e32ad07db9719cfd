"""The studio's visitors, and the camera that takes each moment at every width and in every theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from playwright.sync_api import BrowserContext, Error, Page, sync_playwright

from project import say

HEIGHTS = {320: 640, 390: 844, 700: 900, 768: 1024, 1440: 900}
STUDIO_ZONE = "America/Edmonton"
# Another width asks for another drawing; it may come after the network fell silent before it was asked for.
PICTURES_ARE_THERE = """
() => Promise.all([...document.images]
  .filter((image) => image.checkVisibility() && image.getBoundingClientRect().top < innerHeight)
  .map((image) => image.decode().catch(() => null))).then(() => true)
"""


class Moment(NamedTuple):
    """Something worth a picture: the whole page or, unless `full`, what the window shows, once nothing is loading.

    A moment that never `settles` (something is kept loading on purpose) is taken as it is. `widths`: its own, where
    those of screens are not what it is seen at.
    """

    name: str
    page: Page
    full: bool = True
    settles: bool = True
    widths: tuple[int, ...] = ()


class Studio:
    """A running demo studio and the browser one visits it with."""

    def __init__(self, address: str, browser_path: str) -> None:
        self.address = address
        self._browser_path = browser_path

    def __enter__(self) -> Self:
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=self._browser_path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._browser.close()
        self._playwright.stop()

    def visitor(self, *, language: str = "en-CA", zone: str = STUDIO_ZONE, scripts: bool = True) -> Page:
        """A person of their own, with nothing kept from anybody before."""
        context: BrowserContext = self._browser.new_context(
            base_url=self.address,
            viewport={"width": 390, "height": HEIGHTS[390]},
            locale=language,
            timezone_id=zone,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        return context.new_page()


Scene = Callable[[Studio], Iterator[Moment]]


@dataclass
class Camera:
    folder: Path
    widths: tuple[int, ...]
    themes: tuple[str, ...] = ("light",)
    taken: list[Path] = field(default_factory=list)

    def play(self, scene: Scene, studio: Studio) -> bool:
        """Take every moment of a scene. A scene that breaks off is told and does not stop the others."""
        page: Page | None = None
        try:
            for moment in scene(studio):
                page = moment.page
                self._take(scene.__name__, moment)
        except Error as error:
            say(f"FAILED  {scene.__name__}: {str(error).strip()[:600]}")
            return False
        else:
            say(f"ok      {scene.__name__}")
            return True
        finally:
            if page:
                page.context.close()

    def _take(self, scene: str, moment: Moment) -> None:
        page = moment.page
        for width in moment.widths or self.widths:
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            for theme in self.themes:
                page.emulate_media(color_scheme="dark" if theme == "dark" else "light", reduced_motion="reduce")
                if moment.settles:
                    page.wait_for_load_state("networkidle", timeout=60_000)  # a busy machine is slow, not wrong
                file = self.folder / scene / f"{moment.name}.{width}.{theme}.png"
                file.parent.mkdir(parents=True, exist_ok=True)
                if moment.full:
                    _grow(page, width)
                page.evaluate(PICTURES_ARE_THERE)
                page.screenshot(path=file, animations="disabled")
                self.taken.append(file)
        page.set_viewport_size({"width": self.widths[0], "height": HEIGHTS[self.widths[0]]})


def _grow(page: Page, width: int) -> None:
    """Make the window as high as its page: a picture beyond the window would show fixed bars in the middle of it."""
    height = page.evaluate("Math.max(innerHeight, document.documentElement.scrollHeight)")
    page.set_viewport_size({"width": width, "height": height})
