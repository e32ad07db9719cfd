"""By keyboard alone: from the front page to a booking, with focus that is always seen; and the keys of the month."""

import re

import pytest
from playwright.sync_api import Page, expect

from bookings.models import Appointment
from website.tests.browser.steps import book, choose_a_time, wait_for_scripts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What has focus, whether its ring is drawn, and how much of it something else lies over.
FOCUS = """
() => {
  const item = document.activeElement
  if (item === document.body) return null
  const box = item.getClientRects()[0] // of a link that runs over two lines, the first
  const isRing = ({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2
  // A row that is one link draws the ring around itself.
  const drawn = [item, item.parentElement, item.closest('li')].filter(Boolean).map((each) => getComputedStyle(each))
  const isSeen = [0.1, 0.5, 0.9].every((part) => {
    const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height * part)
    return there && (item.contains(there) || there.contains(item))
  })
  return {
    name: (item.textContent || item.name || '').trim().slice(0, 60),
    html: item.outerHTML.slice(0, 100),
    hasRing: [...drawn, getComputedStyle(item, '::after'), getComputedStyle(item, '::before')].some(isRing),
    isSeen,
  }
}
"""


def has_focus(page: Page):
    page.wait_for_timeout(50)  # even the shortest transition takes a frame, and frames do not call back without scripts
    return page.evaluate(FOCUS)


class Keyboard:
    """Presses keys and nothing else; wherever focus goes it must be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, name: str, *, at_most: int = 60) -> None:
        for _press in range(at_most):
            self.page.keyboard.press("Tab")
            found = has_focus(self.page)
            if found is None:
                continue
            assert found["hasRing"], found
            assert found["isSeen"], found
            if re.search(name, found["name"]):
                return
        raise AssertionError(f"Tab never came to {name}")

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize(("width", "height"), [(390, 844), (1440, 900), (320, 256)], ids=["phone", "desktop", "400 %"])
def test_a_guest_books_without_a_pointer(studio, open_page, width, height, scripts):
    page = open_page(width=width, scripts=scripts)
    page.set_viewport_size({"width": width, "height": height})
    keys = Keyboard(page)

    page.goto("/book/")
    keys.tab_to("Relaxation massage")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Choose a time")
    wait_for_scripts(page)
    keys.tab_to(r"\d:\d\d")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your details")
    wait_for_scripts(page)
    keys.tab_to("^name$")
    page.keyboard.type("Priya Nair")
    keys.tab_to("^email$")
    page.keyboard.type("priya@example.ca")
    keys.tab_to("^terms$")
    keys.press("Space")
    keys.tab_to("^Book ")
    keys.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked")
    assert Appointment.objects.count() == 1


def test_the_front_page_leads_to_the_flow_by_tab(studio, open_page):
    page = open_page(width=1440)
    page.goto("/")

    Keyboard(page).tab_to("^Book")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/book/"))


@pytest.mark.parametrize("direction", ["Tab", "Shift+Tab"])
def test_the_bar_of_the_hold_never_covers_what_has_focus(studio, open_page, direction):
    page = open_page()
    choose_a_time(page, "drainage", day=3)
    page.get_by_text("Add a phone number").click()
    page.locator("#id_note" if direction == "Tab" else "[data-book]").focus()

    for _press in range(14):
        page.keyboard.press(direction)
        found = has_focus(page)
        assert found is None or found["isSeen"], found


def test_on_a_low_screen_the_bar_does_not_stay(studio, open_page):
    page = open_page(width=320)
    page.set_viewport_size({"width": 320, "height": 256})
    choose_a_time(page)

    page.mouse.wheel(0, 600)

    expect(page.get_by_role("complementary", name="Time held for you")).not_to_be_in_viewport()


def test_a_time_to_move_to_is_asked_about_answered_and_left_by_keyboard(studio, open_page):
    page = open_page()
    page.goto(book(page, day=3) + "move/")
    wait_for_scripts(page)
    keys = Keyboard(page)
    keys.tab_to(r"\d:\d\d")

    keys.press("Enter")
    expect(page.get_by_role("button", name="Move to")).to_be_focused()
    keys.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert re.search(r"\d:\d\d", has_focus(page)["name"])
    keys.press("Enter")
    keys.press("Enter")

    expect(page.get_by_role("heading", name="Moved")).to_be_visible()


@pytest.fixture
def month(studio, open_page):
    page = open_page(width=1440)
    # The middle of a month, so that days around it and the same day of the next are there.
    day = studio.moment(14, 9).date()
    page.goto(
        f"/book/massage/?from={day.replace(day=min(day.day, 15))}" if day.day < 15 else f"/book/massage/?from={day}"
    )
    wait_for_scripts(page)
    grid = page.get_by_role("grid")
    grid.locator('[tabindex="0"]').focus()
    return page


def focused_day(page: Page) -> str:
    return page.evaluate("document.activeElement.dataset.day ?? ''")


def test_the_month_is_one_stop_of_tab_and_its_days_are_keys_away(month):
    start = focused_day(month)
    assert month.locator('.month [data-day][tabindex="0"]').count() == 1

    month.keyboard.press("ArrowRight")
    month.keyboard.press("ArrowDown")
    assert focused_day(month) > start
    month.keyboard.press("ArrowUp")
    month.keyboard.press("ArrowLeft")

    assert focused_day(month) == start


def test_home_and_end_go_to_the_ends_of_the_week(month):
    month.keyboard.press("Home")
    first = focused_day(month)
    month.keyboard.press("End")
    last = focused_day(month)

    week = month.evaluate(
        "[...document.activeElement.closest('tr').querySelectorAll('[data-day]')].map((item) => item.dataset.day)"
    )
    assert (first, last) == (week[0], week[-1])


def test_page_keys_turn_to_the_same_day_of_another_month(month):
    start = focused_day(month)

    month.keyboard.press("PageDown")
    expect(month.locator(f".month [data-day]:focus:not([data-day^='{start[:7]}'])")).to_have_count(1)
    assert focused_day(month)[8:] == start[8:]
    month.keyboard.press("PageUp")
    month.wait_for_function(
        "(start) => document.activeElement.dataset.day?.slice(0, 7) === start.slice(0, 7)", arg=start
    )


def test_every_day_is_named_whole(month):
    names = month.get_by_role("grid").get_by_role("link").evaluate_all("all => all.map((day) => day.ariaLabel)")

    named = re.compile(r"^\w+day \d{1,2} \w+, (\d+ times?|no free time)$")
    assert len(names) >= 28
    assert [name for name in names if not named.match(name)] == []
