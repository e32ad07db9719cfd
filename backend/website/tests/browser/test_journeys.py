"""The journeys of the budget table, as their client makes them."""

import pytest
from playwright.sync_api import expect

from bookings.models import Appointment, Hold
from website.tests.browser.steps import book, choose_a_time, fill_in, press_book, wait_for_scripts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COUNT_TAPS = (
    "window.addEventListener('click', () => sessionStorage.setItem('taps', 1 + Number(sessionStorage.taps || 0)), true)"
)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_guest_books_within_the_budget(studio, open_page, width):
    page = open_page(width=width)
    page.context.add_init_script(COUNT_TAPS)

    page.goto("/book/")
    page.get_by_role("link", name="Relaxation massage").click()
    page.locator(".slot").nth(3).click()
    wait_for_scripts(page)
    page.get_by_label("Name").fill("Priya Nair")
    page.get_by_label("E-mail").fill("priya@example.ca")
    page.get_by_label("I agree to the").check()
    press_book(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked, Priya")
    assert int(page.evaluate("sessionStorage.taps")) <= 5
    assert Appointment.objects.get().client.email == "priya@example.ca"


@pytest.mark.parametrize("width", [390, 1440])
def test_a_guest_books_without_scripts(studio, open_page, width):
    page = open_page(width=width, scripts=False)

    link = book(page)
    page.goto(link)

    expect(page.get_by_role("heading", level=1)).to_have_text("Your booking")
    assert Appointment.objects.get().status == "confirmed"


def test_a_guest_books_by_keyboard_alone(studio, open_page):
    page = open_page(width=1440)
    page.goto("/book/massage/")
    page.locator(".slot").nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your details")

    page.get_by_label("Name").focus()
    page.keyboard.type("Priya Nair")
    page.keyboard.press("Tab")
    page.keyboard.type("priya@example.ca")
    page.get_by_label("I agree to the").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Book ").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_booking_is_moved(studio, open_page, scripts):
    page = open_page(scripts=scripts)
    link = book(page, day=3)
    before = Appointment.objects.get().starts_at

    page.goto(link)
    page.get_by_role("link", name="Move to another time").click()
    page.locator(".day:not(.day--none)").nth(4).locator(".slot").nth(1).click()
    expect(page.get_by_text("After that, $57.50.")).to_be_visible()
    page.get_by_role("button", name="Move to").click()

    expect(page.get_by_role("heading", name="Moved")).to_be_visible()
    assert Appointment.objects.get().starts_at > before


@pytest.mark.parametrize("scripts", [True, False])
def test_a_booking_is_cancelled(studio, open_page, scripts):
    page = open_page(scripts=scripts)
    link = book(page, day=3)

    page.goto(link)
    page.get_by_role("link", name="Cancel this booking").click()
    expect(page.get_by_text("Cancelling now is free.")).to_be_visible()
    page.get_by_role("button", name="Cancel this booking").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled")
    assert Appointment.objects.get().status == "cancelled"


def test_a_booking_is_found_again(studio, open_page):
    page = open_page()
    book(page)

    page.goto("/bookings/find/")
    page.get_by_label("Reference").fill(Appointment.objects.get().reference.lower())
    page.get_by_label("E-mail").fill("priya@example.ca")
    page.get_by_role("button", name="Open my booking").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Your booking")


def test_days_and_people_change_without_a_new_page(studio, open_page):
    page = open_page(width=1440)
    page.goto("/book/massage/")
    wait_for_scripts(page)
    page.evaluate("window.isTheSamePage = true")

    page.get_by_role("link", name="Theo").click()
    expect(page.get_by_role("link", name="Theo")).to_have_attribute("aria-current", "true")
    page.get_by_role("link", name="Show from").click()
    expect(page.locator("#first-day")).to_be_focused()

    assert "with=theo" in page.url
    assert "from=" in page.url
    assert page.locator('input[name="practitioner"]').input_value() == "theo"
    assert page.evaluate("window.isTheSamePage")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("link", name="Anyone")).to_have_attribute("aria-current", "true")


def test_going_back_and_choosing_anew_holds_one_time(studio, open_page):
    page = open_page()
    for time in range(4):
        choose_a_time(page, time=time)

    assert Hold.objects.count() == 1


def test_what_was_typed_follows_to_another_time(studio, open_page):
    page = open_page()
    choose_a_time(page)
    fill_in(page)

    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Time").click()
    expect(page.get_by_text("stays held for you")).to_be_visible()
    wait_for_scripts(page)
    page.locator(".day:not(.day--none)").nth(2).locator(".slot").nth(1).click()

    expect(page.get_by_label("Name")).to_have_value("Priya Nair")
    expect(page.get_by_label("I agree to the")).to_be_checked()


@pytest.mark.parametrize(("zone", "seen"), [("America/Toronto", 0), ("America/New_York", 0), ("Europe/Paris", 1)])
def test_only_visitors_on_another_clock_see_their_own_time(studio, open_page, zone, seen):
    page = open_page(zone=zone)
    choose_a_time(page)

    expect(page.get_by_text("your time)")).to_have_count(seen)
