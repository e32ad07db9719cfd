"""The staff app, as it is built, against the real backend: what a client books is what staff see."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from bookings.models import Appointment
from website.tests.browser.staff import open_staff_app, owner, sign_in
from website.tests.browser.steps import book

__all__ = ["owner"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_a_client_books_the_practitioner_sees(owner, open_page):
    book(open_page())

    staff = open_staff_app(open_page, width=1440)
    staff.goto("/admin/appointments")
    staff.get_by_role("link", name="Priya Nair").click()

    expect(staff).to_have_url(re.compile(Appointment.objects.get().reference))
    expect(staff.get_by_role("heading", name="Priya Nair")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "name", "duration"),
    [
        ("en-CA", "Name: fill this in.", "Duration: fill this in."),
        ("fr-CA", "Nom\u00a0: à remplir.", "Durée\u00a0: à remplir."),
    ],
)
def test_what_is_left_empty_is_asked_for_by_its_name(owner, open_page, watch, language, name, duration):
    watch.expected = ["400 (Bad Request)"]
    staff = open_staff_app(open_page, language=language)
    staff.goto("/admin/services/new")
    staff.locator("input[name=duration_minutes]").fill("")

    staff.locator("section[role=dialog] button[type=submit]").click()

    summary = staff.get_by_role("alert")
    expect(summary).to_be_focused()
    for field, words in [("name", name), ("duration_minutes", duration)]:
        expect(summary.get_by_role("button", name=words, exact=True)).to_be_visible()
        expect(staff.locator(f"input[name={field}]")).to_have_accessible_description(words)
    summary.get_by_role("button", name=name).click()
    expect(staff.locator("input[name=name]")).to_be_focused()


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
    page.goto("/admin/")

    sign_in(page, "not the password")

    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("E-mail")).to_have_value("owner@example.com")
