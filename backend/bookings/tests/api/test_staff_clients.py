"""`staff/clients`: the desk writes, a practitioner sees the own ones."""

import pytest

from accounts.models import AuditEntry
from bookings.models import Client
from bookings.tests.api.staff_door import staff, studio
from bookings.tests.factories import ClientFactory

__all__ = ["studio"]

URL = "/api/v1/staff/clients"


@pytest.fixture
def desk(studio):
    return staff("front_desk")


def names(response):
    return [client["name"] for client in response.json()["results"]]


def test_the_desk_writes_a_client_down(desk):
    response = desk.post(URL, {"name": "Priya Nair", "email": "Priya@Example.com", "phone": "(403) 555-0142"})

    assert response.status_code == 201
    shown = response.json()
    assert (shown["email"], shown["phone"], shown["language"]) == ("priya@example.com", "+14035550142", "en")
    assert shown["appointments"] == {"coming": [], "past": []}
    assert desk.get(f"{URL}/{shown['id']}").json() == shown


def test_a_name_alone_is_enough_more_than_once(desk):
    assert [desk.post(URL, {"name": "Walk-in"}).status_code for _ in range(2)] == [201, 201]


def test_one_client_per_address_whatever_its_case(desk):
    ClientFactory(email="priya@example.com")
    other = ClientFactory()

    added = desk.post(URL, {"name": "Somebody", "email": "PRIYA@example.com"})
    changed = desk.patch(f"{URL}/{other.pk}", {"email": "Priya@example.com"})

    assert (added.status_code, added.json()["type"]) == (409, "/problems/already-exists")
    assert changed.status_code == 409


def test_a_change_leaves_the_rest_and_the_trail_names_nobody(desk):
    client = ClientFactory(name="Priya", email="priya@example.com", phone="+14035550142")

    response = desk.patch(f"{URL}/{client.pk}", {"phone": "403-555-0199"})

    assert (response.json()["phone"], response.json()["email"]) == ("+14035550199", "priya@example.com")
    entry = AuditEntry.objects.get(action="client.changed")
    assert entry.before == entry.after == {"phone": "•••"}


def test_coming_appointments_are_in_order_and_past_ones_newest_first(desk, studio):
    hours = (30, 5, -30, -5)
    booked = {number: studio.booked(hours_from_now=number) for number in hours}

    shown = desk.get(f"{URL}/{booked[5].client.pk}").json()["appointments"]

    assert [row["reference"] for row in shown["coming"]] == [booked[5].reference, booked[30].reference]
    assert [row["reference"] for row in shown["past"]] == [booked[-5].reference, booked[-30].reference]


def test_no_more_than_the_last_twenty(desk, studio):
    for number in range(1, 23):
        client = studio.booked(hours_from_now=-2 * number).client

    assert len(desk.get(f"{URL}/{client.pk}").json()["appointments"]["past"]) == 20


def test_one_client_costs_a_fixed_number_of_queries(desk, studio, django_assert_num_queries):
    for number in (2, 4, -4):
        client = studio.booked(hours_from_now=number).client

    with django_assert_num_queries(4):
        desk.get(f"{URL}/{client.pk}")


def test_a_practitioner_sees_the_own_clients_and_of_them_the_own_appointments(studio):
    theo = staff("practitioner", is_practitioner=studio.theo)
    shared = studio.booked(hours_from_now=3, practitioner="theo")
    studio.booked(hours_from_now=6)
    stranger = studio.booked(hours_from_now=9, name="Hanna Berg").client

    shown = theo.get(f"{URL}/{shared.client.pk}").json()

    assert [row["reference"] for row in shown["appointments"]["coming"]] == [shared.reference]
    assert names(theo.get(URL)) == ["Priya Nair"]
    assert theo.get(f"{URL}/{stranger.pk}").json()["type"] == "/problems/missing"


def test_a_practitioner_changes_no_client_not_even_the_own(studio):
    theo = staff("practitioner", is_practitioner=studio.theo)
    client = studio.booked(hours_from_now=3, practitioner="theo").client

    assert theo.patch(f"{URL}/{client.pk}", {"name": "X"}).status_code == 403
    assert theo.post(URL, {"name": "X"}).status_code == 403


@pytest.mark.parametrize("text", ["nair", "PRIYA@", "555 0142", "0142"])
def test_search_finds_by_name_address_and_phone(desk, text):
    ClientFactory(name="Priya Nair", email="priya@example.com", phone="+14035550142")
    ClientFactory(name="Hanna Berg", email="hanna@example.com", phone="+14035550177")

    assert names(desk.get(URL, {"q": text})) == ["Priya Nair"]


def test_pages_follow_each_other_without_a_gap(desk):
    Client.objects.bulk_create(ClientFactory.build(name=f"Client {number % 7}", email="") for number in range(120))

    seen, cursor = [], None
    while True:
        page = desk.get(URL, {"cursor": cursor} if cursor else {}).json()
        seen += [client["id"] for client in page["results"]]
        if (cursor := page["next"]) is None:
            break

    assert len(seen) == len(set(seen)) == 120


@pytest.mark.parametrize("cursor", ["nonsense", "W10", "e30", "WzEsMl0x", "WyJhXHUwMDAwIiwxXQ"])
def test_a_cursor_of_somebody_elses_making_is_named(desk, cursor):
    response = desk.get(URL, {"cursor": cursor})

    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "#/cursor"


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"name": "a\u0000b"}, ("#/name", "characters")),
        ({"name": ""}, ("#/name", "blank")),
        ({"email": "priya@example"}, ("#/email", "incomplete")),
        ({"email": "not one"}, ("#/email", "invalid_email")),
        ({"phone": "12"}, ("#/phone", "phone")),
        ({"language": "xx"}, ("#/language", "invalid_choice")),
        ({"created_at": "2027-01-01T00:00:00Z"}, ("#/created_at", "unknown")),
        ({"id": 5}, ("#/id", "unknown")),
    ],
)
def test_bad_input_is_named_and_changes_nothing(desk, body, wrong):
    client = ClientFactory(name="Priya", email="priya@example.com")

    for response in (desk.post(URL, {"name": "New", **body}), desk.patch(f"{URL}/{client.pk}", body)):
        assert response.status_code == 400
        assert wrong in {(error["pointer"], error["code"]) for error in response.json()["errors"]}
    assert list(Client.objects.values_list("name", flat=True)) == ["Priya"]


def test_a_search_that_postgresql_could_not_read_is_named(desk):
    assert desk.get(f"{URL}?q=a%00b").status_code == 400


def test_an_id_beyond_every_number_is_nobody(desk):
    assert desk.get(f"{URL}/{10**30}").status_code == 404
    assert desk.patch(f"{URL}/{10**30}", {}).status_code == 404
