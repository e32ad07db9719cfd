"""Taking back a cancel or a move on the booking's page, without script."""

import re
from datetime import timedelta

import pytest

from bookings.models import Appointment, AppointmentEvent
from studio.models import Service
from website.tests.visitor import MONDAY_10, WEDNESDAY_9, booked_elsewhere, text_of, title_of

THURSDAY_9 = "2027-03-04T09:00:00-05:00"


def booked() -> Appointment:
    return Appointment.objects.get(contact_name="Priya Nair")


def cancelled(visitor):
    link = visitor.book()
    visitor.post(f"{link}cancel/")
    return link


def moved(visitor):
    link = visitor.book()
    visitor.post(f"{link}move/confirm/", {"starts_at": THURSDAY_9, "practitioner": ""})
    return link


def press_undo(visitor, link):
    """The button as it stands on the page, with all that its form carries."""
    form = re.search(r'(?s)<form class="undo".*?</form>', visitor.get(link).content.decode())[0]
    address = re.search(r'action="(.*?)"', form)[1]
    return visitor.post(address, carried(form))


def carried(html):
    """What the form of the button carries."""
    form = re.search(r'(?s)<form class="undo".*?</form>', html)[0]
    return dict(re.findall(r'name="(\w+)" value="(.*?)"', form))


def pressed_in_an_old_tab(visitor, link, since):
    """The page as it stood is pressed after `since` has happened elsewhere."""
    form = carried(visitor.get(link).content.decode())
    since()
    return visitor.post(f"{link}undo/", form)


def test_a_cancelled_page_says_until_when_and_what_the_button_does(visitor):
    page = visitor.get(cancelled(visitor))

    assert title_of(page).startswith("Cancelled: booking")
    assert "You can undo this until 10:03 am." in text_of(page)
    assert "Undo: keep Wed 3 March, 9:00 am" in text_of(page)


def test_a_moved_page_says_where_it_goes_back_to(visitor):
    page = text_of(visitor.get(moved(visitor)))

    assert "You can undo this until 10:03 am." in page
    assert "Undo: back to Wed 3 March, 9:00 am" in page


@pytest.mark.parametrize("change", [cancelled, moved])
def test_one_press_undoes_it_and_says_so(visitor, change):
    link = change(visitor)

    response = press_undo(visitor, link)

    assert (response.status_code, response["Location"]) == (303, f"{link}?done=undone")
    page = text_of(visitor.get(response["Location"]))
    assert "Undone All is as it was: Wed 3 March, 9:00 am, with" in page
    assert "You can undo this" not in page
    assert (booked().status, booked().starts_at.isoformat()) == ("confirmed", "2027-03-03T14:00:00+00:00")


def test_a_late_cancel_that_is_undone_owes_nothing(visitor):
    link = visitor.book()
    visitor.at(booked().free_cancellation_until + timedelta(minutes=1))
    visitor.post(f"{link}cancel/", {"fee": "5750"})

    press_undo(visitor, link)

    assert booked().charged_late_fee_minor == 0
    assert "Cancelling costs $57.50 from now on." in text_of(visitor.get(link))


def test_pressing_twice_is_as_good_as_once(visitor):
    link = cancelled(visitor)
    change = {"change": re.search(r'name="change" value="(.*?)"', visitor.get(link).content.decode())[1]}

    answers = [visitor.post(f"{link}undo/", change) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert AppointmentEvent.objects.filter(kind="undone").count() == 1


def test_after_three_minutes_it_is_offered_no_more_and_a_late_press_is_told_so(visitor):
    link = cancelled(visitor)
    visitor.at(MONDAY_10 + timedelta(minutes=3))

    assert "You can undo this" not in text_of(visitor.get(link))
    late = visitor.post(f"{link}undo/", {"change": "x"})
    assert late.status_code == 422
    assert "This can no longer be undone" in text_of(late)
    assert booked().status == "cancelled"


def test_it_is_offered_only_while_the_time_is_free(visitor):
    link = cancelled(visitor)
    booked_elsewhere("massage", WEDNESDAY_9, booked().practitioner.slug)

    assert "You can undo this" not in text_of(visitor.get(link))


def test_who_loses_the_time_meanwhile_gets_the_nearest_ones_to_press(visitor):
    link = cancelled(visitor)

    response = pressed_in_an_old_tab(
        visitor, link, lambda: booked_elsewhere("massage", WEDNESDAY_9, booked().practitioner.slug)
    )
    page = response.content.decode()

    assert response.status_code == 409
    assert title_of(response).startswith("Error: Cancelled")
    assert "So it stays cancelled. These are nearest:" in text_of(response)
    form = re.search(r'(?s)<form method="post" action="/book/massage/hold/">.*?</form>', page)[0]
    assert form.count('name="starts_at"') == 3
    assert f'name="practitioner" value="{booked().practitioner.slug}"' in form


def test_a_move_that_cannot_go_back_offers_times_to_move_to(visitor):
    link = moved(visitor)

    response = pressed_in_an_old_tab(
        visitor, link, lambda: [booked_elsewhere("massage", WEDNESDAY_9, who) for who in ("maren", "theo")]
    )

    assert "So it stays where it is now." in text_of(response)
    assert f'<form method="get" action="{link}move/confirm/">' in response.content.decode()
    assert booked().starts_at.isoformat() == "2027-03-04T14:00:00+00:00"


def test_a_wrong_token_undoes_nothing(visitor):
    link = cancelled(visitor)

    assert visitor.post(f"{link[:-3]}AA/undo/").status_code == 404
    assert booked().status == "cancelled"


def test_looking_undoes_nothing(visitor):
    link = cancelled(visitor)

    assert visitor.get(f"{link}undo/").status_code == 405
    assert booked().status == "cancelled"


def test_a_button_in_an_old_tab_undoes_no_other_change(visitor):
    """It says "back to Wednesday"; the second tab has cancelled since, and must not be overruled."""
    link = moved(visitor)

    response = pressed_in_an_old_tab(visitor, link, lambda: visitor.post(f"{link}cancel/"))

    assert response.status_code == 422
    assert "This was changed again since. Look at it as it is now." in text_of(response)
    assert "Undo: keep Thu 4 March, 9:00 am" in text_of(response)
    assert booked().status == "cancelled"


def test_a_post_that_names_no_change_undoes_nothing(visitor):
    link = cancelled(visitor)

    assert visitor.post(f"{link}undo/").status_code == 422
    assert booked().status == "cancelled"


def test_of_a_service_that_is_gone_no_times_are_offered(visitor):
    link = cancelled(visitor)

    def taken_and_gone():
        booked_elsewhere("massage", WEDNESDAY_9, booked().practitioner.slug)
        Service.objects.filter(slug="massage").update(archived_at=MONDAY_10)

    response = pressed_in_an_old_tab(visitor, link, taken_and_gone)

    assert response.status_code == 409
    assert "Someone took this time a moment ago" in text_of(response)
    assert "/book/massage/" not in response.content.decode()
