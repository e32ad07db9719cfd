"""When something goes wrong: nothing typed is lost, and what to do is said."""

import pytest
from playwright.sync_api import expect

from bookings.models import Appointment, Hold
from website.tests.browser.steps import choose_a_time, fill_in, press_book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_slips_are_told_at_once_beside_their_fields(studio, open_page):
    page = open_page()
    choose_a_time(page)
    page.get_by_label("Name").fill("Priya Nair")
    page.get_by_label("E-mail").fill("priya@gmail")

    press_book(page)

    summary = page.locator("[data-summary]")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("Two things to put right")
    expect(page.get_by_label("E-mail")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#id_email-error")).to_have_text(
        "The address stops after “gmail”. Add the ending, such as .com"
    )
    expect(page.get_by_label("Name")).to_have_value("Priya Nair")
    summary.get_by_role("link", name="The address stops").click()
    expect(page.get_by_label("E-mail")).to_be_focused()


def test_an_error_goes_when_its_field_is_mended(studio, open_page):
    page = open_page()
    choose_a_time(page)
    press_book(page)

    page.get_by_label("Name").fill("Priya")

    expect(page.locator("#id_name-error")).to_be_hidden()
    expect(page.locator("#id_email-error")).to_be_visible()


def test_the_hold_counts_down_and_is_held_longer(studio, open_page):
    page = open_page()
    page.clock.install()
    choose_a_time(page)
    expect(page.get_by_text("held for you, 9:")).to_be_visible()

    page.clock.fast_forward(8 * 60 * 1000 + 5000)
    expect(page.locator("[data-announcements]")).to_have_text("Your time is held for two more minutes.")
    page.get_by_role("button", name="Keep longer").click()

    expect(page.locator("[data-announcements]")).to_have_text("Your time is held for longer.")


def test_a_hold_that_ran_out_is_held_again_with_all_that_was_typed(studio, open_page):
    page = open_page()
    page.clock.install()
    choose_a_time(page)
    fill_in(page)

    page.clock.fast_forward(11 * 60 * 1000)
    lost = page.locator("[data-lost]")
    expect(lost).to_be_focused()
    Hold.objects.all().delete()
    lost.get_by_role("button", name="Hold").click()

    expect(page.get_by_label("Name")).to_have_value("Priya Nair")
    expect(page.get_by_label("I agree to the")).to_be_checked()
    press_book(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked")


@pytest.mark.parametrize("scripts", [True, False])
def test_somebody_was_quicker(studio, open_page, watch, scripts):
    watch.expected = ["409"]
    page = open_page(scripts=scripts)
    page.goto("/book/drainage/")
    studio.book(studio.drainage, studio.moment(2, 9))

    page.locator(f'button[value^="{studio.moment(2, 9):%Y-%m-%dT%H}:00"]').click()

    expect(page.get_by_role("heading", name="Someone took this time a moment ago")).to_be_visible()
    page.locator(".near button").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your details")


def test_a_lost_connection_books_once_however_often_one_presses(studio, open_page, watch):
    watch.expected = ["ERR_FAILED"]
    page = open_page()
    choose_a_time(page)
    fill_in(page)

    def book_but_lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/api/v1/public/bookings", book_but_lose_the_answer, times=1)
    press_book(page)
    expect(page.get_by_role("heading", name="We could not reach the studio's server")).to_be_visible()
    expect(page.get_by_label("Name")).to_have_value("Priya Nair")
    press_book(page)

    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked")
    assert Appointment.objects.count() == 1


def test_pressing_twice_books_once(studio, open_page):
    page = open_page(scripts=False)
    choose_a_time(page)
    fill_in(page)

    page.get_by_role("button", name="Book ").dblclick(no_wait_after=True)

    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked")
    assert Appointment.objects.count() == 1
