"""A client comes back to a booking: from its link, to move it, to cancel it, to find it."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from camera import Moment, Studio
from scenes.flow import choose, fill_in, read


def a_booking_is_moved(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    link = _book(page)
    page.goto(link)
    yield Moment("booking", page)
    page.goto(f"{link}move/")
    yield Moment("choose-another-time", page)
    page.locator(".day:not(.day--none)").nth(3).locator(".slot:visible").first.click()
    page.wait_for_load_state("networkidle")
    yield Moment("consequence-first", page)
    page.get_by_role("button", name="Move to").click()
    page.wait_for_load_state("networkidle")
    yield Moment("moved", page)


def a_booking_is_cancelled(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    link = _book(page)
    page.goto(f"{link}cancel/")
    yield Moment("consequence-first", page)
    page.get_by_role("button", name="Cancel this booking").click()
    page.wait_for_load_state("networkidle")
    yield Moment("cancelled", page)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_load_state("networkidle")
    yield Moment("undone", page)


def a_booking_is_not_found(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.goto("/bookings/find/")
    page.get_by_label("Reference").fill("ABCD 2345")
    page.get_by_label("E-mail").fill("priya@example.ca")
    read(page)
    page.get_by_role("button", name="Open my booking").click()
    page.wait_for_load_state("networkidle")
    yield Moment("told", page)


def _book(page: Page) -> str:
    """Books the relaxation massage and returns the path of the booking, `/b/<token>/`."""
    page.goto("/book/relaxation-massage/")
    choose(page, day=4)
    fill_in(page, "Priya Nair", "priya@example.ca")
    page.locator("[data-book]").click()
    page.wait_for_url("**/confirmed/")
    return page.url.removesuffix("confirmed/")


SCENES = [a_booking_is_moved, a_booking_is_cancelled, a_booking_is_not_found]
