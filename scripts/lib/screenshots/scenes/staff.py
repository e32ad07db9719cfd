"""The staff app, screen by screen, as the demo's owner sees it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from camera import STUDIO_ZONE, Moment, Studio

EMAIL, PASSWORD = "owner@example.com", "demo-stillpoint"
SCREENS = {
    "today": "today",
    "appointments": "appointments",
    "cancelled-appointments": "appointments?status=cancelled",
    "nothing-found": "appointments?q=zzzz",
    "new-booking": "new",
    "services": "services",
    "service-form": "services/lymphatic-drainage",
    "new-service": "services/new",
    "practitioners": "practitioners",
    "practitioner": "practitioners/maren-holt",
    "hours": "practitioners/maren-holt/hours",
    "rooms": "rooms",
    "closures": "closures",
    "new-closure": "closures/new",
    "settings": "settings",
    "account": "account",
    "no-such-screen": "nowhere",
}


def sign_in(page: Page) -> Page:
    page.goto("/admin/")
    page.get_by_label(re.compile("E-mail|Courriel")).fill(EMAIL)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("form button").last.click()
    page.wait_for_url("**/admin/today")
    page.locator("main h1").wait_for()
    page.wait_for_load_state("networkidle")
    return page


def staff_screens(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    for name, path in SCREENS.items():
        page.goto(f"/admin/{path}")
        page.locator("h1").first.wait_for()
        yield Moment(name, page, full=name not in {"practitioner", "service-form", "new-service"})


def staff_screens_in_french(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor(language="fr-CA"))
    for name in ("today", "appointments", "new-booking", "services", "settings"):
        page.goto(f"/admin/{SCREENS[name]}")
        page.locator("h1").first.wait_for()
        yield Moment(name, page)


def staff_sign_in(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.goto("/admin/")
    page.get_by_label("E-mail").wait_for()
    yield Moment("empty", page)
    page.get_by_label("E-mail").fill(EMAIL)
    page.locator("input[type=password]").fill("not the password")
    page.locator("form button").last.click()
    page.get_by_role("alert").wait_for()
    yield Moment("wrong-password", page)


def staff_open_an_appointment(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto(f"/admin/appointments?from={_day(2)}")
    page.locator("main a[href*='/appointments/']").first.click()
    page.get_by_role("button", name="Cancel…").wait_for()
    yield Moment("open", page, full=False)
    page.get_by_role("button", name="Cancel…").click()
    page.get_by_role("button", name="Cancel the appointment").wait_for()
    yield Moment("before-cancelling", page, full=False)


def staff_book_by_hand(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto(f"/admin/new?service=relaxation-massage&day={_day(9)}")
    page.get_by_role("combobox", name="Find a client").press_sequentially("ma")
    page.get_by_role("option").first.wait_for()
    yield Moment("finding-a-client", page, full=False)
    page.get_by_role("option").first.click()
    yield Moment("choosing-a-time", page)


def staff_menu(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.get_by_role("button", name="Menu").click()
    page.get_by_role("dialog").wait_for()
    yield Moment("drawer", page, full=False)


def staff_on_an_empty_day(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto(f"/admin/today?day={_day(50)}")
    page.locator("h1").first.wait_for()
    yield Moment("agenda", page)


def _day(ahead: int) -> str:
    return (datetime.now(ZoneInfo(STUDIO_ZONE)).date() + timedelta(days=ahead)).isoformat()


SCENES = [
    staff_sign_in,
    staff_screens,
    staff_screens_in_french,
    staff_open_an_appointment,
    staff_book_by_hand,
    staff_menu,
    staff_on_an_empty_day,
]
