"""The pages one reads."""

from __future__ import annotations

from collections.abc import Iterator

from camera import Moment, Studio

SERVICE = "lymphatic-drainage"
PAGES = {
    "home": "/",
    "services": "/services/",
    "service": f"/services/{SERVICE}/",
    "choose-a-treatment": "/book/",
    "find": "/bookings/find/",
    "privacy": "/privacy/",
    "terms": "/terms/",
    "not-found": "/nothing-here/",
}


def pages_in_english(studio: Studio) -> Iterator[Moment]:
    yield from _pages(studio, "en-CA", "")


def pages_in_french(studio: Studio) -> Iterator[Moment]:
    yield from _pages(studio, "fr-CA", "/fr")


def _pages(studio: Studio, language: str, prefix: str) -> Iterator[Moment]:
    page = studio.visitor(language=language)
    for name, path in PAGES.items():
        page.goto(prefix + path)
        yield Moment(name, page)


def the_menu(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.goto("/")
    page.get_by_role("button", name="Menu").click()
    yield Moment("open", page, full=False)


SCENES = [pages_in_english, pages_in_french, the_menu]
