"""The staff app, as it is built, against the real backend: what a client books is what staff see."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.tests.factories import PASSWORD, UserFactory
from bookings.models import Appointment
from website.tests.browser.steps import book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def owner(studio):
    return UserFactory(email="owner@example.com", name="Maren Holt", role="owner")


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/admin/")
    page.get_by_label("E-mail").fill("owner@example.com")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def open_staff_app(open_page, **how) -> Page:
    page = open_page(**how)
    sign_in(page)
    expect(page).to_have_url(re.compile("/admin/today"))
    return page


def test_what_a_client_books_the_practitioner_sees(owner, open_page):
    book(open_page())

    staff = open_staff_app(open_page, width=1440)
    staff.goto("/admin/appointments")
    staff.get_by_role("link", name="Priya Nair").click()

    expect(staff).to_have_url(re.compile(Appointment.objects.get().reference))
    expect(staff.get_by_role("heading", name="Priya Nair")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_staff_book_by_hand_move_and_cancel(owner, studio, open_page, width):
    staff = open_staff_app(open_page, width=width)
    day = studio.moment(7, 10).date().isoformat()

    staff.goto(f"/admin/new?service=massage&day={day}")
    staff.get_by_role("combobox", name="Find a client").press_sequentially("Hana Sato")
    staff.get_by_role("option", name=re.compile("New client")).click()
    staff.get_by_role("button", name=re.compile("10:00.am")).click()
    staff.get_by_role("button", name=re.compile("^Book ")).click()
    expect(staff.get_by_role("heading", name="Hana Sato")).to_be_visible()
    assert Appointment.objects.get().starts_at == studio.moment(7, 10)

    staff.get_by_role("button", name="Move", exact=True).or_(staff.get_by_role("link", name="Move", exact=True)).click()
    staff.get_by_role("button", name=re.compile("10:30.am")).click()  # half an hour on, into time it takes itself
    with staff.expect_response(re.compile("/reschedule$")):
        staff.get_by_role("button", name=re.compile("^Move to ")).click()
    expect(staff.get_by_role("heading", name="Hana Sato")).to_be_visible()
    assert Appointment.objects.get().starts_at == studio.moment(7, 10) + timedelta(minutes=30)

    staff.get_by_role("button", name="Cancel…").click()
    staff.get_by_role("button", name="Cancel the appointment").click()
    expect(staff.get_by_text("Cancelled by studio").first).to_be_visible()
    assert Appointment.objects.get().status == "cancelled"


def test_a_wrong_password_is_told_and_nothing_is_lost(owner, open_page, watch):
    watch.expected = ["400 (Bad Request)", "401 (Unauthorized)"]
    page = open_page()

    sign_in(page, "not the password")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("owner@example.com")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_any_screen(owner, studio, open_page, width, dark):
    studio.book(studio.massage, studio.moment(1, 10))
    reference = Appointment.objects.get().reference
    staff = open_staff_app(open_page, width=width, dark=dark)

    for screen in ["today", "appointments", f"appointments/{reference}", "new", "services", "practitioners", "rooms"]:
        staff.goto(f"/admin/{screen}")
        expect(staff.get_by_role("heading", level=1).first).to_be_visible()
        staff.wait_for_load_state("networkidle")
        findings = Axe().run(staff, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
        assert findings.violations_count == 0, (screen, findings.generate_report())
