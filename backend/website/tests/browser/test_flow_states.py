"""Every state of the flow, in both languages and themes: axe finds nothing, nothing is too small, nothing runs off."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from playwright.sync_api import expect

from bookings.actors import WantedTime
from bookings.models import Appointment, Hold
from bookings.selectors import token_of
from bookings.services.holds import hold
from common.limits import GROUPS, Group, Limit, enforce
from common.time import now
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

# Axe is a script itself: where none runs, what the page says is asked, and whether it fits.
WITH_AND_WITHOUT = [
    *[pytest.param(*look.values, True, id=look.id) for look in LOOKS],
    pytest.param(390, False, "/fr", False, id="390-light-fr-no-script"),
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


@pytest.fixture
def limited(limited, monkeypatch):
    """One of a kind in ten minutes, and no more."""
    for action in ("holds", "bookings", "lookup"):
        monkeypatch.setitem(GROUPS, action, Group((Limit("address", "1/10m"),), fails_open=True))
    return limited


def spend(action: str) -> None:
    """What this address may do of a kind is done."""
    request = RequestFactory().post("/", REMOTE_ADDR="127.0.0.1")
    enforce(request, action)


def hold_elsewhere(studio, day: int) -> None:
    """Another tab of the same network."""
    hold(wanted=WantedTime("massage", studio.moment(day, 9)), address="127.0.0.1", now=now())


@pytest.mark.parametrize(("width", "dark", "prefix", "scripts"), WITH_AND_WITHOUT)
def test_every_no_to_one_who_asks_too_much(studio, open_page, watch, limited, width, dark, prefix, scripts):
    watch.expected = ["409", "429"]
    page = open_page(width=width, dark=dark, scripts=scripts)

    def see(name: str, notice: str) -> None:
        expect(page.locator(notice).first).to_be_focused()
        wait_for_scripts(page)
        look_at(page, f"{prefix} {name}")

    for day in (3, 4):
        hold_elsewhere(studio, day)
    page.goto(f"{prefix}/book/massage/")
    wait_for_scripts(page)
    times_of_day(page, 1).first.click()
    see("two times held already", "[data-notice]")
    assert times_of_day(page, 1).count() > 0
    Hold.objects.all().delete()
    times_of_day(page, 1).first.click()
    see("too many times pressed", "[data-notice]")
    assert times_of_day(page, 1).count() > 0
    page.goto(f"{prefix}/book/massage/details/{hold_token(studio)}/")
    wait_for_scripts(page)
    spend("bookings")
    page.locator("#id_name").fill("Priya Nair")
    page.locator("#id_email").fill("priya@example.ca")
    page.locator("#id_terms").check()
    page.locator("[data-book]").click()
    see("too many bookings", "[data-summary]")
    expect(page.locator("#id_name")).to_have_value("Priya Nair")
    expect(page.locator("#id_terms")).to_be_checked()
    spend("lookup")
    page.goto(f"{prefix}/bookings/find/")
    page.locator("#id_reference").fill("K7QM 4T2X")
    page.locator("#id_email").fill("priya@example.ca")
    page.locator("form.find button").click()
    see("too many searches", "[data-summary]")
    expect(page.locator("#id_reference")).to_have_value("K7QM 4T2X")


def hold_token(studio) -> str:
    return hold(wanted=WantedTime("massage", studio.moment(5, 9)), address="127.0.0.9", now=now()).token


@pytest.mark.parametrize(("width", "dark", "prefix", "scripts"), WITH_AND_WITHOUT)
def test_every_step_of_cancelling_late(studio, open_page, watch, width, dark, prefix, scripts):
    watch.expected = ["409"]
    page = open_page(width=width, dark=dark, scripts=scripts)
    studio.book(studio.massage, studio.moment(3, 9))
    booked = Appointment.objects.get()
    fee = f"{booked.late_fee_minor // 100}"

    def see(name: str) -> None:
        wait_for_scripts(page)
        look_at(page, f"{prefix} {name}")

    page.goto(f"{prefix}/b/{token_of(booked)}/cancel/")
    Appointment.objects.update(free_cancellation_until=now() - timedelta(minutes=1))
    page.locator("form.cancel .button--danger").click()
    expect(page.locator("[data-notice]")).to_be_focused()
    see("it costs by now")
    page.goto(page.url)
    see("whether to cancel late")
    expect(page.locator(".consequence--costs b")).to_contain_text(fee)
    expect(page.locator("form.cancel .button--danger")).to_contain_text(fee)
    page.locator("form.cancel .button--danger").click()
    page.locator("form.undo").wait_for()
    see("cancelled late, undo offered")
    assert Appointment.objects.get().charged_late_fee_minor == booked.late_fee_minor
    expect(page.locator("main")).to_contain_text(fee)


@pytest.mark.parametrize(("width", "dark", "prefix", "scripts"), WITH_AND_WITHOUT)
def test_every_answer_to_who_asks_for_longer(studio, open_page, watch, width, dark, prefix, scripts):
    watch.expected = ["409"]
    page = open_page(width=width, dark=dark, scripts=scripts)

    def see(name: str) -> None:
        wait_for_scripts(page)
        look_at(page, f"{prefix} {name}")
        expect(page.locator("#id_name")).to_have_value("Priya Nair")

    page.goto(f"{prefix}/book/massage/details/{hold_token(studio)}/")
    wait_for_scripts(page)
    page.locator("#id_name").fill("Priya Nair")
    Hold.objects.update(expires_at=now() + timedelta(minutes=2))
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.locator("[data-extend]").click()
    expect(page.locator("[data-extend]")).not_to_have_attribute("aria-busy", "true")
    see("held for longer")
    assert Hold.objects.get().expires_at > now() + timedelta(minutes=9)
    Hold.objects.update(created_at=now() - timedelta(minutes=25), expires_at=now() + timedelta(minutes=5))
    page.locator("[data-extend]").click()
    expect(page.locator("[data-summary]")).to_be_focused()
    see("held no longer than thirty minutes")


@pytest.mark.parametrize(("width", "dark", "prefix"), LOOKS)
def test_every_press_without_a_connection(studio, open_page, watch, width, dark, prefix):
    """Where no script runs the browser itself says so, and comes back to what was typed."""
    watch.expected = ["ERR_INTERNET_DISCONNECTED"]
    page = open_page(width=width, dark=dark)
    summary = page.locator("[data-summary]")

    page.goto(f"{prefix}/book/massage/details/{hold_token(studio)}/")
    wait_for_scripts(page)
    page.locator("#id_name").fill("Priya Nair")
    page.locator("#id_email").fill("priya@example.ca")
    page.locator("#id_terms").check()
    page.context.set_offline(True)
    page.locator("[data-extend]").click()
    expect(summary).to_be_focused()
    look_at(page, f"{prefix} not held for longer")
    held = summary.text_content()
    page.locator("[data-book]").click()
    expect(summary).to_be_focused()
    look_at(page, f"{prefix} not booked")
    expect(page.locator("[data-book]")).not_to_have_attribute("aria-busy", "true")
    # Only a booking can have been made without our knowing.
    assert summary.text_content() != held
    page.context.set_offline(False)
    page.locator("[data-book]").click()
    page.wait_for_url("**/confirmed/")
    assert Appointment.objects.count() == 1


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
