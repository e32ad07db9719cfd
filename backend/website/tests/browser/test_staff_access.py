"""Every screen of the staff app, and what opens over it, for everybody: both themes, both widths, both languages."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from accounts.services.set_up import set_up_link
from accounts.tests.factories import UserFactory
from bookings.models import Appointment
from common.time import now
from messaging.models import Failure, Message, ReminderRule, Status
from messaging.services.delivery import deliver_due
from studio.tests.factories import RoomFactory
from website.tests.browser.staff import TOO_WIDE, go, look_at, open_staff_app, owner

__all__ = ["owner"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PANELS = ["services/massage", "practitioners/maren", "practitioners/maren/hours", "rooms/river", "closures/new"]
NARROW = ["message-templates", "message-templates/booking-confirmed/email/fr", "reminders", "account"]
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
    studio.people[0].user = owner
    studio.people[0].save()
    for minutes in (2880, 120):
        ReminderRule.objects.get_or_create(
            audience="client", channel="email", minutes_before=minutes, defaults={"since": now()}
        )
    deliver_due(until=now() + timedelta(seconds=10), threads=1)
    not_reached = Message.objects.filter(event="booking-confirmed").latest("id")
    Message.objects.filter(pk=not_reached.pk).update(status=Status.FAILED, failure=Failure.BOUNCED)
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
        "messages",
        "messages?q=nobody",
        "message-templates",
        "message-templates/booking-confirmed/email/en",
        "message-templates/booking-reminder/sms/fr",
        "reminders",
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

    look_at_messages(staff)
    look_at_an_appointment(staff)
    if width == 390:
        go(staff, "appointments")
        staff.locator("[data-bottom-bar] button").click()
        expect(staff.get_by_role("dialog")).to_be_visible()
        look_at(staff, "drawer")


def look_at_messages(staff: Page) -> None:
    go(staff, f"messages/{Message.objects.get(status=Status.FAILED).key}?unreached=1")
    expect(staff.locator("section[role=dialog] iframe")).to_be_visible()
    look_at(staff, "message")
    staff.locator("[data-actions] button[aria-haspopup=dialog]").click()
    expect(staff.locator("dialog")).to_be_visible()
    staff.locator("dialog input").fill("nobody")
    staff.locator("dialog button[type=submit]").click()
    expect(staff.locator("dialog input")).to_have_attribute("aria-invalid", "true")
    look_at(staff, "to another address")
    staff.keyboard.press("Escape")
    go(staff, "message-templates/booking-confirmed/email/en")
    staff.locator("textarea").fill("{nickname}")
    expect(staff.locator("textarea")).to_have_attribute("aria-invalid", "true")
    look_at(staff, "unknown placeholder")
    staff.locator("textarea").fill("Come.")
    with staff.expect_response(lambda response: response.request.method == "PUT"):
        staff.locator("[data-actions] button[type=submit]").click()
    staff.locator("[data-actions] button[aria-haspopup=dialog]").click()
    expect(staff.get_by_role("alertdialog")).to_be_visible()
    look_at(staff, "giving up words")
    staff.keyboard.press("Escape")
    go(staff, "reminders")
    staff.locator("main li button").first.click()
    expect(staff.locator("section[aria-label] [role=status] button").first).to_be_visible()
    look_at(staff, "reminder removed, with undo")
    staff.locator("[data-actions] button[type=submit]").click()
    staff.wait_for_load_state("networkidle")
    go(staff, "account")
    with staff.expect_response("**/calendar-feed"):
        staff.locator("main button", has=staff.locator(".lucide-calendar-plus")).click()
    staff.locator("main button[aria-haspopup=dialog]").click()
    expect(staff.get_by_role("alertdialog")).to_be_visible()
    look_at(staff, "taking back the calendar")
    staff.keyboard.press("Escape")


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
    for screen in [
        "today",
        "appointments",
        "new?service=massage",
        "services",
        "settings",
        "messages",
        *NARROW,
        *PANELS,
    ]:
        go(staff, screen)
        assert staff.evaluate(TOO_WIDE) == [], screen
