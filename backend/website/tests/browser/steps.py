"""What a client does, named as they would name it."""

from playwright.sync_api import Page, expect


def choose_a_time(page: Page, service: str = "massage", *, day: int = 1, time: int = 0) -> None:
    """Press the n-th time of the n-th day that has any; ends on the details page."""
    page.goto(f"/book/{service}/")
    wait_for_scripts(page)
    page.locator(".day:not(.day--none)").nth(day).locator(".slot").nth(time).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your details")
    wait_for_scripts(page)


def wait_for_scripts(page: Page) -> None:
    """Whoever is quicker than the scripts gets the page without them, which has tests of its own."""
    if page.has_scripts:
        expect(page.locator("[data-module]:not([data-mounted])")).to_have_count(0)


def fill_in(page: Page, name: str = "Priya Nair", email: str = "priya@example.ca") -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("I agree to the").check()


def press_book(page: Page) -> None:
    page.get_by_role("button", name="Book ").click()


def book(page: Page, **where: int) -> str:
    """The path of the booking, `/b/<token>/`."""
    choose_a_time(page, **where)
    fill_in(page)
    press_book(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("You’re booked, Priya")
    return page.url.split("/b/")[1].split("/")[0].join(["/b/", "/"])
