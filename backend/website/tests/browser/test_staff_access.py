"""Every screen of the staff app, and what opens over it, for everybody: both themes, both widths, both languages."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.services.set_up import set_up_link
from accounts.tests.factories import UserFactory
from bookings.models import Appointment
from studio.tests.factories import RoomFactory
from website.tests.browser.staff import TOO_WIDE, go, look_at, open_staff_app, owner

__all__ = ["owner"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PANELS = ["services/massage", "practitioners/maren", "practitioners/maren/hours", "rooms/river", "closures/new"]
EVERY_WAY = pytest.mark.parametrize(
    ("width", "dark", "language"),
    [(width, dark, language) for width in (390, 1440) for dark in (False, True) for language in ("en-CA", "fr-CA")],
    ids=lambda value: {False: "light", True: "dark"}.get(value, str(value)) if isinstance(value, bool) else str(value),
)


@pytest.fixture
def busy(studio, owner):
    """Somebody tomorrow, and a room to show; today depends on the hour, so days are asked for by name."""
    RoomFactory(slug="river", name="River room")
    studio.book(studio.massage, studio.moment(1, 10))
    studio.book(studio.drainage, studio.moment(2, 14))
    return studio


@EVERY_WAY
def test_every_screen(busy, open_page, width, dark, language):
    page = open_page(width=width, dark=dark, language=language)
    page.goto("/admin/")
    expect(page.locator("input[name=email]")).to_be_visible()
    look_at(page, "sign-in")
    page.goto(urlsplit(set_up_link(UserFactory(email="new@example.com"))).path)
    expect(page.locator("input[type=password]").first).to_be_visible()
    look_at(page, "set-up")
    page.close()
    staff = open_staff_app(open_page, width=width, dark=dark, language=language)
    tomorrow, empty = busy.moment(1, 10).date(), busy.moment(20, 10).date()
    for screen in [
        f"today?day={tomorrow}",
        f"today?day={empty}",
        "appointments",
        "appointments?q=nobody",
        f"new?service=massage&day={tomorrow}",
        "services",
        "practitioners",
        "rooms",
        "closures",
        "settings",
        "account",
        "nowhere",
    ]:
        go(staff, screen)
        assert staff.locator("h1").count() == 1, screen
        look_at(staff, screen)


@EVERY_WAY
def test_every_panel_dialog_drawer_and_toast(busy, open_page, width, dark, language, watch):
    watch.expected = ["400 (Bad Request)"]
    staff = open_staff_app(open_page, width=width, dark=dark, language=language)
    for panel in [
        "services/massage",
        "practitioners/maren",
        "practitioners/maren/hours",
        "practitioners/new",
        "rooms/river",
        "rooms/new",
        "services/new",
        "closures/new",
    ]:
        go(staff, panel)
        expect(staff.get_by_role("dialog")).to_be_visible()
        look_at(staff, panel)

    go(staff, "services/new")
    staff.locator("[name=price_minor]").fill("100")
    staff.locator("[data-actions] button").click()
    expect(staff.get_by_role("alert")).to_be_focused()
    look_at(staff, "refused form")
    staff.keyboard.press("Escape")
    expect(staff.get_by_role("alertdialog")).to_be_visible()
    look_at(staff, "leaving unsaved")
    staff.get_by_role("alertdialog").get_by_role("button").last.click()

    look_at_an_appointment(staff)
    if width == 390:
        go(staff, "appointments")
        staff.locator("[data-bottom-bar] button").click()
        expect(staff.get_by_role("dialog")).to_be_visible()
        look_at(staff, "drawer")


def look_at_an_appointment(staff: Page) -> None:
    go(staff, f"appointments/{Appointment.objects.earliest('starts_at').reference}")
    look_at(staff, "appointment")
    staff.locator("section[role=dialog] button", has=staff.locator(".lucide-calendar-clock")).click()
    expect(staff.locator("section[role=dialog] [aria-busy=false] button").first).to_be_visible()
    look_at(staff, "moving")
    staff.keyboard.press("Escape")
    staff.locator("[data-actions] button[aria-haspopup=dialog]").click()
    look_at(staff, "cancelling")
    with staff.expect_response("**/cancellation"):
        staff.locator("dialog button[type=submit]").click()
    expect(staff.locator("section[aria-label] [role=status] button").first).to_be_visible()
    expect(staff.locator("dialog")).to_have_count(0)
    staff.wait_for_load_state("networkidle")
    look_at(staff, "cancelled, with undo")


def test_nothing_runs_off_the_narrowest_screen(busy, open_page):
    staff = open_staff_app(open_page, width=320)  # as wide as 1280 at 400 %
    for screen in ["today", "appointments", "new?service=massage", "services", "settings", *PANELS]:
        go(staff, screen)
        assert staff.evaluate(TOO_WIDE) == [], screen
