"""The two pictures of the README."""

from __future__ import annotations

from collections.abc import Iterator

from camera import Moment, Studio
from scenes.staff import sign_in


def site(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.goto("/")
    yield Moment("home", page, full=False)


def staff(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    yield Moment("today", page, full=False)


# Where each is taken best, in pixels.
README_SCENES = {site: 1440, staff: 390}
