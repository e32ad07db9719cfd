"""The budget table of the booking flow, counted: screens, taps and typed fields, with and without script."""

import pytest
from playwright.sync_api import expect

from bookings.models import Appointment
from website.tests.browser import steps
from website.tests.browser.steps import Journey, book, times_of_day

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EVERYBODY = [(width, scripts) for width in (390, 1440) for scripts in (True, False)]


def is_within(journey: Journey, **budget: int) -> None:
    counted = journey.count()
    assert {name: counted[name] for name in budget if counted[name] > budget[name]} == {}, counted


@pytest.mark.parametrize(("width", "scripts"), EVERYBODY)
@pytest.mark.parametrize("service", ["Relaxation massage", "Lymphatic drainage"])
def test_a_guest_books_in_four_screens_five_taps_and_two_fields(studio, open_page, width, scripts, service):
    page = open_page(width=width, scripts=scripts)
    journey = Journey(page)

    journey.open("/book/")
    journey.tap(page.get_by_role("link", name=service))
    journey.tap(times_of_day(page, 1).nth(1))
    journey.type("Name", "Priya Nair")
    journey.type("E-mail", "priya@example.ca")
    journey.tap(page.get_by_label("I agree to the"))
    if service == "Lymphatic drainage":
        journey.tap(page.get_by_label("may keep notes about my health"))
    journey.tap(page.get_by_role("button", name="Book "))

    journey.ends_with("You’re booked, Priya")
    is_within(journey, screens=4, taps=5, typed=2)
    assert Appointment.objects.get().client.email == "priya@example.ca"


@pytest.mark.parametrize(("width", "scripts"), EVERYBODY)
def test_a_deep_link_with_one_treatment_skips_a_screen(studio, open_page, width, scripts):
    """With one treatment on offer there is nothing to choose first."""
    studio.drainage.archived_at = studio.moment(0, 0)
    studio.drainage.save()
    page = open_page(width=width, scripts=scripts)
    journey = Journey(page)

    journey.open("/book/")

    journey.ends_with("Choose a time")
    expect(page.get_by_role("navigation", name="Steps").get_by_role("listitem")).to_have_count(2)
    is_within(journey, screens=1)


@pytest.mark.parametrize(("width", "scripts"), EVERYBODY)
def test_a_booking_is_moved_from_its_link_in_two_screens_and_three_taps(studio, open_page, width, scripts):
    page = open_page(width=width, scripts=scripts)
    link = book(page, day=3)
    before = Appointment.objects.get().starts_at
    moving = page.context.new_page()
    moving.has_scripts = scripts
    journey = Journey(moving, taps_before=1)  # the link in the e-mail

    journey.open(f"{link}move/")
    journey.tap(times_of_day(moving, 4).nth(1))
    expect(moving.get_by_role("dialog").get_by_text("After that, $57.50.")).to_be_visible()
    journey.tap(moving.get_by_role("button", name="Move to"))

    expect(moving.get_by_role("heading", name="Moved")).to_be_visible()
    is_within(journey, screens=2, taps=3, typed=0)
    assert Appointment.objects.get().starts_at > before


@pytest.mark.parametrize(("width", "scripts"), EVERYBODY)
def test_a_booking_is_cancelled_from_its_link_in_two_screens_and_two_taps(studio, open_page, width, scripts):
    page = open_page(width=width, scripts=scripts)
    link = book(page, day=3)
    cancelling = page.context.new_page()
    cancelling.has_scripts = scripts
    journey = Journey(cancelling, taps_before=1)  # the link in the e-mail

    journey.open(f"{link}cancel/")
    expect(cancelling.get_by_text("Cancelling now is free.")).to_be_visible()
    journey.tap(cancelling.get_by_role("button", name="Cancel this booking"))

    journey.ends_with("Cancelled")
    is_within(journey, screens=2, taps=2, typed=0)
    assert Appointment.objects.get().status == "cancelled"


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("change", ["cancel", "move"])
def test_what_was_cancelled_or_moved_is_undone_by_one_tap(studio, open_page, scripts, change):
    page = open_page(scripts=scripts)
    link = book(page, day=3)
    before = Appointment.objects.get().starts_at
    getattr(steps, change)(page, link)
    journey = Journey(page)

    expect(page.get_by_text("You can undo this until")).to_be_visible()
    journey.tap(page.get_by_role("button", name="Undo"))

    expect(page.get_by_role("heading", name="Undone")).to_be_visible()
    assert (Appointment.objects.get().status, Appointment.objects.get().starts_at) == ("confirmed", before)
    assert (len(journey.paths), journey.taps) == (1, 1)


def test_a_count_over_the_budget_is_noticed(studio, open_page):
    """The control: somebody who takes detours."""
    page = open_page()
    journey = Journey(page)
    for address in ["/book/", "/book/massage/", "/book/"]:
        journey.open(address)
    journey.tap(page.get_by_role("link", name="Relaxation massage"))

    with pytest.raises(AssertionError, match="screens"):
        is_within(journey, screens=3)
