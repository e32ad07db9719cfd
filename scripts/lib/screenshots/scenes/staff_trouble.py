"""The staff app while something is wrong, slow or long unused."""

from __future__ import annotations

from collections.abc import Iterator

from camera import Moment, Studio
from scenes.staff import sign_in

LIST = "**/api/v1/staff/appointments?**"


def staff_list_that_fails(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.route(LIST, lambda route: route.abort())
    page.goto("/admin/appointments")
    page.get_by_role("button", name="Try again").first.wait_for()
    yield Moment("no-connection", page)


def staff_list_that_waits(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.route(LIST, lambda route: None)  # never answered
    page.goto("/admin/appointments", wait_until="commit")
    page.locator("h1").first.wait_for()
    yield Moment("loading", page, full=False, settles=False)
    page.unroute_all(behavior="ignoreErrors")


def staff_form_with_errors(studio: Studio) -> Iterator[Moment]:
    page = sign_in(studio.visitor())
    page.goto("/admin/services/new")
    page.get_by_role("button", name="Add service").click()
    page.locator("[aria-invalid=true]").first.wait_for()
    yield Moment("told", page, full=False)


def staff_away_for_long(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    page.clock.install()
    sign_in(page)
    page.clock.fast_forward(14 * 60 * 1000 + 5000)
    page.get_by_role("button", name="Stay signed in").wait_for()
    yield Moment("still-there", page, full=False, settles=False)


SCENES = [staff_list_that_fails, staff_list_that_waits, staff_form_with_errors, staff_away_for_long]
