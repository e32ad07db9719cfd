"""What staff do, and what every screen of theirs is held to."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from accounts.tests.factories import PASSWORD, UserFactory

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# A link that covers its row, or a box within its label, is as large as what one presses.
TOO_SMALL = """
() => [...document.querySelectorAll('a[href], button, input, select, summary, textarea, [role=option]')]
  .filter((item) => item.checkVisibility({ visibilityProperty: true }) && item.type !== 'hidden')
  .filter((item) => !item.closest('[inert], .sr-only'))
  .map((item) => {
    const cover = getComputedStyle(item, '::after').position === 'absolute' && item.closest('li, tr, section')
    return [item, (cover || item.closest('label') || item).getBoundingClientRect()]
  })
  .filter(([, box]) => box.width > 0 && (box.height < 43.5 || box.width < 43.5))
  .map(([item, box]) => `${item.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`)
"""
# iOS zooms into a field whose letters are smaller.
SMALL_LETTERS = """
() => [...document.querySelectorAll('input:not([type=checkbox], [type=radio]), select, textarea')]
  .filter((item) => item.checkVisibility() && parseFloat(getComputedStyle(item).fontSize) < 16)
  .map((item) => item.outerHTML.slice(0, 90))
"""
TOO_WIDE = """
() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((item) => item.getBoundingClientRect().right > innerWidth + 0.5)
  .map((item) => item.outerHTML.slice(0, 100))
"""


@pytest.fixture
def owner(studio):
    return UserFactory(email="owner@example.com", name="Maren Holt", role="owner")


def sign_in(page: Page, password: str = PASSWORD, email: str = "owner@example.com") -> None:
    page.locator("input[name=email]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("button[type=submit]").click()


def open_staff_app(open_page, email: str = "owner@example.com", **how) -> Page:
    page = open_page(**how)
    page.goto("/admin/")
    sign_in(page, email=email)
    expect(page).to_have_url(re.compile("/admin/today"))
    expect(page.locator("h1")).to_be_visible()
    return page


def go(page: Page, screen: str) -> None:
    """Opens a screen by its address and waits until nothing more arrives."""
    page.goto(f"/admin/{screen}")
    expect(page.locator("h1").first).to_be_attached()
    page.wait_for_load_state("networkidle")


def look_at(page: Page, name: str) -> None:
    """Axe finds nothing, every control can be pressed, no field makes a phone zoom, nothing runs off the screen."""
    # Half faded in, everything has too little contrast.
    page.evaluate("Promise.allSettled(document.getAnimations().map((one) => one.finished))")
    found = Axe().run(page, options=RULES).response["violations"]
    told = [(one["id"], [node["html"][:140] for node in one["nodes"]]) for one in found]
    for wrong in [told, *(page.evaluate(rule) for rule in (TOO_SMALL, SMALL_LETTERS, TOO_WIDE))]:
        assert wrong == [], f"{name}: {wrong}"
