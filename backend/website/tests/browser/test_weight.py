"""What the flow costs to load, and that nothing of it moves, speaks or asks elsewhere."""

import gzip
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from website.tests.browser.steps import book, cancel, choose_a_time, fill_in, move, press_book, wait_for_scripts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_SCRIPT, MOST_STYLE = 40_000, 15_000
WATCH_SHIFTS = """
window.shift = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value
}).observe({ type: 'layout-shift', buffered: true })
"""


@pytest.fixture
def served(open_page, base_url):
    """A visitor, and every answer of the server by path; asking another host fails the test."""
    page = open_page()
    answers: dict[str, bytes] = {}
    elsewhere: list[str] = []

    def note(response) -> None:
        if not response.url.startswith((base_url, "data:")):
            elsewhere.append(response.url)
        elif "/assets/" in response.url and response.ok:
            answers[urlsplit(response.url).path] = response.body()

    page.on("response", note)
    page.on("requestfailed", lambda request: elsewhere.append(request.url) if base_url not in request.url else None)
    yield page, answers
    assert elsewhere == []


def through_the_whole_flow(page: Page) -> None:
    page.goto("/book/")
    link = book(page, day=3)
    move(page, link)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="Undone")).to_be_visible()
    cancel(page, link)
    page.goto("/bookings/find/")


def test_script_and_style_of_the_whole_flow_are_light(studio, served):
    page, answers = served

    through_the_whole_flow(page)

    assert 0 < weight(answers, ".js") < MOST_SCRIPT
    assert 0 < weight(answers, ".css") < MOST_STYLE


def weight(answers: dict[str, bytes], kind: str) -> int:
    return sum(len(gzip.compress(body)) for path, body in answers.items() if path.endswith(kind))


def test_every_module_of_the_flow_was_weighed(studio, served):
    """A weight of files that were never asked for would be light indeed."""
    page, answers = served

    through_the_whole_flow(page)

    names = {path.rsplit("/", 1)[-1] for path in answers}
    assert {"main.js", "times.js", "month.js", "details.js", "hold-bar.js", "undo.js", "your-time.js"} <= names
    assert {"flow.css", "times.css", "details.css", "booking.css"} <= names


def shift_of(page: Page) -> float:
    page.wait_for_timeout(700)  # a shift within half a second of a press would be forgiven
    return page.evaluate("shift")


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_by_itself_on_any_page_of_the_flow(studio, open_page, width):
    page = open_page(width=width)
    page.context.add_init_script(WATCH_SHIFTS)
    moved = {}

    choose_a_time(page, "drainage", day=3)
    moved["details, with the hold bar"] = shift_of(page)
    press_book(page)
    expect(page.locator("[data-summary]")).to_be_focused()
    moved["errors, once they stand"] = shift_of(page)
    link = book(page, day=3)
    moved["confirmed"] = shift_of(page)
    for part in ["", "move/", "cancel/"]:
        page.goto(link + part)
        wait_for_scripts(page)
        moved[part or "manage"] = shift_of(page)
    for address in ["/book/", "/book/massage/", "/bookings/find/"]:
        page.goto(address)
        wait_for_scripts(page)
        moved[address] = shift_of(page)

    assert {name: shift for name, shift in moved.items() if shift > 0.01} == {}


# A browser counts no shift within half a second of a press, so here everything's place is measured, before and after.
NOTE_PLACES = """
() => {
  window.placeOf = (item) => {
    const { left, top, width, height } = item.getBoundingClientRect()
    return { left, width, height, top: top + scrollY }
  }
  window.places = [...document.querySelectorAll('body *')]
    .filter((item) => item.checkVisibility() && !item.closest('.visually-hidden, .skip-link, .hold-bar__line'))
    .map((item) => [item, placeOf(item)])
}
"""
MOVED = """
() => {
  const summary = document.querySelector('[data-summary]')
  const room = placeOf(summary).height
  return places.flatMap(([item, before]) => {
    const now = placeOf(item)
    const stays = summary.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_PRECEDING
    const differs = (name) => Math.abs(now[name] - before[name]) > 0.5
    const wrong = [
      (differs('left') || differs('width')) && 'sideways',
      stays && !item.closest('.hold-bar') && differs('top') && 'above what was put in',
      item.closest('.hold-bar') && differs('height') && 'the hold bar',
      now.top < before.top - 0.5 && !item.closest('.hold-bar') && 'up',
      item.matches('#id_name') && now.top < before.top + room && 'under what was put in',
    ].filter(Boolean)
    return wrong.length ? [`${wrong}: ${item.outerHTML.slice(0, 80)}`] : []
  })
}
"""


@pytest.mark.parametrize("width", [390, 1440])
def test_errors_push_down_what_follows_and_move_nothing_else(studio, open_page, width):
    page = open_page(width=width)
    choose_a_time(page, "drainage", day=3)
    page.evaluate(NOTE_PLACES)

    press_book(page)
    expect(page.locator("[data-summary]")).to_be_focused()

    assert page.evaluate("places.length") > 40
    assert page.evaluate(MOVED) == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_other_times_arrive_late(studio, open_page, width):
    page = open_page(width=width)
    page.context.add_init_script(WATCH_SHIFTS)
    page.goto("/book/massage/")
    wait_for_scripts(page)
    before = shift_of(page)

    def answer_late(route) -> None:
        page.wait_for_timeout(800)  # later than any press forgives
        route.continue_()

    page.route("**/book/massage/?**", answer_late)
    page.get_by_role("link", name="Theo").click()
    expect(page.get_by_role("link", name="Theo")).to_have_attribute("aria-current", "true")

    assert shift_of(page) - before < 0.01


def test_the_details_fit_two_screens_of_a_phone(studio, open_page):
    page = open_page()
    choose_a_time(page, "drainage", day=3)

    assert page.evaluate("document.documentElement.scrollHeight") <= 2 * 844
    fill_in(page)
    expect(page.get_by_role("button", name="Book ")).to_be_visible()
