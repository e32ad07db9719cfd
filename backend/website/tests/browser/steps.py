"""What a client does, named as they would name it; and the count of it."""

from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page, expect

# Trusted events only: what a person's hand did, not what a script set. Kept over the pages of one tab.
COUNT_EVENTS = """
const isText = (element) => element.matches('input:not([type=checkbox]), textarea')
const note = (name, what) => {
  sessionStorage[name] = JSON.stringify([...new Set([...JSON.parse(sessionStorage[name] ?? '[]'), what])])
}
window.addEventListener('click', ({ isTrusted, target }) => {
  if (isTrusted && !isText(target)) note('taps', performance.timeOrigin + performance.now())
}, true)
window.addEventListener('input', ({ isTrusted, target }) => {
  if (isTrusted && isText(target)) note('typed', target.name)
}, true)
"""
COUNTED = "['taps', 'typed'].map((name) => JSON.parse(sessionStorage[name] ?? '[]').length)"


class Journey:
    """One way through the site, counted: screens as documents that arrived, taps and typed fields as they are made.

    Where scripts run the page counts for itself as well, by real events, and both counts must agree.
    """

    def __init__(self, page: Page, *, taps_before: int = 0) -> None:
        self.page = page
        self.taps = self.taps_before = taps_before
        self.fields: set[str] = set()
        self.paths: list[str] = []
        page.on("framenavigated", lambda frame: self._arrived(urlsplit(frame.url).path))
        if page.has_scripts:
            page.context.add_init_script(COUNT_EVENTS)

    def open(self, address: str) -> None:
        self.page.goto(address)
        wait_for_scripts(self.page)

    def tap(self, target: Locator) -> None:
        target.click()
        self.taps += 1
        wait_for_scripts(self.page)

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label).press_sequentially(text)
        self.fields.add(label)

    def ends_with(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def count(self) -> dict[str, int]:
        counted = {"screens": len(self.paths), "taps": self.taps, "typed": len(self.fields)}
        if self.page.has_scripts:
            seen = self.page.evaluate(
                "['taps', 'typed'].map((name) => JSON.parse(sessionStorage[name] ?? '[]').length)"
            )
            assert seen == [self.taps - self.taps_before, len(self.fields)]
        return counted

    def _arrived(self, path: str) -> None:
        # A page that tidies its own address is no other screen.
        if not self.paths or self.paths[-1] != path:
            self.paths.append(path)


def times_of_day(page: Page, day: int) -> Locator:
    """The times of the n-th day that has any."""
    return page.locator(".day:not(.day--none)").nth(day).locator(".slot")


def choose_a_time(page: Page, service: str = "massage", *, day: int = 1, time: int = 0) -> None:
    """Press the n-th time of the n-th day that has any; ends on the details page."""
    page.goto(f"/book/{service}/")
    wait_for_scripts(page)
    times_of_day(page, day).nth(time).click()
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


def cancel(page: Page, link: str) -> None:
    page.goto(f"{link}cancel/")
    page.get_by_role("button", name="Cancel this booking").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cancelled")
    wait_for_scripts(page)


def move(page: Page, link: str, *, day: int = 4) -> None:
    page.goto(f"{link}move/")
    wait_for_scripts(page)
    times_of_day(page, day).nth(1).click()
    page.get_by_role("button", name="Move to").click()
    expect(page.get_by_role("heading", name="Moved")).to_be_visible()
    wait_for_scripts(page)
