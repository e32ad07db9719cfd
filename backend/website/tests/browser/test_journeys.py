"""Ways through the site beyond the budget table: finding again, paging, going back, coming by a deep link."""

import re

import pytest
from playwright.sync_api import expect

from bookings.models import Appointment, Hold
from website.tests.browser.steps import book, cancel, choose_a_time, fill_in, wait_for_scripts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_names_treatment_practitioner_and_day(studio, open_page, scripts):
    day = studio.moment(9, 9).date()
    page = open_page(scripts=scripts)

    page.goto(f"/book/massage/?with=theo&from={day.isoformat()}")

    expect(page.get_by_role("link", name="Theo")).to_have_attribute("aria-current", "true")
    first = page.locator(".slot time").first
    assert first.get_attribute("datetime").startswith(day.isoformat())


def test_the_undo_goes_when_its_minutes_are_over(studio, open_page):
    page = open_page()
    link = book(page, day=3)
    page.clock.install()
    cancel(page, link)

    page.get_by_role("button", name="Undo").focus()
    page.clock.fast_forward(3 * 60 * 1000)

    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    expect(page.get_by_text("The three minutes to undo it are over.")).to_be_focused()


def test_new_times_are_announced_with_their_days(studio, open_page):
    page = open_page(width=1440)
    page.goto("/book/massage/")
    wait_for_scripts(page)

    page.get_by_role("link", name="Show from").click()

    told = page.locator("[data-announcements]")
    expect(told).to_have_text(re.compile(r"^\d+ times, \w+day \d+ \w+ to \w+day \d+ \w+$"))
    assert told.get_attribute("role") == "status"
