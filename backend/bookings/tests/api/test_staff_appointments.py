"""The staff's list, its filters, and what can be done with one appointment."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bookings.actors import WantedTime
from bookings.models import Appointment, Reservation
from bookings.services.holds import hold
from bookings.tests.api.staff_door import staff, studio, whole_hour
from bookings.tests.builders import booked, some_noon
from common.time import now
from studio.models import StudioSettings

__all__ = ["studio"]

URL = "/api/v1/staff/appointments"


def test_the_list_runs_in_order_of_time(studio):
    later = studio.booked(hours_from_now=30)
    sooner = studio.booked(hours_from_now=5)

    answer = staff("front_desk").get(URL)

    assert [row["reference"] for row in answer.json()["results"]] == [sooner.reference, later.reference]


def test_filters_narrow_the_list(studio):
    studio.booked(hours_from_now=5, name="Priya Nair")
    wanted = studio.booked(hours_from_now=30, practitioner="theo", name="Tom Beaulieu")
    desk = staff("front_desk")

    for query in ({"practitioner": "theo"}, {"q": "beaul"}, {"q": "tom@example"}, {"q": wanted.reference.lower()}):
        answer = desk.get(URL, query)

        assert [row["reference"] for row in answer.json()["results"]] == [wanted.reference], query


def test_a_phone_number_is_found_however_it_is_spaced(studio):
    wanted = studio.booked(hours_from_now=5)

    answer = staff("front_desk").get(URL, {"q": "403 555-0142"})

    assert [row["reference"] for row in answer.json()["results"]] == [wanted.reference]


def test_an_unknown_status_is_refused(studio):
    answer = staff("front_desk").get(URL, {"status": "lost"})

    assert (answer.status_code, answer.json()["type"]) == (400, "/problems/invalid")


@pytest.mark.parametrize("order", ["starts_at", "-starts_at"])
def test_pages_follow_one_another_without_gap_or_repeat(studio, monkeypatch, order):
    booked = [studio.booked(hours_from_now=hours).reference for hours in range(5, 12)]
    monkeypatch.setattr("common.pagination.PAGE_SIZE", 3)
    desk, cursor, seen = staff("owner"), None, []

    while True:
        body = desk.get(URL, {"order": order, **({"cursor": cursor} if cursor else {})}).json()
        seen += [row["reference"] for row in body["results"]]
        if not (cursor := body["next"]):
            break

    assert seen == (booked if order == "starts_at" else booked[::-1])


def test_a_page_of_the_list_costs_the_same_number_of_queries_however_long(studio, django_assert_max_num_queries):
    for hours in range(5, 25):
        studio.booked(hours_from_now=hours)
    desk = staff("owner")

    with django_assert_max_num_queries(4):
        assert len(desk.get(URL).json()["results"]) == 20


def test_a_practitioner_sees_the_own_appointments_only(studio):
    own = studio.booked(hours_from_now=5, practitioner="maren")
    others = studio.booked(hours_from_now=5, practitioner="theo")
    maren = staff("practitioner", is_practitioner=studio.maren)

    assert [row["reference"] for row in maren.get(URL).json()["results"]] == [own.reference]
    assert maren.get(f"{URL}/{others.reference}").status_code == 404
    assert maren.post(f"{URL}/{others.reference}/cancellation").status_code == 404


def test_a_practitioner_books_on_the_own_calendar_only(studio):
    maren = staff("practitioner", is_practitioner=studio.maren)
    wanted = {"service": "massage", "starts_at": whole_hour(5).isoformat(), "client": {"name": "Hana Sato"}}

    answer = maren.post(URL, wanted | {"practitioner": "theo"}, format="json")
    own = maren.post(URL, wanted, format="json")

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-permitted")
    assert (own.status_code, own.json()["practitioner"]["slug"]) == (201, "maren")


def test_a_practitioner_cannot_read_a_stranger_by_booking_for_their_number(studio):
    stranger = studio.booked(hours_from_now=30, practitioner="theo").client
    maren = staff("practitioner", is_practitioner=studio.maren)
    wanted = {"service": "massage", "starts_at": whole_hour(5).isoformat(), "client": {"id": stranger.pk}}

    answer = maren.post(URL, wanted, format="json")

    assert answer.status_code == 404
    assert stranger.email not in answer.content.decode()


def test_an_account_without_a_calendar_books_nothing(studio):
    wanted = {"service": "massage", "starts_at": whole_hour(5).isoformat(), "client": {"name": "Hana Sato"}}

    answer = staff("practitioner").post(URL, wanted, format="json")

    assert answer.status_code == 403
    assert not Appointment.objects.exists()


def test_booking_by_hand_needs_no_address_and_no_consent(studio):
    wanted = {"service": "massage", "starts_at": whole_hour(5).isoformat(), "client": {"name": "Hana Sato"}}

    answer = staff("front_desk").post(URL, wanted, format="json")

    assert (answer.status_code, answer.json()["source"]) == (201, "staff")
    assert answer.json()["client"]["email"] == ""


def test_house_rules_hold_for_staff_until_they_are_overridden(studio):
    yesterday = {"service": "massage", "starts_at": whole_hour(-24).isoformat(), "client": {"name": "Hana Sato"}}
    desk = staff("front_desk")

    refused = desk.post(URL, yesterday, format="json")
    booked = desk.post(URL, yesterday | {"override_rules": True}, format="json")

    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/in-the-past")
    assert booked.status_code == 201
    assert booked.json()["timeline"][0]["detail"] == {"override_rules": True}


def test_the_daily_cap_holds_for_staff_until_it_is_overridden(studio):
    fill_the_day_of_maren(studio)
    more = {
        "service": "massage",
        "practitioner": "maren",
        "starts_at": (some_noon() + timedelta(hours=1)).isoformat(),
        "client": {"name": "Hana Sato"},
    }
    desk = staff("front_desk")

    refused = desk.post(URL, more, format="json")
    added = desk.post(URL, more | {"override_rules": True}, format="json")

    assert (refused.status_code, refused.json()["type"]) == (422, "/problems/day-full")
    assert len(refused.json()["alternatives"]) == 3
    assert (added.status_code, added.json()["timeline"][0]["detail"]) == (201, {"override_rules": True})


def test_what_is_taken_stays_taken_even_with_an_override(studio):
    studio.booked(hours_from_now=5)
    again = {
        "service": "massage",
        "practitioner": "maren",
        "starts_at": whole_hour(5).isoformat(),
        "client": {"name": "Hana Sato"},
        "override_rules": True,
    }

    answer = staff("owner").post(URL, again, format="json")

    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/slot-taken")
    assert len(answer.json()["alternatives"]) == 3


def test_the_studio_cancels_at_any_time_at_no_cost_to_the_client(studio):
    appointment = studio.booked(hours_from_now=1)

    answer = staff("front_desk").post(f"{URL}/{appointment.reference}/cancellation", {"reason": "ill"}, format="json")

    cancellation = answer.json()["cancellation"]
    assert (cancellation["by"], cancellation["reason"]) == ("studio", "ill")
    assert cancellation["charged_late_fee"]["amount"] == 0
    assert not Reservation.objects.filter(appointment=appointment).exists()


def test_completion_waits_until_the_appointment_has_begun(studio):
    coming, begun = studio.booked(hours_from_now=2), studio.booked(hours_from_now=-3)
    desk = staff("front_desk")

    early = desk.post(f"{URL}/{coming.reference}/completion")
    done = desk.post(f"{URL}/{begun.reference}/completion")

    assert (early.status_code, early.json()["type"]) == (422, "/problems/not-started-yet")
    assert (done.status_code, done.json()["status"]) == (200, "completed")


def test_a_mistaken_no_show_can_be_corrected_and_both_steps_stay_visible(studio):
    appointment = studio.booked(hours_from_now=-3)
    desk = staff("front_desk")

    desk.post(f"{URL}/{appointment.reference}/no-show")
    answer = desk.post(f"{URL}/{appointment.reference}/completion")

    steps = [(event["from"], event["to"]) for event in answer.json()["timeline"]]
    assert steps == [("", "confirmed"), ("confirmed", "no_show"), ("no_show", "completed")]


def test_moving_by_hand_frees_the_old_time(studio):
    appointment = studio.booked(hours_from_now=5)
    desk = staff("front_desk")

    moved = desk.post(
        f"{URL}/{appointment.reference}/reschedule",
        {"starts_at": whole_hour(8).isoformat(), "practitioner": "theo"},
        format="json",
    )
    again = studio.booked(hours_from_now=5, name="Tom Beaulieu")

    assert (moved.status_code, moved.json()["practitioner"]["slug"]) == (200, "theo")
    assert again.practitioner.slug == "maren"


def test_actions_say_what_is_possible_now(studio):
    coming, begun = studio.booked(hours_from_now=5), studio.booked(hours_from_now=-3)
    desk = staff("front_desk")

    assert desk.get(f"{URL}/{coming.reference}").json()["actions"] == ["reschedule", "cancel"]
    assert desk.get(f"{URL}/{begun.reference}").json()["actions"] == ["complete", "no_show", "reschedule", "cancel"]


def test_today_shows_the_local_day_and_what_is_being_booked_online(studio):
    hold(wanted=WantedTime("massage", whole_hour(3), "maren"), address="192.0.2.1", now=now())
    desk = staff("front_desk")
    day = desk.get("/api/v1/staff/today").json()

    held_day = whole_hour(3).astimezone(ZoneInfo(day["time_zone"])).date().isoformat()
    holds = desk.get("/api/v1/staff/today", {"day": held_day}).json()["holds"]

    assert [held["practitioner"]["slug"] for held in holds] == ["maren"]


def test_staff_learn_why_a_time_is_not_offered(studio):
    studio.booked(hours_from_now=5)
    query = {"service": "massage", "practitioner": "maren", "starts_at": whole_hour(5).isoformat()}

    answer = staff("front_desk").get("/api/v1/staff/slots/explanation", query)

    assert answer.json()["free"] is False
    assert answer.json()["reasons"] == [
        {"practitioner": "maren", "code": "slot-taken", "detail": "Maren is taken for part of it."}
    ]


def test_staff_learn_that_a_day_is_full_and_that_it_is_not_for_the_one_that_fills_it(studio):
    appointment = fill_the_day_of_maren(studio)
    an_hour_on = (some_noon() + timedelta(hours=1)).isoformat()
    query = {"service": "massage", "practitioner": "maren", "starts_at": an_hour_on}
    desk = staff("front_desk")

    why = desk.get("/api/v1/staff/slots/explanation", query).json()
    moving = desk.get("/api/v1/staff/slots/explanation", query | {"moving": appointment.reference}).json()

    assert why["reasons"] == [
        {"practitioner": "maren", "code": "day-full", "detail": "Maren takes no more appointments that day."}
    ]
    assert moving == {"free": True, "reasons": []}


def fill_the_day_of_maren(studio) -> Appointment:
    StudioSettings.objects.update(daily_cap=1)
    return booked(studio.massage, some_noon(), studio.maren)


def test_the_same_key_books_by_hand_once(studio):
    wanted = {"service": "massage", "starts_at": whole_hour(5).isoformat(), "client": {"name": "Hana Sato"}}
    desk = staff("front_desk")

    first = desk.post(URL, wanted, format="json", headers={"Idempotency-Key": "one-try"})
    second = desk.post(URL, wanted, format="json", headers={"Idempotency-Key": "one-try"})

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json()["reference"] == second.json()["reference"]
    assert Appointment.objects.count() == 1


def test_for_a_move_the_appointments_own_time_counts_as_free(studio):
    appointment = studio.booked(hours_from_now=30)
    desk = staff("front_desk")
    half_an_hour_on = (appointment.starts_at + timedelta(minutes=30)).isoformat()
    query = {"service": "massage", "practitioner": "maren", "starts_at": half_an_hour_on}

    why = desk.get("/api/v1/staff/slots/explanation", query).json()
    moving = desk.get("/api/v1/staff/slots/explanation", query | {"moving": appointment.reference}).json()

    assert [reason["code"] for reason in why["reasons"]] == ["slot-taken"]
    assert moving == {"free": True, "reasons": []}


def test_an_appointment_out_of_sight_cannot_be_looked_past(studio):
    others = studio.booked(hours_from_now=30, practitioner="theo")
    maren = staff("practitioner", is_practitioner=studio.maren)
    day = others.starts_at.date().isoformat()

    query = {"service": "massage", "from": day, "to": day, "moving": others.reference}
    assert maren.get("/api/v1/staff/slots", query).status_code == 404


def test_the_timeline_tells_times_as_the_studios_clock_showed_them(studio):
    appointment = studio.booked(hours_from_now=5)
    desk = staff("front_desk")

    answer = desk.post(
        f"{URL}/{appointment.reference}/reschedule", {"starts_at": whole_hour(8).isoformat()}, format="json"
    )

    moved = answer.json()["timeline"][-1]["detail"]
    assert moved["new_starts_at"] == answer.json()["starts_at"]


def test_a_practitioner_cannot_read_a_stranger_by_booking_for_their_address(studio):
    stranger = studio.booked(hours_from_now=30, practitioner="theo").client
    maren = staff("practitioner", is_practitioner=studio.maren)
    client = {"name": "Somebody", "email": stranger.email.upper()}
    wanted = {"service": "massage", "starts_at": whole_hour(5).isoformat(), "client": client}

    answer = maren.post(URL, wanted, format="json")

    assert (answer.status_code, answer.json()["type"]) == (403, "/problems/not-permitted")
    assert stranger.phone not in answer.content.decode()


def test_a_reference_that_cannot_be_one_is_simply_not_there(studio):
    desk = staff("front_desk")

    for odd in ("%00", "%F0%9F%92%86", "a" * 300):
        assert desk.get(f"{URL}/{odd}").status_code == 404
    assert desk.get(URL, {"q": "\U0001f486"}).json()["results"] == []
