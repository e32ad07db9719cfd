"""`services/{slug}/slots`: what is offered, and what it costs to say so."""

from datetime import timedelta

import pytest

from bookings.models import Hold
from bookings.tests.api.public_door import MONDAY_10, door, problem
from common.time import now
from studio.models import Room, StudioSettings
from studio.tests.factories import PractitionerFactory, RoomFactory, ServiceFactory, every_day

__all__ = ["door"]


def slots(door, first="2027-03-02", last=None, service="massage", **query):
    url = f"/api/v1/public/services/{service}/slots"
    return door.api.get(url, {"from": first, "to": last or first, **query}).json()["slots"]


def starts(door, *args, **query):
    return [slot["starts_at"][11:16] for slot in slots(door, *args, **query)]


def test_a_day_offers_what_hours_and_break_leave(door):
    StudioSettings.objects.update(slot_grid_minutes=30)

    assert starts(door) == [
        *["09:00", "09:30", "10:00", "10:30", "11:00"],
        *["13:00", "13:30", "14:00", "14:30", "15:00", "15:30", "16:00"],
    ]


def test_times_carry_their_end_the_studios_offset_and_who(door):
    assert slots(door)[0] == {
        "starts_at": "2027-03-02T09:00:00-05:00",
        "ends_at": "2027-03-02T10:00:00-05:00",
        "practitioners": ["maren"],
    }


def test_a_closed_day_offers_nothing(door):
    assert starts(door, "2027-03-03") == []


def test_a_held_time_is_not_offered_and_one_past_its_hold_is(door):
    door.hold("2027-03-02T09:00:00-05:00")
    held = starts(door)
    # By the database's clock too, which stands before the door's.
    Hold.objects.update(expires_at=now() - timedelta(minutes=1))
    later = starts(door)

    assert "09:00" not in held
    assert "09:00" in later


def test_a_cancelled_time_is_offered_again_at_once(door):
    booked = door.book().json()
    taken = starts(door)

    door.managed(booked, "cancellation")

    assert "09:00" not in taken
    assert "09:00" in starts(door)


def test_buffers_keep_neighbours_apart(door):
    type(door.massage).objects.update(buffer_after_minutes=15)
    door.book("2027-03-02T10:00:00-05:00")

    # 09:00 to 10:00 would be followed by a buffer in which the next client lies already.
    assert starts(door)[0] == "13:00"


def test_a_taken_room_takes_the_time_from_everybody(door):
    other = ServiceFactory(slug="drainage", practitioners=[door.theo], rooms=[door.room])
    door.book()

    assert "09:00" not in starts(door, service=other.slug)
    door.massage.rooms.add(RoomFactory())
    other.rooms.add(Room.objects.last())
    assert "09:00" in starts(door, service=other.slug)


def test_anyone_means_whoever_is_free(door):
    door.massage.practitioners.add(door.theo)
    door.massage.rooms.add(RoomFactory())
    door.book(practitioner="maren")

    offered = {slot["starts_at"][11:16]: slot["practitioners"] for slot in slots(door)}
    assert (offered["09:00"], offered["10:00"]) == (["theo"], ["maren", "theo"])
    assert "09:00" not in starts(door, practitioner="maren")


def test_anyone_goes_to_whoever_has_less_to_do_that_day(door):
    door.massage.practitioners.add(door.theo)
    door.massage.rooms.add(RoomFactory())
    first = door.book("2027-03-02T09:00:00-05:00").json()
    second = door.book("2027-03-02T14:00:00-05:00").json()

    assert (first["practitioner"]["slug"], second["practitioner"]["slug"]) == ("maren", "theo")


def test_a_full_day_offers_nothing_and_refuses_by_name(door):
    StudioSettings.objects.update(daily_cap=1)
    door.book("2027-03-02T09:00:00-05:00")

    assert starts(door) == []
    refused = door.hold("2027-03-02T14:00:00-05:00")
    assert problem(refused) == (422, "day-full")
    days = {time["starts_at"][:10] for time in refused.json()["alternatives"]}
    assert days == {"2027-03-01"}  # Monday afternoon is nearer than Thursday, and Wednesday is closed


def test_a_booking_moves_within_the_day_it_fills(door):
    StudioSettings.objects.update(daily_cap=1)
    booked = door.book("2027-03-04T09:00:00-05:00").json()

    moved = door.managed(booked, "reschedule", {"starts_at": "2027-03-04T14:00:00-05:00"})

    assert (moved.status_code, moved.json()["starts_at"]) == (200, "2027-03-04T14:00:00-05:00")


def test_a_service_whose_rooms_are_all_archived_is_not_offered(door):
    Room.objects.update(archived_at=MONDAY_10)

    assert starts(door) == []


@pytest.mark.parametrize("cap", [0, 3])
@pytest.mark.parametrize("practitioners", [1, 10, 50])
def test_a_month_takes_two_queries_however_many_practitioners(door, practitioners, cap, django_assert_num_queries):
    StudioSettings.objects.update(daily_cap=cap)
    team = [PractitionerFactory(hours=every_day(540, 1020), breaks=every_day(720, 780)) for _ in range(practitioners)]
    rooms = [RoomFactory() for _ in range(practitioners)]
    ServiceFactory(slug="busy", practitioners=team, rooms=rooms)
    for hour in (9, 10, 14):
        door.post(
            "bookings",
            {
                "service": "busy",
                "starts_at": f"2027-03-04T{hour:02}:00:00-05:00",
                "client": {"name": "P", "email": "p@example.com"},
                "consents": {"terms": True},
            },
        )

    slots(door, service="busy")  # the first request after a change of the facts reads them
    with django_assert_num_queries(2):
        found = slots(door, "2027-03-01", "2027-03-31", service="busy")

    assert max(len(slot["practitioners"]) for slot in found) == practitioners


@pytest.mark.parametrize("cap", [0, 1])
def test_what_is_offered_can_be_booked(door, cap):
    """Every time of a day, each booked alone: what is offered and what is accepted are one rule."""
    StudioSettings.objects.update(daily_cap=cap)
    for slot in slots(door):
        answer = door.book(slot["starts_at"])
        assert answer.status_code == 201, slot
        door.managed(answer.json(), "cancellation")
