"""A guest books, and what may come between."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page

from camera import Moment, Studio
from scenes.content import SERVICE

TIMES = f"/book/{SERVICE}/"


def a_guest_books(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.goto(TIMES)
    yield Moment("times", page)
    choose(page, day=2)
    yield Moment("details", page)
    page.locator("[data-book]").click()
    yield Moment("details-with-errors", page)
    fill_in(page, "Priya Nair", "priya@example.ca")
    yield Moment("details-filled-in", page)
    page.locator("[data-book]").click()
    page.wait_for_url("**/confirmed/")
    yield Moment("confirmed", page)


def a_guest_books_in_french(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor(language="fr-CA")
    page.goto(f"/fr{TIMES}")
    yield Moment("times", page)
    choose(page, day=3)
    yield Moment("details", page)
    page.locator("[data-book]").click()
    yield Moment("details-with-errors", page)
    fill_in(page, "Émilie Côté", "emilie@example.ca")
    page.locator("[data-book]").click()
    page.wait_for_url("**/confirmed/")
    yield Moment("confirmed", page)


def a_guest_books_without_scripts(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor(scripts=False)
    page.goto(TIMES)
    yield Moment("times", page)
    choose(page, day=4)
    yield Moment("details", page)
    page.locator("[data-book]").click()
    yield Moment("details-with-errors", page)
    let_go(page)


def times_in_other_ways(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor(zone="Europe/Paris")
    page.goto(f"{TIMES}?with=maren-holt")
    yield Moment("for-a-visitor-on-another-clock", page)
    page.goto("/book/relaxation-massage/?with=theo-arsenault")
    yield Moment("with-one-practitioner", page)
    page.locator("a", has_text="Show from").click()
    yield Moment("further-on", page)


def somebody_was_quicker(studio: Studio) -> Iterator[Moment]:
    page, rival = studio.visitor(), studio.visitor()
    for one in (page, rival):
        one.goto(TIMES)
    choose(rival, day=5)
    slot_of(page, day=5).click()
    page.wait_for_load_state("networkidle")
    yield Moment("three-nearest-times", page)
    let_go(rival)
    rival.context.close()


def a_hold_runs_out(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.clock.install()
    page.goto(TIMES)
    choose(page, day=6)
    page.clock.fast_forward(8 * 60 * 1000 + 5000)
    yield Moment("two-minutes-left", page, full=False)
    fill_in(page, "Priya Nair", "priya@example.ca")
    page.clock.fast_forward(3 * 60 * 1000)
    yield Moment("over", page)
    let_go(page)


def no_connection(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.goto(TIMES)
    choose(page, day=7)
    fill_in(page, "Priya Nair", "priya@example.ca")
    page.route("**/api/v1/public/bookings", lambda route: route.abort())
    page.locator("[data-book]").click()
    page.locator("[data-book]:not([aria-disabled=true])").wait_for()
    yield Moment("while-booking", page)
    page.unroute("**/api/v1/public/bookings")
    let_go(page)


def slot_of(page: Page, *, day: int) -> Locator:
    """The last time of the `day`-th day that has any. Scenes take days of their own: a time can go only once."""
    days = page.locator(".day:not(.day--none)")
    return days.nth(min(day, days.count() - 1)).locator(".slot:visible").last


def read(page: Page) -> None:
    """As long as a person types: fields that are sent at once are taken for a program's (website/guard.py)."""
    page.wait_for_timeout(1100)


def choose(page: Page, *, day: int) -> None:
    slot_of(page, day=day).click()
    page.locator("[data-book]").wait_for()
    page.wait_for_load_state("networkidle")


def fill_in(page: Page, name: str, email: str) -> None:
    page.locator("[name=name]").fill(name)
    page.locator("[name=email]").fill(email)
    for box in ("terms", "health"):
        if page.locator(f"[name={box}]").count():
            page.locator(f"[name={box}]").check()


def let_go(page: Page) -> None:
    """Give the time back: one address may hold two at once, and the next scene wants its own."""
    page.locator("button[form=leave]").click()
    page.wait_for_load_state("networkidle")


SCENES = [
    a_guest_books,
    a_guest_books_in_french,
    a_guest_books_without_scripts,
    times_in_other_ways,
    somebody_was_quicker,
    a_hold_runs_out,
    no_connection,
]
