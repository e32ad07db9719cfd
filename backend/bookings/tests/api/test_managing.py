"""What a client can do with a booking, and what it costs."""

from datetime import UTC, datetime, timedelta

import icalendar

from bookings.models import Appointment, AppointmentEvent, Client, Consent, Reservation
from bookings.tests.api.public_door import MONDAY_10, door, person, problem
from studio.models import StudioSettings

__all__ = ["door"]

STARTS = datetime(2027, 3, 4, 15, 0, tzinfo=UTC)  # Thursday, 10:00 in the studio
THURSDAY_10 = "2027-03-04T10:00:00-05:00"


def test_a_booking_tells_its_price_and_the_consequence_before_the_deadline(door):
    booked = door.book(THURSDAY_10).json()

    assert booked["price"] == {"amount": 11500, "currency": "CAD"}
    assert booked["free_cancellation_until"] == "2027-03-03T10:00:00-05:00"
    assert booked["late_fee"] == {"amount": 5750, "currency": "CAD"}


def test_until_the_deadline_cancelling_is_free(door):
    booked = door.book(THURSDAY_10).json()
    door.at(STARTS - timedelta(hours=24))

    answer = door.managed(booked, "cancellation", {"reason": "ill"})

    assert (answer.json()["status"], answer.json()["charged_late_fee"]["amount"]) == ("cancelled", 0)
    assert not Reservation.objects.exists()


def test_after_the_deadline_cancelling_costs_what_was_agreed(door):
    booked = door.book(THURSDAY_10).json()
    StudioSettings.objects.update(late_cancellation_percent=100)  # a stricter house does not change the promise
    door.at(STARTS - timedelta(hours=24, seconds=-1))

    answer = door.managed(booked, "cancellation")

    assert answer.json()["charged_late_fee"] == {"amount": 5750, "currency": "CAD"}


def test_where_no_fee_was_agreed_a_late_cancellation_is_the_studios_to_make(door):
    StudioSettings.objects.update(late_cancellation_percent=0)
    booked = door.book(THURSDAY_10).json()
    door.at(STARTS - timedelta(hours=1))

    assert problem(door.managed(booked, "cancellation")) == (422, "cancellation-too-late")
    assert Appointment.objects.get().status == "confirmed"


def test_what_has_begun_cannot_be_cancelled_or_moved(door):
    booked = door.book(THURSDAY_10).json()
    door.at(STARTS)

    later = {"starts_at": "2027-03-05T10:00:00-05:00"}
    assert problem(door.managed(booked, "cancellation")) == (422, "appointment-started")
    assert problem(door.managed(booked, "reschedule", later)) == (422, "appointment-started")


def test_cancelling_twice_is_a_conflict(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "cancellation")

    again = door.managed(booked, "cancellation")

    assert problem(again) == (409, "not-possible-now")
    assert again.json()["state"] == "cancelled"
    assert AppointmentEvent.objects.filter(kind="cancelled").count() == 1


def test_moving_keeps_the_price_and_moves_the_deadline(door):
    booked = door.book(THURSDAY_10).json()
    type(door.massage).objects.update(price_minor=20000)

    moved = door.managed(booked, "reschedule", {"starts_at": "2027-03-05T14:00:00-05:00"}).json()

    assert (moved["starts_at"], moved["price"]["amount"]) == ("2027-03-05T14:00:00-05:00", 11500)
    assert moved["free_cancellation_until"] == "2027-03-04T14:00:00-05:00"
    assert Reservation.objects.count() == 2


def test_a_booking_may_move_into_time_that_it_takes_itself(door):
    booked = door.book(THURSDAY_10).json()

    moved = door.managed(booked, "reschedule", {"starts_at": "2027-03-04T10:30:00-05:00"})

    assert (moved.status_code, moved.json()["starts_at"]) == (200, "2027-03-04T10:30:00-05:00")


def test_a_move_to_a_taken_time_changes_nothing_and_offers_others(door):
    booked = door.book(THURSDAY_10).json()
    door.book("2027-03-05T10:00:00-05:00")

    answer = door.managed(booked, "reschedule", {"starts_at": "2027-03-05T10:00:00-05:00"})

    assert problem(answer) == (409, "slot-taken")
    assert [time["starts_at"] for time in answer.json()["alternatives"]] == [
        "2027-03-05T09:00:00-05:00",
        "2027-03-05T11:00:00-05:00",
        "2027-03-05T13:00:00-05:00",
    ]
    assert door.managed(booked).json()["starts_at"] == THURSDAY_10


def test_moving_ends_with_its_deadline(door):
    booked = door.book(THURSDAY_10).json()
    door.at(STARTS - timedelta(hours=24, seconds=-1))

    answer = door.managed(booked, "reschedule", {"starts_at": "2027-03-05T14:00:00-05:00"})

    assert problem(answer) == (422, "reschedule-too-late")


def test_each_step_leaves_a_line_in_the_timeline(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "reschedule", {"starts_at": "2027-03-05T14:00:00-05:00"})
    door.managed(booked, "cancellation", {"reason": "ill"})

    steps = AppointmentEvent.objects.values_list("kind", "actor", "from_status", "to_status")
    assert list(steps) == [
        ("booked", "client", "", "confirmed"),
        ("moved", "client", "confirmed", "confirmed"),
        ("cancelled", "client", "confirmed", "cancelled"),
    ]
    assert AppointmentEvent.objects.last().detail == {"reason": "ill"}


def test_consents_are_kept_apart_with_version_time_and_place(door):
    door.book(consents={"terms": True, "marketing": True})

    kept = Consent.objects.values_list("kind", "version", "source", "given_at")
    assert set(kept) == {
        ("terms", "2027-01", "online", MONDAY_10),
        ("marketing", "2027-01", "online", MONDAY_10),
    }


def test_what_a_guest_types_never_changes_a_known_client(door):
    door.book(client={"name": "Priya Nair", "email": "priya@example.com", "phone": "403 555 0142"})

    door.book(
        "2027-03-02T10:00:00-05:00", client={"name": "Mallory", "email": "PRIYA@example.com", "phone": "4035550199"}
    )

    client = Client.objects.get()
    assert (client.name, client.phone) == ("Priya Nair", "+14035550142")
    assert Appointment.objects.last().contact_name == "Mallory"


def test_a_hold_keeps_its_price_and_its_time(door):
    held = door.hold().json()
    type(door.massage).objects.update(price_minor=20000)

    booked = door.post("bookings", {"hold_token": held["hold_token"], **person()}).json()

    assert booked["price"] == held["price"] == {"amount": 11500, "currency": "CAD"}
    assert booked["starts_at"] == held["starts_at"]


def test_a_hold_makes_one_booking_however_often_it_is_sent(door):
    token = door.hold().json()["hold_token"]

    answers = [door.post("bookings", {"hold_token": token, **person()}) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["manage_token"] for answer in answers}) == 1
    assert Appointment.objects.count() == 1


def test_the_same_key_gives_the_same_answer(door):
    wanted = {"service": "massage", "starts_at": THURSDAY_10, **person()}

    first = door.post("bookings", wanted, **{"Idempotency-Key": "one-try"})
    again = door.post("bookings", wanted, **{"Idempotency-Key": "one-try"})

    assert (again.status_code, again.json()) == (first.status_code, first.json())


def test_the_calendar_file_has_a_stable_name_and_grows_with_each_change(door):
    booked = door.book(THURSDAY_10).json()
    first = event(door, booked)
    door.managed(booked, "reschedule", {"starts_at": "2027-03-05T14:00:00-05:00"})
    moved = event(door, booked)
    door.managed(booked, "cancellation")
    cancelled = event(door, booked)

    assert first["uid"] == moved["uid"] == cancelled["uid"]
    assert [int(e["sequence"]) for e in (first, moved, cancelled)] == [0, 1, 2]
    assert moved["dtstart"].dt == datetime(2027, 3, 5, 19, 0, tzinfo=UTC)
    assert cancelled["status"] == "CANCELLED"


def test_the_calendar_file_names_no_client(door):
    booked = door.book(THURSDAY_10).json()

    text = event(door, booked).to_ical().decode()

    assert "Priya" not in text
    assert "example.com" not in text
    assert booked["manage_token"] not in text


def event(door, booked):
    url = f"/api/v1/public/bookings/{booked['reference']}/calendar.ics"
    answer = door.api.get(url, headers={"Authorization": f"Manage {booked['manage_token']}"})
    assert answer.headers["Content-Type"].startswith("text/calendar")
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")[0]


def test_moving_late_does_not_make_cancelling_free_again(door):
    StudioSettings.objects.update(reschedule_deadline_minutes=60)
    booked = door.book(THURSDAY_10).json()
    door.at(STARTS - timedelta(hours=2))

    moved = door.managed(booked, "reschedule", {"starts_at": "2027-03-11T10:00:00-05:00"}).json()
    cancelled = door.managed(booked, "cancellation").json()

    assert moved["free_cancellation_until"] == "2027-03-03T10:00:00-05:00"
    assert cancelled["charged_late_fee"]["amount"] == 5750


def test_a_move_keeps_the_practitioner_who_is_free_then(door):
    door.massage.practitioners.add(door.theo)
    booked = door.book(THURSDAY_10, practitioner="theo").json()
    door.book("2027-03-05T09:00:00-05:00", practitioner="theo")  # so that Maren has less to do that day

    moved = door.managed(booked, "reschedule", {"starts_at": "2027-03-05T14:00:00-05:00"}).json()

    assert moved["practitioner"]["slug"] == "theo"


def test_alternatives_to_a_move_count_the_own_time_as_free(door):
    booked = door.book(THURSDAY_10).json()
    door.book("2027-03-04T11:00:00-05:00")

    answer = door.managed(booked, "reschedule", {"starts_at": "2027-03-04T10:30:00-05:00"})

    assert "2027-03-04T10:00:00-05:00" in [time["starts_at"] for time in answer.json()["alternatives"]]
