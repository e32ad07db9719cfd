"""What the demo studio wrote, as its owner sees it; one address in it is dead and one phone is off."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page

from camera import Moment, Studio
from scenes.staff import sign_in

SCREENS = {
    "ledger": "messages",
    "not-reached": "messages?unreached=1",
    "nothing-found": "messages?q=zzzz",
    "templates": "message-templates",
    "editor": "message-templates/booking-confirmed/email/en",
    "editor-of-a-text": "message-templates/booking-reminder/sms/en",
    "reminders": "reminders",
}


def staff_messages(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    yield from _screens(page, SCREENS)


def staff_messages_in_french(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor(language="fr-CA"))
    yield from _screens(page, {name: SCREENS[name] for name in ("ledger", "templates", "reminders")})


def staff_one_message(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto("/admin/messages?event=booking-confirmed&status=sent")
    page.locator("main a[data-key]").first.click()
    page.locator("section[role=dialog] iframe").wait_for()
    yield Moment("e-mail", page, full=False)
    for channel in ("sms", "email"):
        page.goto(f"/admin/messages?unreached=1&channel={channel}")
        page.locator("main a[data-key]").first.click()
        page.locator("[data-actions]").wait_for()
        yield Moment(f"not-delivered-{channel}", page, full=False)
    page.locator("[data-actions] button[aria-haspopup=dialog]").click()
    page.locator("dialog input").wait_for()
    yield Moment("to-another-address", page, full=False)


def staff_words_of_their_own(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto("/admin/message-templates/booking-confirmed/email/en")
    page.get_by_label("Text").fill("{client_first_name}, see you soon. {nickname}")
    page.locator("[aria-invalid=true]").wait_for()
    yield Moment("unknown-placeholder", page, full=False)
    page.get_by_role("link", name="SMS").click()
    page.get_by_role("alertdialog").wait_for()
    yield Moment("leaving-unsaved", page, full=False)


def staff_calendar_elsewhere(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto("/admin/account")
    page.get_by_role("button", name="Make a private address").click()
    page.get_by_role("button", name="Take it back…").wait_for()
    yield Moment("address", page)


def _screens(page: Page, screens: dict[str, str]) -> Iterator[Moment]:
    for name, path in screens.items():
        page.goto(f"/admin/{path}")
        page.locator("h1").first.wait_for()
        yield Moment(name, page)


SCENES = [
    staff_messages,
    staff_messages_in_french,
    staff_one_message,
    staff_words_of_their_own,
    staff_calendar_elsewhere,
]
