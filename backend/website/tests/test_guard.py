"""A form that a program sent is asked for one more press, which a person gives and loses nothing."""

import re
from datetime import timedelta

import pytest

from bookings.models import Appointment, Hold
from website import guard
from website.tests.visitor import MONDAY_10, PRIYA, WEDNESDAY_9, WEDNESDAY_11, text_of, title_of

FILLED_IN = {"homepage": "https://example.com/cheap"}
UNSIGNED = {"seen": "1"}
NO_STAMP = {"seen": ""}
FORGED = {"seen": guard.stamp("hold", MONDAY_10).replace("1", "2", 1)}
AGES = {"soon": timedelta(milliseconds=900), "old": timedelta(hours=25), "to come": timedelta(seconds=-6)}
AUTOMATIC = pytest.mark.parametrize("how", ["filled in", "unsigned", "no stamp", "forged", "another form", *AGES])


def sign(how: str, purpose: guard.Purpose) -> dict[str, str]:
    """What a program sends with the form of that purpose."""
    if how in AGES:
        return {"seen": guard.stamp(purpose, MONDAY_10 - AGES[how])}
    if how == "another form":
        return {"seen": guard.stamp("book" if purpose == "find" else "find", MONDAY_10 - timedelta(minutes=1))}
    return {"filled in": FILLED_IN, "unsigned": UNSIGNED, "no stamp": NO_STAMP, "forged": FORGED}[how]


def fields(page) -> dict[str, str]:
    """What the page's guarded form would send, if nothing more was typed."""
    form = re.search(r'(?s)<form(?:(?!</form>).)*?name="seen".*?</form>', page.content.decode())[0]
    values = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*?value="(.*?)"', form))
    return values | ({"homepage": ""} if 'name="homepage"' in form else {})


@pytest.mark.parametrize("how", ["filled in", "unsigned", "no stamp", "forged", "another form", "old", "to come"])
def test_a_time_is_not_held_for_a_program(visitor, how):
    response = visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, **sign(how, "hold")})

    assert (response.status_code, Hold.objects.count()) == (422, 0)
    assert title_of(response).startswith("Error:")
    assert "Press the button once more" in text_of(response)


@AUTOMATIC
def test_nothing_is_booked_for_a_program_and_nothing_typed_is_lost(visitor, how):
    details = visitor.hold()

    response = visitor.post(details, PRIYA | sign(how, "book"))

    assert (response.status_code, Appointment.objects.count(), Hold.objects.count()) == (422, 0, 1)
    assert 'value="Priya Nair"' in response.content.decode()
    assert "Press the button once more" in text_of(response)


@AUTOMATIC
def test_no_booking_is_found_for_a_program(visitor, how):
    visitor.book()
    reference = Appointment.objects.get().reference

    response = visitor.post("/bookings/find/", {"reference": reference, "email": PRIYA["email"], **sign(how, "find")})

    assert response.status_code == 422
    assert f'value="{reference}"' in response.content.decode()


def test_whoever_was_caught_presses_again_and_is_through(visitor):
    """Even where a browser keeps filling the field in: it is not shown a second time."""
    caught = visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, **FILLED_IN})
    again = fields(caught)
    assert "homepage" not in again
    assert f'value="{WEDNESDAY_9}">Wed 3 March, 9:00' in caught.content.decode().replace("\u00a0", " ")
    visitor.at(MONDAY_10 + timedelta(seconds=1))

    held = visitor.browser.post("/book/massage/hold/", again | {"starts_at": WEDNESDAY_9})
    caught = visitor.post(held["Location"], PRIYA | FILLED_IN)
    visitor.at(MONDAY_10 + timedelta(seconds=2))
    response = visitor.browser.post(held["Location"], PRIYA | {"seen": fields(caught)["seen"]})

    assert response.status_code == 303
    assert Appointment.objects.count() == 1


@pytest.mark.parametrize("milliseconds", [0, 900])
def test_whoever_knows_what_they_want_presses_a_time_at_once(visitor, milliseconds):
    """Come by a link, or quick with the Enter key: also where a lost time is held again from the details."""
    seen = guard.stamp("hold", MONDAY_10 - timedelta(milliseconds=milliseconds))

    held = visitor.browser.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, "seen": seen})
    again = visitor.browser.post("/book/massage/hold/", PRIYA | {"starts_at": WEDNESDAY_11} | sign("soon", "book"))

    assert (held.status_code, again.status_code) == (303, 200)
    assert Hold.objects.count() == 2


def test_what_is_pressed_at_once_is_booked_by_nobody(visitor):
    """The hold that a program got leads it no further: two typed fields take a person longer."""
    details = visitor.browser.post(
        "/book/massage/hold/", {"starts_at": WEDNESDAY_9, "seen": guard.stamp("hold", MONDAY_10)}
    )["Location"]

    response = visitor.browser.post(details, PRIYA | {"seen": fields(visitor.get(details))["seen"]})

    assert (response.status_code, Appointment.objects.count()) == (422, 0)


def test_a_page_left_open_for_hours_is_still_a_persons(visitor):
    seen = guard.stamp("hold", MONDAY_10 - timedelta(hours=9))

    assert visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, "seen": seen}).status_code == 303


def test_a_page_from_a_process_whose_clock_is_a_little_ahead_is_a_persons(visitor):
    seen = guard.stamp("hold", MONDAY_10 + timedelta(seconds=3))

    assert visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, "seen": seen}).status_code == 303


def test_a_page_of_yesterday_is_good_after_one_more_press(visitor):
    caught = visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, **sign("old", "hold")})
    visitor.at(MONDAY_10 + timedelta(seconds=1))

    held = visitor.browser.post("/book/massage/hold/", fields(caught) | {"starts_at": WEDNESDAY_9})

    assert held.status_code == 303


def test_a_booking_takes_no_stamp_of_the_list(visitor):
    seen = guard.stamp("hold", MONDAY_10 - timedelta(minutes=1))

    assert visitor.post(visitor.hold(), PRIYA | {"seen": seen}).status_code == 422


def test_a_lost_time_is_held_again_from_the_details(visitor):
    details = visitor.hold()
    seen = fields(visitor.get(details))["seen"]
    visitor.at(MONDAY_10 + timedelta(seconds=2))

    response = visitor.browser.post("/book/massage/hold/", PRIYA | {"starts_at": WEDNESDAY_11, "seen": seen})

    assert response.status_code == 200
    assert Hold.objects.filter(starts_at=WEDNESDAY_11).exists()


@pytest.mark.parametrize("page", ["/book/massage/", "/bookings/find/", "details"])
def test_the_field_is_there_for_programs_and_met_by_nobody(visitor, page):
    html = visitor.get(visitor.hold() if page == "details" else page).content.decode()

    field = re.search(r'(?s)<p class="unseen"[^>]*>.*?</p>', html)[0]
    assert 'aria-hidden="true"' in field
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field
    assert "Leave this empty" in field  # a browser without styles shows it


def test_typed_details_survive_when_a_lost_time_is_held_again_from_a_page_of_yesterday(visitor):
    response = visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9, **PRIYA, **sign("old", "hold")})

    assert response.status_code == 422
    assert 'name="name" value="Priya Nair"' in response.content.decode()
    assert "Hold Wed 3 March, 9:00 am again" in text_of(response)
