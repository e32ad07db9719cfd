"""One booking, for whoever has its link."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from bookings.models import Appointment
from common.tests.limiting import cache_away, limited
from website.tests.visitor import MONDAY_10, SKIPPED, WEDNESDAY_9, booked_elsewhere, link_of, text_of

__all__ = ["cache_away", "limited"]

THURSDAY_9 = "2027-03-04T09:00:00-05:00"


def booked() -> Appointment:
    return Appointment.objects.get()


def test_the_link_opens_the_booking(visitor):
    page = text_of(visitor.get(visitor.book()))

    assert "Your booking" in page
    assert "Relaxation massage, 60 min" in page
    assert "Move to another time" in page


@pytest.mark.parametrize("page", ["", "confirmed/", "move/", "move/confirm/", "cancel/", "calendar.ics"])
def test_every_wrong_token_gets_one_and_the_same_answer(visitor, page):
    right = visitor.book()
    tokens = [right[3:-2] + ("A" if right[-2] != "A" else "B"), booked().reference, "K7QM4T2X" + "A" * 43, "x"]

    answers = {text_of(visitor.get(f"/b/{token}/{page}")) for token in tokens}

    assert {visitor.get(f"/b/{token}/{page}").status_code for token in tokens} == {404}
    assert len(answers) == 1


def test_a_link_dies_thirty_days_after_the_visit(visitor):
    link = visitor.book()
    visitor.at(booked().ends_at + timedelta(days=30))

    assert visitor.get(link).status_code == 404


def test_moving_shows_what_changes_before_it_moves(visitor):
    link = visitor.book()

    page = text_of(visitor.get(f"{link}move/confirm/?starts_at={THURSDAY_9.replace('+', '%2B')}"))

    assert "Wed 3 March, 9:00 am" in page
    assert "Move to Thu 4 March, 9:00 am" in page
    assert "Free to move or cancel until Wed 3 March, 9:00 am. After that, $57.50." in page
    assert booked().sequence == 0


def test_moving_moves(visitor):
    link = visitor.book()

    response = visitor.post(f"{link}move/confirm/", {"starts_at": THURSDAY_9, "practitioner": ""})

    assert (response.status_code, response["Location"]) == (303, f"{link}?done=moved")
    assert "Thursday 4 March 9:00" in text_of(visitor.get(response["Location"]))
    assert booked().starts_at.isoformat() == "2027-03-04T14:00:00+00:00"


def test_moving_to_a_time_that_went_offers_others_and_keeps_the_old_one(visitor):
    link = visitor.book()
    booked_elsewhere("massage", THURSDAY_9, "maren")
    booked_elsewhere("massage", THURSDAY_9, "theo")

    response = visitor.post(f"{link}move/confirm/", {"starts_at": THURSDAY_9})

    assert response.status_code == 409
    assert "Thu 4 March, 10:00 am" in text_of(response)
    assert f"{link}move/confirm/" in response.content.decode()
    assert visitor.get(link).status_code == 200


def test_each_time_to_move_to_asks_first_with_what_it_would_cost(visitor):
    link = visitor.book()
    page = visitor.get(f"{link}move/").content.decode()

    question = re.search(rf'(?s)<div class="question"(?:(?!</div>).)*{re.escape(THURSDAY_9)}.*?</div>', page)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", question).replace("\u00a0", " ").split())
    assert f'method="post" action="{link}move/confirm/"' in question
    assert "Free to move or cancel until Wed 3 March, 9:00 am. After that, $57.50." in words
    assert "Move to Thu 4 March, 9:00 am" in words


def test_moving_what_is_no_longer_free_is_said_not_to_make_it_free(visitor):
    visitor.studio.reschedule_deadline_minutes = 60
    visitor.studio.save()
    link = visitor.book()
    visitor.at(booked().free_cancellation_until + timedelta(minutes=1))

    page = text_of(visitor.get(f"{link}move/confirm/?starts_at={THURSDAY_9}"))

    assert "Cancelling costs $57.50 from now on." in page


def test_an_appointment_does_not_stand_in_its_own_way(visitor):
    link = visitor.book()
    page = visitor.get(f"{link}move/?with={booked().practitioner.slug}").content.decode()

    assert "2027-03-03T09:15:00-05:00" in page


def test_a_treatment_no_longer_offered_can_still_be_moved(visitor):
    link = visitor.book()
    visitor.massage.archived_at = MONDAY_10
    visitor.massage.save()

    assert THURSDAY_9 in visitor.get(f"{link}move/").content.decode()


def test_after_the_deadline_nothing_moves(visitor):
    link = visitor.book()
    visitor.at(booked().reschedule_until + timedelta(minutes=1))

    assert visitor.get(f"{link}move/")["Location"] == link
    assert "Move to another time" not in text_of(visitor.get(link))


def test_cancelling_says_what_it_costs_first(visitor):
    link = visitor.book()

    assert "Cancelling now is free." in text_of(visitor.get(f"{link}cancel/"))
    visitor.at(booked().free_cancellation_until + timedelta(minutes=1))
    assert "Cancel now and $57.50 is due to the studio." in text_of(visitor.get(f"{link}cancel/"))


def test_cancelling_cancels_once(visitor):
    link = visitor.book()

    first = visitor.post(f"{link}cancel/", {"reason": "Flu"})
    second = visitor.post(f"{link}cancel/", {"reason": "Flu"})

    assert [first.status_code, second.status_code] == [303, 303]
    assert booked().cancel_reason == "Flu"
    assert "The time is free for others, and nothing is due." in text_of(visitor.get(link))


def test_a_late_cancellation_names_what_is_due(visitor):
    link = visitor.book()
    visitor.at(booked().free_cancellation_until + timedelta(minutes=1))

    visitor.post(f"{link}cancel/", {"fee": "5750"})

    assert "$57.50 is due to the studio." in text_of(visitor.get(link))


@pytest.mark.parametrize("fee", ["", "0", "-1", "x"])
def test_nobody_is_charged_what_the_page_did_not_show(visitor, fee):
    link = visitor.book()
    visitor.at(booked().free_cancellation_until + timedelta(seconds=1))

    response = visitor.post(f"{link}cancel/", {"fee": fee})

    assert response.status_code in {400, 409}
    assert 'name="fee" value="5750"' in response.content.decode()
    assert booked().status == "confirmed"


def test_without_a_fee_late_cancelling_is_for_the_telephone(visitor):
    visitor.studio.late_cancellation_percent = 0
    visitor.studio.save()
    link = visitor.book()
    visitor.at(booked().free_cancellation_until + timedelta(minutes=1))

    page = text_of(visitor.get(f"{link}cancel/"))
    refused = visitor.post(f"{link}cancel/")

    assert "This can no longer be changed online." in page
    assert refused.status_code == 422
    assert booked().status == "confirmed"


def test_a_cancelled_booking_has_no_confirmation_any_more(visitor):
    link = visitor.book()
    visitor.post(f"{link}cancel/")

    assert visitor.get(f"{link}confirmed/")["Location"] == link


def test_a_booking_the_studio_cancelled_says_who_did_it(visitor):
    appointment = booked_elsewhere("massage", WEDNESDAY_9)
    Appointment.objects.update(status="cancelled", cancelled_by="studio", cancelled_at=MONDAY_10)

    assert "The studio cancelled this booking." in text_of(visitor.get(link_of(appointment)))


def test_the_calendar_file_holds_the_booking_and_nobody_else(visitor):
    link = visitor.book()

    response = visitor.get(f"{link}calendar.ics")
    [event] = Calendar.from_ical(response.content).walk("VEVENT")

    assert response["Content-Type"].startswith("text/calendar")
    assert event["DTSTART"].dt.isoformat() == "2027-03-03T09:00:00-05:00"
    assert b"priya" not in response.content.lower()
    assert link.encode() not in response.content


def test_a_past_visit_offers_no_changes(visitor):
    link = visitor.book()
    visitor.at(booked().ends_at + timedelta(hours=1))

    page = text_of(visitor.get(link))

    assert "Your visit" in page
    assert "Cancel this booking" not in page


@pytest.mark.parametrize("starts_at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_moving_to_the_edge_of_the_calendar_leads_back_to_the_list(visitor, method, starts_at):
    link = visitor.book()

    response = getattr(visitor.browser, method)(f"{link}move/confirm/", {"starts_at": starts_at})

    assert (response.status_code, response["Location"]) == (303, f"{link}move/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_moves_into_an_hour_that_the_clocks_skip(visitor, method):
    link = visitor.book()

    response = getattr(visitor.browser, method)(f"{link}move/confirm/", {"starts_at": SKIPPED})

    assert response.status_code == 422
    assert "The clocks skip this time" in text_of(response)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("name", ["a\x00b", "Maren Holt"])
def test_moving_to_a_practitioner_nobody_is_called_is_refused_in_words(visitor, method, name):
    link = visitor.book()
    form = {"starts_at": THURSDAY_9, "practitioner": name}

    response = getattr(visitor.browser, method)(f"{link}move/confirm/", form)

    assert response.status_code == 422
    assert "This practitioner does not give this treatment" in text_of(response)


def test_nothing_says_that_changes_are_over_while_moving_is_possible(visitor):
    visitor.studio.late_cancellation_percent = 0
    visitor.studio.reschedule_deadline_minutes = 60
    visitor.studio.save()
    link = visitor.book()
    visitor.at(booked().free_cancellation_until + timedelta(minutes=1))

    for page in (text_of(visitor.get(link)), text_of(visitor.get(f"{link}cancel/"))):
        assert "can no longer be changed" not in page
        assert "Free to move until Wed 3 March, 8:00 am." in page


def test_moving_begins_with_the_practitioner_of_the_booking(visitor):
    appointment = booked_elsewhere("massage", WEDNESDAY_9, "theo")
    page = visitor.get(f"{link_of(appointment)}move/").content.decode()

    assert 'name="practitioner" value="theo"' in page


def test_moving_to_anyone_is_a_choice_that_other_days_keep(visitor):
    appointment = booked_elsewhere("massage", WEDNESDAY_9, "theo")
    page = visitor.get(f"{link_of(appointment)}move/?with=").content.decode()

    assert 'name="practitioner" value="theo"' not in page
    assert 'move/?with="' in page
    assert '&amp;with="' in page


def test_who_no_longer_gives_the_treatment_is_not_chosen_for_a_move(visitor):
    appointment = booked_elsewhere("massage", WEDNESDAY_9, "theo")
    visitor.massage.practitioners.remove(visitor.theo)
    page = visitor.get(f"{link_of(appointment)}move/").content.decode()

    assert 'value="theo"' not in page
    assert THURSDAY_9 in page


@pytest.mark.parametrize(("slug", "words"), [("maren", "with Maren Holt"), ("", "with whoever is free")])
def test_the_question_before_a_move_says_with_whom(visitor, slug, words):
    appointment = booked_elsewhere("massage", WEDNESDAY_9, "theo")

    asked = {"starts_at": THURSDAY_9, "practitioner": slug}
    page = text_of(visitor.browser.get(f"{link_of(appointment)}move/confirm/", asked))

    assert "From Wed 3 March, 9:00 am, with Theo Lind" in page
    assert f"To Thu 4 March, 9:00 am, {words}" in page


def test_who_changes_too_often_is_told_so_on_the_page_itself(visitor, limited):
    link = visitor.book()
    for _turn in range(5):
        for starts_at in (THURSDAY_9, WEDNESDAY_9):
            visitor.post(f"{link}move/confirm/", {"starts_at": starts_at, "practitioner": ""})

    move = visitor.post(f"{link}move/confirm/", {"starts_at": THURSDAY_9, "practitioner": ""})
    undo = visitor.post(f"{link}undo/")

    for page, heading in ((move, "Move to another time"), (undo, "Your booking")):
        assert page.status_code == 429
        assert int(page["Retry-After"]) > 0
        assert heading in text_of(page)
        assert "Too many tries in a row" in text_of(page)
        assert "Wait a little and try again." in text_of(page)
    assert (booked().status, booked().starts_at.isoformat()) == ("confirmed", "2027-03-03T14:00:00+00:00")


def test_who_changed_too_often_can_still_cancel_before_it_costs(visitor, limited):
    link = visitor.book()
    for _turn in range(6):
        for starts_at in (THURSDAY_9, WEDNESDAY_9):
            visitor.post(f"{link}move/confirm/", {"starts_at": starts_at, "practitioner": ""})

    visitor.post(f"{link}cancel/")

    assert booked().status == "cancelled"


def test_without_a_cache_a_booking_can_still_be_cancelled(visitor, cache_away):
    link = visitor.book()

    visitor.post(f"{link}cancel/")

    assert booked().status == "cancelled"
