"""`staff/studio`, `staff/me`, rooms: what owners set up and everybody on the staff reads."""

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from bookings.tests.api.staff_door import staff, studio
from common.errors import Invalid
from common.time import now
from studio.models import StudioSettings
from studio.rules import POLICY_BOUNDS
from studio.services.settings import change_settings
from studio.tests.factories import RoomFactory, ServiceFactory

__all__ = ["studio"]

URL = "/api/v1/staff/studio"
ME = "/api/v1/staff/me"
FACTS = {"name": "Stillwater", "time_zone": "America/Edmonton", "currency": "CAD"}


def pointers(response):
    return {(error["pointer"], error["code"]) for error in response.json()["errors"]}


@pytest.mark.django_db
def test_an_owner_sets_an_empty_installation_up():
    owner = staff("owner")

    before = owner.get(URL)
    made = owner.post(URL, {**FACTS, "horizon_days": 90})

    assert (before.status_code, before.json()["type"]) == (404, "/problems/studio-not-set-up")
    assert (made.status_code, made.json()["horizon_days"], made.json()["slot_grid_minutes"]) == (201, 90, 15)
    assert owner.get(URL).json() == made.json()
    assert AuditEntry.objects.get(action="studio.set-up").after["currency"] == "CAD"


def test_a_studio_is_set_up_once(studio):
    response = staff("owner").post(URL, FACTS)

    assert (response.status_code, response.json()["type"]) == (409, "/problems/already-exists")


@pytest.mark.django_db
@pytest.mark.parametrize("name", FACTS)
def test_what_is_needed_is_asked_for_by_name(name):
    response = staff("owner").post(URL, {key: value for key, value in FACTS.items() if key != name})

    assert pointers(response) == {(f"#/{name}", "required")}


def test_a_change_touches_only_what_was_sent(studio):
    owner = staff("owner")
    before = owner.get(URL).json()

    after = owner.patch(URL, {"address_city": "Calgary", "hold_minutes": 15}).json()

    assert after == {**before, "address_city": "Calgary", "hold_minutes": 15}
    assert AuditEntry.objects.get(action="studio.changed").after == {"address_city": "Calgary", "hold_minutes": 15}


def test_there_is_no_daily_cap_until_an_owner_sets_one(studio):
    owner = staff("owner")
    before = owner.get(URL).json()["daily_cap"]

    after = owner.patch(URL, {"daily_cap": 6}).json()["daily_cap"]

    assert (before, after) == (0, 6)
    entry = AuditEntry.objects.get(action="studio.changed")
    assert (entry.before, entry.after) == ({"daily_cap": 0}, {"daily_cap": 6})


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"time_zone": "Mars/Olympus"}, ("#/time_zone", "unknown-zone")),
        ({"time_zone": "../etc/passwd"}, ("#/time_zone", "unknown-zone")),
        ({"time_zone": "EST5EDT"}, ("#/time_zone", "unknown-zone")),
        ({"currency": "XYZ"}, ("#/currency", "unknown-currency")),
        ({"currency": "cad"}, ("#/currency", "unknown-currency")),
        ({"slot_grid_minutes": 20}, ("#/slot_grid_minutes", "invalid_choice")),
        ({"horizon_days": 0}, ("#/horizon_days", "min_value")),
        ({"horizon_days": 731}, ("#/horizon_days", "max_value")),
        ({"hold_minutes": 31}, ("#/hold_minutes", "max_value")),
        ({"daily_cap": -1}, ("#/daily_cap", "min_value")),
        ({"daily_cap": 101}, ("#/daily_cap", "max_value")),
        ({"daily_cap": None}, ("#/daily_cap", "null")),
        ({"late_cancellation_percent": 101}, ("#/late_cancellation_percent", "max_value")),
        ({"minimum_notice_minutes": -1}, ("#/minimum_notice_minutes", "min_value")),
        ({"minimum_notice_minutes": 10**9}, ("#/minimum_notice_minutes", "max_value")),
        ({"late_cancellation_percent": 12.5}, ("#/late_cancellation_percent", "invalid")),
        ({"name": "Still\u0000water"}, ("#/name", "characters")),
        ({"name": ""}, ("#/name", "blank")),
        ({"address_country": "Canada"}, ("#/address_country", "invalid")),
        ({"email": "studio"}, ("#/email", "invalid")),
        ({"id": 2}, ("#/id", "unknown")),
        ({"zone": "UTC"}, ("#/zone", "unknown")),
    ],
)
def test_bad_facts_are_named_and_change_nothing(studio, changes, wrong):
    owner = staff("owner")
    before = owner.get(URL).json()

    response = owner.patch(URL, {"tagline": "New", **changes})

    assert response.status_code == 400
    assert wrong in pointers(response)
    assert owner.get(URL).json() == before


@pytest.mark.parametrize(("name", "bounds"), POLICY_BOUNDS.items())
def test_the_service_keeps_each_policy_within_its_bounds_by_itself(studio, name, bounds):
    """Commands and imports come by no serializer."""
    for value in (bounds[0] - 1, bounds[1] + 1):
        with pytest.raises(Invalid) as refusal:
            change_settings(changes={name: value}, actor=None, now=now(), has_sold=bool)

        assert [error["pointer"] for error in refusal.value.facts["errors"]] == [f"#/{name}"]


def test_the_database_keeps_the_daily_cap_within_its_bounds_too(studio):
    with pytest.raises(IntegrityError, match="studio_daily_cap_bounded"):
        StudioSettings.objects.update(daily_cap=101)


def test_the_currency_may_change_until_somebody_has_booked(studio):
    owner = staff("owner")

    early = owner.patch(URL, {"currency": "USD"})
    studio.booked(hours_from_now=3)
    late = owner.patch(URL, {"currency": "EUR", "tagline": "New"})

    assert early.json()["currency"] == "USD"
    assert (late.status_code, late.json()["type"]) == (422, "/problems/currency-is-fixed")
    assert StudioSettings.objects.get().tagline == ""
    assert owner.patch(URL, {"currency": "USD", "tagline": "New"}).status_code == 200


@pytest.mark.parametrize("role", ["front_desk", "practitioner"])
def test_others_read_and_do_not_write(studio, role):
    somebody = staff(role)

    assert somebody.get(URL).status_code == 200
    assert somebody.patch(URL, {"name": "Mine"}).status_code == 403
    assert somebody.post(URL, FACTS).status_code == 403


def test_me_is_the_person_the_own_calendar_and_the_studio(studio):
    theo = staff("practitioner", is_practitioner=studio.theo)

    me = theo.get(ME).json()

    assert set(me) == {"id", "email", "name", "role", "language", "practitioner", "studio"}
    assert (me["role"], me["practitioner"]) == ("practitioner", "theo")
    assert me["studio"] == {"name": "Stillwater", "time_zone": "America/Edmonton", "currency": "CAD"}


@pytest.mark.django_db
def test_me_has_no_studio_before_there_is_one():
    assert staff("owner").get(ME).json()["studio"] is None


@pytest.mark.django_db
def test_a_member_is_not_staff():
    assert staff("member").get(ME).status_code == 403


class TestRooms:
    URL = "/api/v1/staff/rooms"

    def test_added_changed_archived_and_restored(self, studio):
        owner = staff("owner")

        added = owner.post(self.URL, {"name": "Quiet room"})
        changed = owner.patch(f"{self.URL}/quiet-room", {"name": "Room 1", "position": 3})
        archived = owner.post(f"{self.URL}/quiet-room/archive")
        restored = owner.post(f"{self.URL}/quiet-room/restore")

        assert (added.status_code, added.json()["slug"]) == (201, "quiet-room")
        assert changed.json() == {"slug": "quiet-room", "name": "Room 1", "position": 3, "archived_at": None}
        assert archived.json()["archived_at"] is not None
        assert restored.json() == changed.json() == owner.get(f"{self.URL}/quiet-room").json()

    def test_a_room_with_appointments_to_come_is_not_archived(self, studio):
        room = RoomFactory(slug="quiet")
        studio.massage.rooms.add(room)
        studio.booked(hours_from_now=4)

        response = staff("owner").post(f"{self.URL}/quiet/archive")

        assert (response.status_code, response.json()["type"], response.json()["count"]) == (
            409,
            "/problems/still-booked",
            1,
        )

    def test_a_room_and_a_person_may_share_a_slug(self, studio):
        assert staff("owner").post(self.URL, {"name": "Maren"}).json()["slug"] == "maren"

    def test_names_are_refused_twice_and_nobody_is_there(self, studio):
        owner = staff("owner")
        RoomFactory(slug="quiet", name="Quiet")

        assert owner.post(self.URL, {"name": "quiet"}).status_code == 409
        assert owner.get(f"{self.URL}/none").json()["type"] == "/problems/missing"

    def test_a_service_whose_rooms_are_all_archived_keeps_asking_for_one(self, studio):
        RoomFactory(slug="quiet")
        owner = staff("owner")
        ServiceFactory(slug="stones", practitioners=[studio.maren])
        owner.patch("/api/v1/staff/services/stones", {"rooms": ["quiet"]})

        owner.post(f"{self.URL}/quiet/archive")

        assert owner.get("/api/v1/staff/services/stones").json()["rooms"] == ["quiet"]
