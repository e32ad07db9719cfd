"""`staff/services`: what the studio offers, written by owners."""

import json

import pytest

from accounts.models import AuditEntry
from bookings.tests.api.staff_door import staff, studio
from studio.models import Service
from studio.tests.factories import PractitionerFactory, RoomFactory, every_day

__all__ = ["studio"]

URL = "/api/v1/staff/services"
NEW = {
    "name": "Hot stones",
    "duration_minutes": 45,
    "buffer_after_minutes": 15,
    "price_minor": 12050,
    "practitioners": ["theo", "maren"],
}


@pytest.fixture
def owner(studio):
    return staff("owner")


def pointers(response):
    return {(error["pointer"], error["code"]) for error in response.json()["errors"]}


def test_an_owner_adds_a_service_with_everything_it_needs(owner):
    RoomFactory(slug="quiet", name="Quiet room")

    response = owner.post(URL, {**NEW, "rooms": ["quiet"], "summary": "Warm basalt."})

    assert response.status_code == 201
    assert response.json() == {
        "slug": "hot-stones",
        "name": "Hot stones",
        "summary": "Warm basalt.",
        "description": "",
        "art": "",
        "duration_minutes": 45,
        "buffer_before_minutes": 0,
        "buffer_after_minutes": 15,
        "price": {"amount": 12050, "currency": "CAD"},
        "asks_health_consent": False,
        "practitioners": ["maren", "theo"],
        "rooms": ["quiet"],
        "position": 1,
        "archived_at": None,
    }
    assert response.headers["Cache-Control"] == "no-store"


def test_a_new_service_is_in_the_trail_with_its_fields(owner):
    owner.post(URL, NEW)

    entry = AuditEntry.objects.get(action="service.added")
    assert entry.after["price_minor"] == 12050
    assert entry.after["practitioners"] == ["maren", "theo"]


def test_a_change_tells_the_trail_what_was_and_what_is(owner):
    owner.patch(f"{URL}/massage", {"price_minor": 12000})

    entry = AuditEntry.objects.get(action="service.changed")
    assert (entry.before, entry.after) == ({"price_minor": 11500}, {"price_minor": 12000})


def test_the_slug_stays_when_the_name_changes(owner):
    response = owner.patch(f"{URL}/massage", {"name": "Swedish massage"})

    assert response.json()["slug"] == "massage"
    assert response.json()["name"] == "Swedish massage"


def test_a_name_in_use_is_refused_so_that_a_button_pressed_twice_makes_one_service(owner):
    owner.post(URL, NEW)

    again = owner.post(URL, {**NEW, "name": "HOT stones"})

    assert (again.status_code, again.json()["type"]) == (409, "/problems/already-exists")


def test_a_name_given_again_after_archiving_gets_a_slug_of_its_own(owner):
    owner.post(URL, NEW)
    owner.post(f"{URL}/hot-stones/archive")

    assert owner.post(URL, NEW).json()["slug"] == "hot-stones-2"


def test_an_archived_service_cannot_return_under_a_name_that_was_given_away(owner):
    owner.post(URL, NEW)
    owner.post(f"{URL}/hot-stones/archive")
    owner.post(URL, NEW)

    assert owner.post(f"{URL}/hot-stones/restore").status_code == 409


def test_a_name_without_latin_letters_has_a_slug_all_the_same(owner):
    assert owner.post(URL, {**NEW, "name": "按摩"}).json()["slug"] == "service"


def test_archiving_takes_it_off_the_public_list_and_restoring_puts_it_back(owner):
    archived = owner.post(f"{URL}/massage/archive")
    hidden = owner.get("/api/v1/public/services/massage")
    restored = owner.post(f"{URL}/massage/restore")

    assert archived.json()["archived_at"] is not None
    assert hidden.status_code == 404
    assert restored.json()["archived_at"] is None
    assert owner.get("/api/v1/public/services/massage").status_code == 200


def test_archiving_twice_is_as_good_as_once(owner):
    first = owner.post(f"{URL}/massage/archive").json()

    assert owner.post(f"{URL}/massage/archive").json() == first
    assert AuditEntry.objects.filter(action="service.archived").count() == 1


def test_the_list_holds_archived_ones_in_the_studios_order(owner):
    owner.post(URL, {**NEW, "position": 0})
    owner.post(f"{URL}/massage/archive")

    results = owner.get(URL).json()["results"]

    assert [(row["slug"], row["archived_at"] is None) for row in results] == [("massage", False), ("hot-stones", True)]


def test_the_list_costs_the_same_however_long(owner, django_assert_num_queries):
    for number in range(5):
        owner.post(URL, {**NEW, "name": f"Treatment {number}"})

    with django_assert_num_queries(4):
        owner.get(URL)


def test_a_service_longer_than_any_opening_with_its_buffers_is_refused(owner):
    PractitionerFactory(slug="anouk", hours=every_day(540, 660), breaks=every_day(600, 615))

    fits = {**NEW, "practitioners": ["anouk"], "duration_minutes": 45, "buffer_after_minutes": 15}
    response = owner.post(URL, {**fits, "buffer_before_minutes": 5})

    assert (response.status_code, response.json()["type"]) == (422, "/problems/longer-than-any-opening")
    assert (response.json()["takes_minutes"], response.json()["longest_opening_minutes"]) == (65, 60)
    assert owner.post(URL, fits).status_code == 201


def test_a_service_may_not_grow_longer_than_any_opening(owner):
    PractitionerFactory(slug="anouk", hours=every_day(540, 630))
    owner.patch(f"{URL}/massage", {"practitioners": ["anouk"]})

    response = owner.patch(f"{URL}/massage", {"duration_minutes": 120, "name": "Longer"})

    assert response.status_code == 422
    assert Service.objects.get(slug="massage").name != "Longer"


def test_where_nobody_has_hours_yet_any_length_goes(owner):
    PractitionerFactory(slug="anouk")

    assert owner.post(URL, {**NEW, "practitioners": ["anouk"], "duration_minutes": 240}).status_code == 201


def test_unknown_people_and_rooms_are_named(owner):
    response = owner.post(URL, {**NEW, "practitioners": ["maren", "nobody"], "rooms": ["attic"]})

    assert response.status_code == 400
    assert pointers(response) == {("#/practitioners/1", "unknown")}
    assert pointers(owner.post(URL, {**NEW, "rooms": ["attic"]})) == {("#/rooms/0", "unknown")}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"price_minor": 115.5}, ("#/price_minor", "whole")),
        ({"price_minor": "11500"}, ("#/price_minor", "whole")),
        ({"price_minor": True}, ("#/price_minor", "whole")),
        ({"price_minor": -1}, ("#/price_minor", "min_value")),
        ({"price_minor": 10**12}, ("#/price_minor", "max_value")),
        ({"duration_minutes": 4}, ("#/duration_minutes", "min_value")),
        ({"duration_minutes": 1441}, ("#/duration_minutes", "max_value")),
        ({"buffer_after_minutes": 481}, ("#/buffer_after_minutes", "max_value")),
        ({"name": "Hot\x00stones"}, ("#/name", "characters")),
        ({"name": "Hot \ud800"}, ("#/name", "characters")),
        ({"name": "Hot\nstones"}, ("#/name", "characters")),
        ({"name": "  "}, ("#/name", "blank")),
        ({"name": None}, ("#/name", "null")),
        ({"name": "x" * 121}, ("#/name", "max_length")),
        ({"description": "\x1b[31m"}, ("#/description", "characters")),
        ({"art": "../../etc"}, ("#/art", "invalid")),
        ({"price": 5}, ("#/price", "unknown")),
        ({"slug": "mine"}, ("#/slug", "unknown")),
        ({"archived_at": None}, ("#/archived_at", "unknown")),
        ({"id": 1}, ("#/id", "unknown")),
        ({"practitioners": "maren"}, ("#/practitioners", "not_a_list")),
    ],
)
def test_bad_input_is_named_and_changes_nothing(owner, changes, wrong):
    # Dumped here, in ASCII: the test client cannot encode a lone surrogate, JSON can.
    body = json.dumps({**NEW, **changes})

    response = owner.post(URL, body, content_type="application/json")

    assert response.status_code == 400
    assert wrong in pointers(response)
    assert Service.objects.count() == 1


def test_a_body_that_is_no_object_is_a_problem_too(owner):
    response = owner.post(URL, [1, 2])

    assert (response.status_code, response.json()["type"]) == (400, "/problems/invalid")


def test_staff_who_own_nothing_read_and_do_not_write(studio):
    desk = staff("front_desk")

    assert desk.get(URL).status_code == 200
    assert desk.post(URL, NEW).json()["type"] == "/problems/not-permitted"


def test_a_service_that_is_not_there(owner):
    assert owner.get(f"{URL}/none").json()["type"] == "/problems/missing"
    assert owner.patch(f"{URL}/none", {}).status_code == 404
    assert owner.post(f"{URL}/none/archive").status_code == 404
