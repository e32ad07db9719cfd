"""Undo at both doors: a resource of its own, told by `undo_until`, refused by name."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bookings.models import Appointment, AppointmentEvent
from bookings.tests.api.public_door import MONDAY_10, door, problem, rows
from bookings.tests.api.staff_door import staff, studio, whole_hour

__all__ = ["door", "studio"]

THURSDAY_10 = "2027-03-04T10:00:00-05:00"
FRIDAY_14 = "2027-03-05T14:00:00-05:00"
UNTIL = "2027-03-01T10:03:00-05:00"


def test_after_a_cancel_the_answer_says_until_when_and_undo_gives_it_back(door):
    booked = door.book(THURSDAY_10).json()
    assert booked["undo_until"] is None

    cancelled = door.managed(booked, "cancellation").json()
    undone = door.managed(booked, "undo")

    assert (cancelled["status"], cancelled["undo_until"]) == ("cancelled", UNTIL)
    assert (undone.status_code, undone.json()) == (200, door.managed(booked).json())
    assert (undone.json()["status"], undone.json()["undo_until"]) == ("confirmed", None)


def test_after_a_move_it_goes_back_and_the_link_still_opens_it(door):
    booked = door.book(THURSDAY_10).json()

    moved = door.managed(booked, "reschedule", {"starts_at": FRIDAY_14}).json()
    door.managed(booked, "undo")

    assert (moved["starts_at"], moved["undo_until"]) == (FRIDAY_14, UNTIL)
    assert door.managed(booked).json() == {name: booked[name] for name in booked if name != "manage_token"}


def test_after_three_minutes_it_is_refused_and_offered_no_more(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "cancellation")
    door.at(MONDAY_10 + timedelta(minutes=3))
    before = rows()

    assert door.managed(booked).json()["undo_until"] is None
    assert problem(door.managed(booked, "undo")) == (422, "nothing-to-undo")
    assert rows() == before


def test_a_time_that_is_gone_is_told_with_others(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "cancellation")
    door.book(THURSDAY_10, client={"name": "Theo", "email": "theo@example.com"})

    answer = door.managed(booked, "undo")

    assert problem(answer) == (409, "slot-taken")
    assert len(answer.json()["alternatives"]) == 3
    assert door.managed(booked).json()["undo_until"] is None


def test_the_same_key_gives_the_same_answer_and_undoes_once(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "cancellation")
    url = f"/api/v1/public/bookings/{booked['reference']}/undo"
    headers = {"Authorization": f"Manage {booked['manage_token']}", "Idempotency-Key": "one-try"}

    answers = [door.api.post(url, {}, format="json", headers=headers) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert AppointmentEvent.objects.filter(kind="undone").count() == 1


def test_staff_undo_what_staff_did_and_clients_do_not(studio):
    appointment = studio.booked(hours_from_now=50)
    desk = staff("front_desk")
    at = f"/api/v1/staff/appointments/{appointment.reference}"
    from_before = desk.get(at).json()

    cancelled = desk.post(f"{at}/cancellation", {}, format="json").json()
    assert cancelled["undo_until"] is not None
    listed = desk.get("/api/v1/staff/appointments").json()["results"]
    assert [each["undo_until"] for each in listed] == [cancelled["undo_until"]]
    undone = desk.post(f"{at}/undo", {}, format="json")

    assert (undone.status_code, undone.json()["undo_until"]) == (200, None)
    assert {**undone.json(), "timeline": None} == {**from_before, "timeline": None}
    assert [step["kind"] for step in undone.json()["timeline"]] == ["booked", "cancelled", "undone"]


def test_what_a_client_cancelled_staff_book_again_and_do_not_undo(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "cancellation")

    answer = staff("owner").post(f"/api/v1/staff/appointments/{booked['reference']}/undo", {}, format="json")

    assert problem(answer) == (422, "nothing-to-undo")


@pytest.mark.parametrize(("who", "status"), [("maren", 200), ("theo", 403)])
def test_a_practitioner_undoes_on_the_own_calendar_only(studio, who, status):
    """The owner gave Maren's client to Theo, who sees it now and may not write to Maren's calendar."""
    appointment = studio.booked(hours_from_now=50)
    at = f"/api/v1/staff/appointments/{appointment.reference}"
    target = who if status == 403 else "maren"
    body = {"starts_at": whole_hour(52).isoformat(), "practitioner": target}
    assert staff("owner").post(f"{at}/reschedule", body, format="json").status_code == 200

    api = staff("practitioner", is_practitioner=getattr(studio, who))
    answer = api.post(f"{at}/undo", {}, format="json")

    assert answer.status_code == status
    assert (Appointment.objects.get().starts_at == whole_hour(50)) is (status == 200)


@pytest.mark.parametrize("again", ["cancellation", "reschedule"])
def test_an_undo_that_names_its_change_takes_back_no_other(door, again):
    """Two tabs: the first still offers to go back to Thursday, the second went on."""
    booked = door.book(THURSDAY_10).json()
    moved = door.managed(booked, "reschedule", {"starts_at": FRIDAY_14}).json()
    later = door.managed(booked, again, {"starts_at": "2027-03-05T15:00:00-05:00"} if again == "reschedule" else {})
    before = rows()

    answer = door.managed(booked, "undo", {"change": moved["undo_change"]})

    assert problem(answer) == (422, "nothing-to-undo")
    assert answer.json()["detail"] == "This was changed again since. Look at it as it is now."
    assert (rows(), door.managed(booked).json()) == (before, later.json())
    assert door.managed(booked, "undo", {"change": later.json()["undo_change"]}).status_code == 200


def test_a_standing_notice_at_the_desk_does_not_revert_what_the_owner_did_since(studio):
    appointment = studio.booked(hours_from_now=50)
    at = f"/api/v1/staff/appointments/{appointment.reference}"
    desk, owner = staff("front_desk"), staff("owner")
    mine = desk.post(f"{at}/reschedule", {"starts_at": whole_hour(52).isoformat()}, format="json").json()
    theirs = owner.post(f"{at}/reschedule", {"starts_at": whole_hour(54).isoformat()}, format="json").json()

    answer = desk.post(f"{at}/undo", {"change": mine["undo_change"]}, format="json")

    assert problem(answer) == (422, "nothing-to-undo")
    assert Appointment.objects.get().starts_at == whole_hour(54)
    # The studio's change is any member of staff's to undo, once they have seen it.
    assert desk.post(f"{at}/undo", {"change": theirs["undo_change"]}, format="json").status_code == 200


def test_a_field_that_is_not_there_is_refused_at_both_doors(door):
    booked = door.book(THURSDAY_10).json()
    door.managed(booked, "cancellation")
    at = f"/api/v1/staff/appointments/{booked['reference']}/undo"

    assert problem(door.managed(booked, "undo", {"chnage": "x"})) == (400, "invalid")
    assert problem(staff("owner").post(at, {"chnage": "x"}, format="json")) == (400, "invalid")


def test_the_change_is_named_exactly_while_it_can_be_undone(door):
    booked = door.book(THURSDAY_10).json()
    assert booked["undo_change"] is None

    cancelled = door.managed(booked, "cancellation").json()

    assert isinstance(cancelled["undo_change"], str)
    assert staff("owner").get(f"/api/v1/staff/appointments/{booked['reference']}").json()["undo_change"] is None
    door.at(MONDAY_10 + timedelta(minutes=3))
    assert door.managed(booked).json()["undo_change"] is None


def test_a_practitioner_is_not_offered_what_they_may_not_undo(studio):
    """The owner moves a client from Maren to Theo, who may not give her back."""
    appointment = studio.booked(hours_from_now=50)
    at = f"/api/v1/staff/appointments/{appointment.reference}"
    body = {"starts_at": whole_hour(52).isoformat(), "practitioner": "theo"}
    owner, theo = staff("owner"), staff("practitioner", is_practitioner=studio.theo)
    assert owner.post(f"{at}/reschedule", body, format="json").json()["undo_until"] is not None

    for seen in (theo.get(at).json(), theo.get("/api/v1/staff/appointments").json()["results"][0]):
        assert (seen["undo_until"], seen["undo_change"]) == (None, None)


@pytest.mark.parametrize("who", ["owner", "practitioner"])
def test_a_list_of_fresh_cancels_costs_no_more_than_one_of_them(studio, who):
    appointments = [studio.booked(hours_from_now=hours) for hours in range(50, 70)]
    owner = staff("owner")
    api = staff(who, is_practitioner=studio.maren)

    def queries():
        with CaptureQueriesContext(connection) as asked:
            listed = api.get("/api/v1/staff/appointments", {"status": "cancelled"}).json()["results"]
        return len(listed), all(row["undo_until"] and row["undo_change"] for row in listed), len(asked)

    costs = []
    for appointment in appointments:
        owner.post(f"/api/v1/staff/appointments/{appointment.reference}/cancellation", {}, format="json")
        if appointment in (appointments[0], appointments[-1]):
            costs.append(queries())

    assert costs == [(1, True, costs[0][2]), (20, True, costs[0][2])]
