"""The staff app's frame: its bars, panels and dialogs, where one was, who is still there, and what is not lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from accounts.tests.factories import UserFactory
from bookings.models import Appointment
from website.tests.browser.staff import go, open_staff_app, owner, sign_in

__all__ = ["owner"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MINUTE = 60_000
# The list may be drawn a moment after its screen.
SCROLLED_TO = """
(was) => new Promise((done) => {
  const look = () => Math.abs(scrollY - was) < 3 ? done(true) : requestAnimationFrame(look)
  setTimeout(() => done(false), 5000)
  look()
})
"""
# The pixels left beside the words of a field. A search also keeps room for the cross that clears it.
ROOM_LEFT = """
(field) => {
  const style = getComputedStyle(field)
  const pen = document.createElement('canvas').getContext('2d')
  pen.font = style.font
  const inside = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight)
  const room = field.placeholder ? parseFloat(getComputedStyle(field, '::placeholder').width) : inside
  return room - pen.measureText(field.placeholder || field.selectedOptions[0].text).width
}
"""


def width_of(page: Page, selector: str) -> int:
    return round(page.locator(selector).first.bounding_box()["width"])


def test_a_phone_has_a_bar_below_which_leaves_when_it_is_turned(owner, open_page):
    staff = open_staff_app(open_page)
    bar = staff.locator("[data-bottom-bar]")
    expect(bar).to_be_visible()
    tile, top = bar.locator("a").last.locator("span").bounding_box(), bar.bounding_box()["y"]
    assert tile["y"] >= top + 3, "the tile keeps clear of the rule over it"

    staff.set_viewport_size({"width": 844, "height": 390})

    expect(bar).to_be_hidden()


def test_the_menu_opens_with_everything_and_gives_focus_back(owner, open_page):
    staff = open_staff_app(open_page)
    more = staff.get_by_role("button", name="More")

    more.click()
    for name in ["Services", "Practitioners", "Rooms", "Closures", "Settings", "Maren Holt"]:
        expect(staff.get_by_role("dialog", name="Menu").get_by_role("link", name=name)).to_be_visible()
    staff.keyboard.press("Escape")

    expect(more).to_be_focused()


def test_a_desk_has_a_side_bar_panels_and_dialogs_of_their_widths(owner, studio, open_page):
    studio.book(studio.massage, studio.moment(1, 10))
    staff = open_staff_app(open_page, width=1440)
    assert width_of(staff, "header:has(nav)") == 212
    expect(staff.locator("[data-bottom-bar]")).to_be_hidden()

    go(staff, f"appointments/{Appointment.objects.get().reference}")
    panel = staff.locator("section[role=dialog]").bounding_box()
    assert (round(panel["width"]), round(panel["x"] + panel["width"])) == (460, 1440)
    staff.get_by_role("button", name="Cancel…").click()
    assert width_of(staff, "dialog") == 440
    expect(staff.locator("dialog p").first).to_have_text("The client owes nothing when the studio cancels.")


def test_a_panel_fills_a_phone_and_nothing_under_it_is_reached(owner, studio, open_page):
    studio.book(studio.massage, studio.moment(1, 10))
    staff = open_staff_app(open_page)
    go(staff, "appointments")
    staff.get_by_role("link", name="Ana Marsh").click()

    box = staff.locator("section[role=dialog]").bounding_box()

    assert (round(box["width"]), round(box["height"])) == (390, 844)
    assert staff.evaluate("document.getElementById('root').inert")


@pytest.mark.parametrize(("width", "tables"), [(899, 0), (900, 1)])
@pytest.mark.parametrize("screen", ["appointments", "services"])
def test_tables_begin_at_900(owner, studio, open_page, width, tables, screen):
    studio.book(studio.massage, studio.moment(1, 10))
    staff = open_staff_app(open_page, width=width)

    go(staff, screen)

    expect(staff.get_by_role("link", name=re.compile("Ana Marsh|Relaxation massage")).first).to_be_visible()
    expect(staff.get_by_role("table")).to_have_count(tables)


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
@pytest.mark.parametrize(("width", "panel"), [(900, False), (1280, True)])
def test_what_to_search_for_is_read_whole(owner, studio, open_page, language, width, panel):
    studio.book(studio.massage, studio.moment(1, 10))
    staff = open_staff_app(open_page, width=width, language=language)

    go(staff, f"appointments/{Appointment.objects.get().reference}" if panel else "appointments")

    assert staff.locator("input[type=search]").evaluate(ROOM_LEFT) >= 0


@pytest.mark.parametrize("language", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("width", [320, 390])
def test_whose_day_it_is_is_read_whole_on_a_phone(owner, open_page, language, width):
    staff = open_staff_app(open_page, width=width, language=language)

    assert staff.locator("main select").evaluate(ROOM_LEFT) >= 0


@pytest.mark.parametrize("width", [900, 1280, 1440])
def test_names_of_services_are_read_whole(owner, studio, open_page, width):
    studio.massage.name = "Deep tissue massage"
    studio.massage.save()
    staff = open_staff_app(open_page, width=width)

    go(staff, "services")

    name = staff.get_by_role("link", name="Deep tissue massage")
    inside = name.locator("xpath=..").evaluate(
        "(cell) => cell.clientWidth - parseFloat(getComputedStyle(cell).paddingRight)"
    )
    assert name.evaluate("(link) => link.getBoundingClientRect().width") <= inside


def test_names_of_who_gives_a_service_stay_in_one_piece(owner, studio, open_page):
    for person, name in zip(studio.people, ["Maren Holt", "Theodora Lindqvist"], strict=True):
        person.name = name
        person.save()
    staff = open_staff_app(open_page, width=900)

    go(staff, "services")

    row = staff.get_by_role("row", name=re.compile("Relaxation massage"))
    expect(row).to_contain_text("Maren Holt, Theodora Lindqvist")
    assert row.get_by_text("Theodora Lindqvist").last.bounding_box()["height"] < 30


def test_going_back_leads_to_where_one_was(owner, studio, open_page):
    for hour in range(8, 17, 2):
        for days in (1, 2, 3):
            studio.book(studio.massage, studio.moment(days, hour))
    staff = open_staff_app(open_page)
    go(staff, "appointments?service=massage")
    last = staff.get_by_role("link", name="Ana Marsh").last
    last.scroll_into_view_if_needed()
    last.click()
    expect(staff.get_by_role("dialog")).to_be_visible()
    staff.keyboard.press("Escape")
    expect(staff.get_by_role("dialog")).to_have_count(0)
    expect(last).to_be_focused()
    was = staff.evaluate("scrollY")
    assert was > 200

    staff.get_by_role("navigation", name="Quick").get_by_role("link", name="Today").click()
    expect(staff.locator("h1")).to_be_focused()
    assert staff.evaluate("scrollY") == 0
    staff.go_back()

    expect(staff.get_by_role("button", name="Remove the filter Relaxation massage")).to_be_attached()
    expect(last).to_be_focused()
    assert staff.evaluate(SCROLLED_TO, was)


def test_going_forward_leads_there_too(owner, studio, open_page):
    for hour in range(8, 17, 2):
        for days in (1, 2, 3):
            studio.book(studio.massage, studio.moment(days, hour))
    staff = open_staff_app(open_page, width=1440)
    staff.set_viewport_size({"width": 1440, "height": 500})
    bar = staff.get_by_role("navigation", name="All screens")
    bar.get_by_role("link", name="Services").click()
    expect(staff.get_by_role("heading", level=1, name="Services")).to_be_focused()
    bar.get_by_role("link", name="Appointments").click()
    staff.get_by_label("Service", exact=True).select_option("massage")
    expect(staff).to_have_url(re.compile("service=massage"))
    last = staff.get_by_role("link", name="Ana Marsh").last
    last.scroll_into_view_if_needed()
    last.click()
    expect(staff.get_by_role("dialog")).to_be_visible()
    staff.keyboard.press("Escape")
    expect(last).to_be_focused()
    was = staff.evaluate("scrollY")
    assert was > 200

    staff.evaluate("history.go(-4)")  # over the panel, the filtered list and the list to where one came from
    expect(staff.get_by_role("heading", level=1, name="Services")).to_be_visible()
    staff.evaluate("scrollTo(0, 0)")
    staff.evaluate("history.go(4)")

    expect(staff.get_by_role("button", name="Remove the filter Relaxation massage")).to_be_attached()
    expect(last).to_be_focused()
    assert staff.evaluate(SCROLLED_TO, was)


@pytest.mark.parametrize("width", [390, 1440])
def test_going_forward_one_entry_at_a_time_leads_through_a_panel_back_to_its_link(owner, studio, open_page, width):
    for days in (1, 2, 3):
        studio.book(studio.massage, studio.moment(days, 10))
    staff = open_staff_app(open_page, width=width)
    panel, heading = staff.locator("section[role=dialog]"), staff.locator("h1")
    staff.get_by_role("link", name="Appointments").click()
    if width == 390:
        staff.get_by_role("button", name="Filter", exact=True).click()
    staff.get_by_label("Service", exact=True).select_option("massage")
    expect(staff).to_have_url(re.compile("service=massage"))
    second = staff.get_by_role("link", name="Ana Marsh").nth(1)
    second.click()
    expect(panel).to_be_focused()
    staff.keyboard.press("Escape")
    expect(second).to_be_focused()

    staff.evaluate("history.go(-4)")  # over the panel, the filtered list and the list to where one came from
    expect(staff).to_have_url(re.compile("/admin/today"))
    staff.go_forward()
    expect(heading).to_be_focused()  # on the list nothing had been pressed
    staff.go_forward()
    expect(staff).to_have_url(re.compile("service=massage"))
    staff.go_forward()
    expect(panel).to_be_focused()
    staff.go_forward()

    expect(panel).to_have_count(0)
    expect(second).to_be_focused()


def test_by_keyboard_one_skips_to_the_content_and_from_screen_to_screen(owner, open_page):
    staff = open_staff_app(open_page, width=1440)
    go(staff, "today")
    staff.keyboard.press("Tab")
    skip = staff.get_by_role("link", name="Skip to the content")
    expect(skip).to_be_focused()
    staff.keyboard.press("Enter")
    expect(staff.locator("#content")).to_be_focused()

    staff.get_by_role("link", name="Services").press("Enter")

    expect(staff.get_by_role("heading", level=1, name="Services")).to_be_focused()
    expect(staff).to_have_title("Services · Stillpoint")


def test_services_are_put_in_order_by_keyboard(owner, studio, open_page):
    staff = open_staff_app(open_page, width=1440)
    go(staff, "services")
    first = staff.get_by_role("table").get_by_role("link").first.text_content()
    staff.get_by_role("button", name="Order").press("Enter")

    with staff.expect_response(re.compile("/staff/services/")):
        staff.get_by_role("button", name=f"Move {first} down").press("Enter")
    expect(staff.get_by_text(f"{first} is now 2 of 2.")).to_be_attached()
    expect(staff.get_by_role("button", name=f"Move {first} down")).to_be_focused()
    staff.wait_for_load_state("networkidle")

    go(staff, "services")
    expect(staff.get_by_role("table").get_by_role("link").last).to_have_text(first or "")


def test_silence_is_asked_about_and_an_answer_keeps_one_signed_in(owner, open_page):
    staff = open_page(width=1440)
    staff.clock.install()
    staff.goto("/admin/")
    sign_in(staff)
    expect(staff.get_by_role("link", name="Services")).to_be_visible()

    staff.clock.fast_forward(14 * MINUTE + 10_000)
    expect(staff.get_by_role("alertdialog", name="Still there?")).to_be_visible()
    staff.get_by_role("button", name="Stay signed in").click()
    staff.clock.fast_forward(10 * MINUTE)

    expect(staff.get_by_role("alertdialog")).to_have_count(0)
    expect(staff).to_have_url(re.compile("/admin/today"))


def test_unanswered_it_signs_out_and_what_was_typed_is_there_after_signing_in(owner, open_page, watch):
    watch.expected = ["401 (Unauthorized)"]  # allauth's answer to a sign-out that worked
    staff = open_page(width=1440)
    staff.clock.install()
    staff.goto("/admin/services/massage")
    sign_in(staff)
    staff.get_by_label("Name").fill("Slow massage")

    staff.clock.fast_forward(14 * MINUTE + 10_000)  # the agenda's polling goes on meanwhile, and is no activity
    expect(staff.get_by_role("alertdialog")).to_be_visible()
    staff.clock.fast_forward(MINUTE)
    expect(staff.get_by_text("You were signed out after 15 minutes without activity.")).to_be_visible()
    sign_in(staff)

    expect(staff.get_by_label("Name")).to_have_value("Slow massage")
    expect(staff.get_by_text("What you typed before is back.")).to_be_visible()


def test_the_agenda_that_is_looked_at_again_is_no_sign_of_anybody(owner, open_page, watch):
    watch.expected = ["401 (Unauthorized)"]  # allauth's answer to a sign-out that worked
    staff = open_page(width=1440)
    staff.clock.install()
    staff.goto("/admin/")
    sign_in(staff)
    expect(staff.get_by_role("link", name="Services")).to_be_visible()
    staff.wait_for_load_state("networkidle")

    for _ in range(14):
        with staff.expect_response("**/api/v1/staff/today"):
            staff.clock.fast_forward(MINUTE + 1000)

    expect(staff.get_by_role("alertdialog", name="Still there?")).to_be_visible()
    with staff.expect_response("**/api/v1/auth/**"):
        staff.clock.fast_forward(MINUTE)
    expect(staff.get_by_text("You were signed out after 15 minutes without activity.")).to_be_visible()


def test_who_works_in_another_tab_is_here(owner, open_page, watch):
    staff = open_page(width=1440)
    staff.clock.install()  # of the context: both tabs live by it
    staff.goto("/admin/")
    sign_in(staff)
    expect(staff.get_by_role("link", name="Services")).to_be_visible()
    other = watch.follow(staff.context.new_page())
    other.goto("/admin/services")
    expect(other.get_by_role("heading", level=1, name="Services")).to_be_visible()
    staff.clock.fast_forward(13 * MINUTE)

    other.get_by_role("link", name="Relaxation massage").click()
    staff.clock.fast_forward(13 * MINUTE)

    for tab in (staff, other):
        # Nobody moved since the click. A second is left for the tabs' clocks, which are some milliseconds apart.
        assert tab.evaluate("Date.now() - Number(localStorage['stillpoint.active-at'])") >= 13 * MINUTE - 1000
        expect(tab.get_by_role("alertdialog")).to_have_count(0)
    staff.clock.fast_forward(MINUTE + 10_000)
    for tab in (staff, other):
        expect(tab.get_by_role("alertdialog", name="Still there?")).to_be_visible()


def test_a_second_tab_needs_no_second_sign_in(owner, open_page):
    staff = open_staff_app(open_page, width=1440)

    other = staff.context.new_page()
    other.goto("/admin/services")

    expect(other.get_by_role("heading", level=1, name="Services")).to_be_visible()


def test_a_cancel_is_undone_from_the_notice(owner, studio, open_page):
    studio.book(studio.massage, studio.moment(1, 10))
    staff = open_staff_app(open_page, width=1440)
    go(staff, f"appointments/{Appointment.objects.get().reference}")
    staff.get_by_role("button", name="Cancel…").click()
    staff.get_by_role("button", name="Cancel the appointment").click()
    notice = staff.get_by_role("region", name="What was done")
    expect(notice.get_by_text("You can undo this until")).to_be_visible()
    assert Appointment.objects.get().status == "cancelled"

    notice.get_by_role("button", name="Undo").click()

    expect(notice.get_by_text("appointment is back")).to_be_visible()
    assert Appointment.objects.get().status == "confirmed"


def test_without_a_connection_it_says_so_and_what_is_shown_stays(owner, open_page, watch):
    watch.expected = ["ERR_INTERNET_DISCONNECTED"]
    staff = open_staff_app(open_page, width=1440)
    go(staff, "services")

    staff.context.set_offline(True)
    expect(staff.get_by_text("You are offline.")).to_be_visible()
    expect(staff.get_by_role("link", name="Relaxation massage")).to_be_visible()
    staff.context.set_offline(False)

    expect(staff.get_by_text("You are offline.")).to_have_count(0)


@pytest.mark.parametrize("role", ["front_desk", "practitioner"])
def test_each_role_sees_what_the_api_lets_it_do(studio, owner, open_page, role, watch):
    user = UserFactory(email="desk@example.com", name="Ines Okafor", role=role)
    if role == "practitioner":
        studio.people[1].user = user
        studio.people[1].save()
    studio.book(studio.drainage, studio.moment(1, 10))  # Maren's
    staff = open_staff_app(open_page, email="desk@example.com", width=1440)

    go(staff, f"today?day={studio.moment(1, 10).date()}")
    expect(staff.get_by_label("Whose day")).to_have_count(1 if role == "front_desk" else 0)
    expect(staff.get_by_role("link", name="Ana Marsh")).to_have_count(1 if role == "front_desk" else 0)
    expect(staff.get_by_role("link", name="Settings")).to_have_count(0)
    for screen in ["services", "practitioners", "rooms", "closures", "appointments", "new?service=massage", "account"]:
        go(staff, screen)  # the console stays silent: nothing asks for what it may not have
    go(staff, "services/massage")
    expect(staff.get_by_text("Only the owner of the studio can change this.")).to_be_visible()
