"""Every page in every theme: axe finds nothing, nothing is too small to press, nothing runs off a narrow screen."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from bookings.feeds import client_feed_token
from bookings.models import Appointment
from website.tests.browser.steps import book, cancel, choose_a_time, press_book

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTENT = [
    "/",
    "/services/",
    "/services/massage/",
    "/book/",
    "/book/massage/",
    "/bookings/find/",
    "/privacy/",
    "/terms/",
]
# A link in the middle of a sentence may be as low as its line; one that stands alone in its paragraph may not.
TOO_SMALL = """
() => [...document.querySelectorAll('a, button, input, summary, textarea')]
  .filter((item) => item.checkVisibility() && !item.closest('.visually-hidden, .skip-link'))
  .filter((item) => {
    const sentence = item.closest('p, label, address, dd')
    return !sentence || sentence.textContent.trim() === item.textContent.trim()
  })
  .map((item) => [item, (item.closest('.check, .service-row') ?? item).getBoundingClientRect()])
  .filter(([, box]) => box.height < 43.5 || box.width < 43.5)
  .map(([item, box]) => `${item.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((item) => item.getBoundingClientRect().right > innerWidth + 0.5)
  .map((item) => item.outerHTML.slice(0, 100))
"""


def look_at(page: Page, name: str) -> None:
    # Axe is a script itself, and would wait for ever where none may run.
    found = Axe().run(page, options=RULES).response["violations"] if page.has_scripts else []
    told = [(item["id"], [node["html"][:120] for node in item["nodes"]]) for item in found]
    assert told == [], name
    assert page.evaluate(TOO_WIDE) == [], f"{name} runs off the screen"
    assert page.evaluate(TOO_SMALL) == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_every_page_for_everybody(studio, open_page, watch, width, dark):
    watch.expected = ["404"]
    page = open_page(width=width, dark=dark)
    for address in [*CONTENT, "/fr/", "/fr/book/massage/", "/nothing-here/"]:
        page.goto(address)
        look_at(page, address)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_a_clients_calendar_for_everybody(studio, open_page, width, dark):
    studio.book(studio.massage, studio.moment(1, 10))
    path = f"/calendar/{client_feed_token(Appointment.objects.get())}/"
    page = open_page(width=width, dark=dark)

    for address in (f"/fr{path}", path):
        page.goto(address)
        look_at(page, address)
    page.locator("form button").last.click()
    page.wait_for_url("**/calendar/stopped/")

    look_at(page, "stopped")


def test_nothing_runs_off_the_narrowest_screen(studio, open_page):
    page = open_page(width=320)
    for address in [*CONTENT, "/fr/", "/fr/book/massage/", "/fr/bookings/find/"]:
        page.goto(address)
        assert page.evaluate(TOO_WIDE) == [], address
    choose_a_time(page)
    press_book(page)
    assert page.evaluate(TOO_WIDE) == []
    link = book(page, day=3)
    for address in ["", "move/", "cancel/"]:
        for prefix in ["", "/fr"]:
            page.goto(prefix + link + address)
            assert page.evaluate(TOO_WIDE) == [], prefix + address
    cancel(page, link)
    assert page.evaluate(TOO_WIDE) == []


def test_the_menu_opens_and_closes_without_a_script_of_ours(studio, open_page):
    page = open_page(scripts=False)
    page.goto("/")

    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Find my booking").first).to_be_visible()
    page.get_by_role("button", name="Close").click()

    expect(page.locator("#site-menu")).to_be_hidden()


def test_nothing_moves_while_a_page_arrives(studio, open_page):
    page = open_page()
    page.context.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => {"
        " for (const entry of list.getEntries()) window.shift += entry.value })"
        ".observe({ type: 'layout-shift', buffered: true })"
    )
    for address in ["/", "/book/massage/", "/services/"]:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") < 0.01, address


def test_nothing_is_asked_of_another_host(studio, open_page, base_url):
    page = open_page(width=1440)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    book(page)
    page.goto("/", wait_until="networkidle")

    assert [url for url in asked if not url.startswith((base_url, "data:"))] == []
