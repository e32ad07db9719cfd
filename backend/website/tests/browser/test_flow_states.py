"""Every state of the flow, in both languages and themes: axe finds nothing, nothing is too small, nothing runs off."""

import pytest
from playwright.sync_api import expect

from bookings.models import Appointment, Hold
from bookings.selectors import token_of
from website.tests.browser.steps import book, cancel, choose_a_time, times_of_day, wait_for_scripts
from website.tests.browser.test_access import look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKS = [
    pytest.param(width, dark, prefix, id=f"{width}-{'dark' if dark else 'light'}-{prefix[1:] or 'en'}")
    for width, dark, prefix in [
        (390, False, ""),
        (390, True, "/fr"),
        (390, True, ""),
        (390, False, "/fr"),
        (1440, False, "/fr"),
        (1440, True, ""),
    ]
]


@pytest.mark.parametrize(("width", "dark", "prefix"), LOOKS)
def test_every_step_of_a_booking(studio, open_page, watch, width, dark, prefix):
    watch.expected = ["409"]
    page = open_page(width=width, dark=dark)

    def see(name: str) -> None:
        wait_for_scripts(page)
        look_at(page, f"{prefix} {name}")

    page.goto(f"{prefix}/book/drainage/")
    wait_for_scripts(page)
    times_of_day(page, 3).first.click()
    page.wait_for_url("**/details/**")
    see("details")
    page.locator("[data-book]").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    see("details with errors")
    page.locator("[data-more] summary").click()
    see("details unfolded")
    page.locator("#id_name").fill("Priya Nair")
    page.locator("#id_email").fill("priya@example.ca")
    page.locator("#id_terms").check()
    page.locator("#id_health").check()
    page.locator("[data-book]").click()
    page.wait_for_url("**/confirmed/")
    see("confirmed")
    link = page.url.removesuffix("confirmed/")
    page.goto(link)
    see("the booking")
    page.goto(f"{link}move/")
    see("times to move to")
    times_of_day(page, 4).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    see("whether to move")
    page.get_by_role("dialog").locator("form button").click()
    page.wait_for_url("**done=moved")
    see("moved, undo offered")
    page.locator("form.undo button").click()
    page.wait_for_url("**done=undone")
    see("undone")
    page.goto(f"{link}cancel/")
    see("whether to cancel")
    page.locator("form.cancel .button--danger").click()
    page.locator("form.undo").wait_for()
    see("cancelled, undo offered")
    studio.book(studio.drainage, Appointment.objects.get(contact_name="Priya Nair").starts_at)
    page.locator("form.undo button").click()
    expect(page.locator("[data-notice]")).to_be_focused()
    see("the time to go back to is gone")
    page.goto(link)
    see("cancelled, nothing to undo")


@pytest.mark.parametrize(("width", "dark", "prefix"), LOOKS)
def test_every_trouble_on_the_way(studio, open_page, watch, width, dark, prefix):
    watch.expected = ["409", "404", "400", "410"]
    page = open_page(width=width, dark=dark)

    page.goto(f"{prefix}/book/drainage/")
    studio.book(studio.drainage, studio.moment(2, 9))
    page.locator(f'button[value^="{studio.moment(2, 9):%Y-%m-%dT%H}:00"]').click()
    expect(page.locator("[data-notice]")).to_be_focused()
    look_at(page, "somebody was quicker")
    page.locator(".near button").first.click()
    page.wait_for_url("**/details/**")
    wait_for_scripts(page)
    page.evaluate("document.dispatchEvent(new CustomEvent('hold:over'))")
    expect(page.locator("[data-lost]")).to_be_focused()
    look_at(page, "no longer held, on the page")
    Hold.objects.update(created_at=studio.moment(-2, 9), expires_at=studio.moment(-1, 9))
    page.goto(page.url)
    look_at(page, "no longer held")
    page.goto(f"{prefix}/bookings/find/")
    page.locator("form.find button").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    look_at(page, "find, with errors")
    assert page.title().startswith("Erreur" if prefix else "Error:")
    page.locator("#id_reference").fill("K7QM 4T2X")
    page.locator("#id_email").fill("priya@example.ca")
    page.locator("form.find button").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    look_at(page, "not found")
    studio.book(studio.massage, studio.moment(3, 9))
    past = Appointment.objects.get(service=studio.massage)
    Appointment.objects.filter(pk=past.pk).update(starts_at=studio.moment(-3, 9), ends_at=studio.moment(-3, 10))
    page.goto(f"{prefix}/b/{token_of(past)}/")
    look_at(page, "past")


POINTS = """
() => [
  ...[...document.querySelectorAll('.point')].map((point) => getComputedStyle(point)),
  ...[...document.querySelectorAll('.slot--first, .is-here')].map((item) => getComputedStyle(item, '::before')),
].map((style) => style.backgroundColor)
"""


@pytest.mark.parametrize("state", ["times", "details", "cancelled"])
def test_with_colours_of_ones_own_the_points_are_still_there(studio, open_page, state):
    page = open_page()
    page.emulate_media(forced_colors="active")
    if state == "times":
        page.goto("/book/massage/")
    elif state == "details":
        choose_a_time(page)
    else:
        cancel(page, book(page, day=3))

    points = page.evaluate(POINTS)

    assert points
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") not in points
