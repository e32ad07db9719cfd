"""From a time to a booking with plain forms: post, redirect, get."""

from datetime import timedelta

import pytest

from bookings.models import Appointment, Client, Consent, Hold
from common.time import now
from website import guard
from website.tests.visitor import MONDAY_10, PRIYA, SKIPPED, WEDNESDAY_9, WEDNESDAY_11, booked_elsewhere, text_of


def test_a_time_is_held_then_booked_then_shown(visitor):
    details = visitor.hold()
    sent = visitor.post(details, PRIYA | {"note": "No oil"})
    page = text_of(visitor.get(sent["Location"]))

    assert sent.status_code == 303
    assert "You’re booked, Priya" in page
    assert "Wednesday 3 March 9:00 – 10:00 am" in page
    assert "Toronto time" in page
    assert Appointment.objects.get().note == "No oil"


def test_the_confirmation_has_all_one_needs(visitor):
    booked = visitor.book()
    response = visitor.get(f"{booked}confirmed/")
    page, markup = text_of(response), response.content.decode()
    reference = Appointment.objects.get().reference

    assert f"{reference[:4]} {reference[4:]}" in page
    assert "18 Millrace Lane SE, Toronto" in page
    assert "Free to move or cancel until Tue 2 March, 9:00 am. After that, $57.50." in page
    assert "calendar.google.com" in markup
    assert f"{booked}calendar.ics" in markup
    assert f"{booked}move/" in markup
    assert f"{booked}cancel/" in markup
    assert "on its way to your mailbox" in page


def test_the_consequence_stands_beside_the_last_button(visitor):
    page = text_of(visitor.get(visitor.hold()))

    assert "Free to move or cancel until Tue 2 March, 9:00 am. After that, $57.50. Book Wed 3 March, 9:00 am" in page


def test_sending_the_details_twice_makes_one_booking(visitor):
    details = visitor.hold()

    first, second = visitor.post(details, PRIYA), visitor.post(details, PRIYA)

    assert first["Location"] == second["Location"]
    assert Appointment.objects.count() == 1


def test_coming_back_to_the_details_after_booking_leads_to_the_booking(visitor):
    details = visitor.hold()
    booked = visitor.post(details, PRIYA)["Location"]

    assert visitor.get(details)["Location"] == booked


def test_what_is_wrong_is_told_at_once_and_nothing_typed_is_lost(visitor):
    details = visitor.hold()

    response = visitor.post(details, {"name": "Priya Nair", "email": "priya@gmail", "note": "No oil"})
    page, markup = text_of(response), response.content.decode()

    assert response.status_code == 400
    assert "Two things to put right" in page
    assert "The address stops after “gmail”. Add the ending, such as .com" in page
    assert 'value="Priya Nair"' in markup
    assert "No oil" in markup
    assert 'href="#id_email"' in markup
    assert 'aria-invalid="true"' in markup
    assert not Appointment.objects.exists()


@pytest.mark.parametrize("field", ["name", "note"])
def test_characters_nobody_types_are_refused_kindly(visitor, field):
    response = visitor.post(visitor.hold(), PRIYA | {field: "a\x00b"})

    assert response.status_code == 400
    assert not Appointment.objects.exists()


def test_a_treatment_that_needs_health_notes_asks_for_that_apart(visitor):
    details = visitor.hold(service="drainage")

    assert visitor.post(details, PRIYA).status_code == 400
    assert visitor.post(details, PRIYA | {"health": "on"}).status_code == 303


def test_only_ticked_boxes_are_consents(visitor):
    visitor.book()

    assert list(Client.objects.get().consents.values_list("kind", flat=True)) == ["terms"]


def test_who_wants_texts_agrees_for_this_booking_and_gives_the_number(visitor):
    response = visitor.post(visitor.hold(), PRIYA | {"sms": "on"})
    assert "Write the number to text." in text_of(response)

    visitor.book(WEDNESDAY_11, sms="on", phone="(403) 555-0199")

    assert Appointment.objects.get().texts_agreed
    assert Consent.objects.filter(kind="sms").exists()


def test_texts_are_not_offered_where_none_can_be_sent(visitor, settings):
    settings.MESSAGES_STAY_HERE = False

    assert 'name="sms"' not in visitor.get(visitor.hold()).content.decode()
    visitor.book(WEDNESDAY_11, sms="on", phone="(403) 555-0199")
    assert not Appointment.objects.get().texts_agreed


def test_a_phone_number_is_kept_as_the_world_writes_it(visitor):
    visitor.book(phone="(403) 555-0199")

    assert Appointment.objects.get().contact_phone == "+14035550199"


def test_a_taken_time_offers_the_three_nearest(visitor):
    booked_elsewhere("drainage", WEDNESDAY_9)

    response = visitor.post("/book/drainage/hold/", {"starts_at": WEDNESDAY_9})
    page = text_of(response)

    assert response.status_code == 409
    assert "Someone took this time a moment ago" in page
    assert "Wed 3 March, 10:00 am" in page


def test_an_expired_hold_keeps_what_was_typed_and_offers_to_hold_again(visitor):
    details = visitor.hold()
    visitor.at(MONDAY_10 + timedelta(minutes=11))
    Hold.objects.update(expires_at=now() - timedelta(minutes=1))  # by the database's clock, which stands earlier

    late = visitor.post(details, PRIYA | {"starts_at": WEDNESDAY_9, "note": "No oil"})
    again = visitor.post("/book/massage/hold/", PRIYA | {"starts_at": WEDNESDAY_9, "note": "No oil"})

    assert late.status_code == 409
    assert "Wed 3 March, 9:00 am is still free. Hold it again? Nothing you typed is lost." in text_of(late)
    assert 'name="note" value="No oil"' in late.content.decode()
    assert again.status_code == 200
    assert 'value="priya@example.ca"' in again.content.decode()
    assert "No oil" in again.content.decode()


def test_an_expired_hold_whose_time_is_gone_offers_what_is_near(visitor):
    details = visitor.hold(service="drainage")
    visitor.at(MONDAY_10 + timedelta(minutes=11))
    Hold.objects.all().delete()
    booked_elsewhere("drainage", WEDNESDAY_9)

    page = text_of(visitor.post(details, PRIYA | {"starts_at": WEDNESDAY_9}))

    assert "This time is no longer held" in page
    assert "Wed 3 March, 10:00 am" in page


def test_an_old_details_link_says_that_nothing_is_held(visitor):
    details = visitor.hold()
    visitor.at(MONDAY_10 + timedelta(minutes=11))

    assert visitor.get(details).status_code == 410
    assert visitor.get("/book/massage/details/unheard-of/").status_code == 410


def test_a_hold_is_extended_without_script_and_keeps_what_was_typed(visitor):
    details = visitor.hold()
    visitor.at(MONDAY_10 + timedelta(minutes=9))

    response = visitor.post(f"{details}extension/", {"name": "Priya Nair"})

    assert 'value="Priya Nair"' in response.content.decode()
    assert "held for you until 10:19 am" in text_of(response)


def test_a_hold_is_not_extended_for_ever(visitor):
    details = visitor.hold()
    for minutes in (9, 18, 27):
        visitor.at(MONDAY_10 + timedelta(minutes=minutes))
        visitor.post(f"{details}extension/")
    visitor.at(MONDAY_10 + timedelta(minutes=28))

    response = visitor.post(f"{details}extension/", {"name": "Priya Nair"})

    assert response.status_code == 409
    assert "This time cannot be held any longer" in text_of(response)
    assert 'value="Priya Nair"' in response.content.decode()


def test_letting_a_time_go_frees_it(visitor):
    details = visitor.hold()

    response = visitor.post(f"{details}release/")

    assert (response.status_code, response["Location"]) == (303, "/book/massage/")
    assert not Hold.objects.exists()


def test_choosing_another_time_keeps_the_first_until_then(visitor):
    details = visitor.hold()
    token = details.split("/")[4]
    page = visitor.get(f"{details}times/").content.decode()

    other = visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_11, "replaces": token})

    assert f'name="replaces" value="{token}"' in page
    assert "stays held for you until you choose another" in page
    assert other.status_code == 303
    assert Hold.objects.count() == 1


def test_a_third_hold_from_one_address_is_refused_in_words(visitor):
    visitor.hold()
    visitor.hold(WEDNESDAY_11)

    response = visitor.post("/book/massage/hold/", {"starts_at": "2027-03-04T09:00:00-05:00"})

    assert response.status_code == 409
    assert "Book one, let it go, or wait until its minutes are over." in text_of(response)


@pytest.mark.parametrize("starts_at", ["", "soon", "2027-03-03T09:00", "2027-13-40T09:00:00-05:00"])
def test_a_time_no_page_ever_offered_leads_back_to_the_list(visitor, starts_at):
    response = visitor.post("/book/massage/hold/", {"starts_at": starts_at})

    assert (response.status_code, response["Location"]) == (303, "/book/massage/")


def test_a_time_outside_the_rules_is_refused_with_the_list(visitor):
    response = visitor.post("/book/massage/hold/", {"starts_at": "2027-03-03T03:00:00-05:00"})

    assert response.status_code == 422
    assert "Choose one of the free times." in text_of(response)


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_forms_of_other_sites_are_refused(visitor, headers):
    response = visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9}, **headers)

    assert response.status_code == 403
    assert "This was sent from another site" in text_of(response)
    assert not Hold.objects.exists()


def test_own_forms_on_pages_without_a_referrer_pass(visitor):
    headers = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}

    assert visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9}, **headers).status_code == 303


@pytest.mark.parametrize("starts_at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:00-12:00"])
def test_a_time_at_the_edge_of_the_calendar_leads_back_to_the_list(visitor, starts_at):
    response = visitor.post("/book/massage/hold/", {"starts_at": starts_at})

    assert (response.status_code, response["Location"]) == (303, "/book/massage/")


def test_an_hour_that_the_clocks_skip_is_not_held(visitor):
    response = visitor.post("/book/massage/hold/", {"starts_at": SKIPPED})

    assert response.status_code == 422
    assert "The clocks skip this time" in text_of(response)
    assert not Hold.objects.exists()


@pytest.mark.parametrize("name", ["a\x00b", "\ud800", "Maren Holt", "nobody"])
@pytest.mark.parametrize("typed", [{}, PRIYA])
def test_a_practitioner_nobody_is_called_is_refused_in_words(visitor, name, typed):
    form = {"starts_at": WEDNESDAY_9, "practitioner": name.encode(errors="surrogatepass"), **typed}
    response = visitor.post("/book/massage/hold/", form)

    assert 400 <= response.status_code < 500
    assert "This practitioner does not give this treatment" in text_of(response)


def test_a_hold_to_replace_that_cannot_be_one_is_ignored(visitor):
    visitor.hold(replaces="a\x00b")

    assert Hold.objects.count() == 1


def test_no_encoding_smuggles_in_what_a_page_cannot_print(visitor):
    seen = guard.stamp("hold", MONDAY_10 - timedelta(minutes=1)).encode()
    response = visitor.browser.generic(
        "POST",
        "/book/massage/hold/",
        b'--x\r\nContent-Disposition: form-data; name="seen"\r\n\r\n' + seen + b"\r\n"
        b'--x\r\nContent-Disposition: form-data; name="starts_at"\r\n\r\n' + WEDNESDAY_9.encode() + b"\r\n"
        b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n\\ud800\r\n--x--\r\n',
        content_type="multipart/form-data; boundary=x; charset=raw_unicode_escape",
    )

    assert response.status_code == 200
    assert "\\ud800" in response.content.decode()
