"""Every route × method × role against the table in `routes.py`, by real requests with real tokens."""

import re

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from accounts.tests.steps import Door
from bookings.selectors import token_of
from bookings.tests.api.staff_door import Studio
from config.tests.routes import HOLDER, METHODS, ROLES, TABLE, routes_of_the_api

CELLS = [(route, method) for route, methods in TABLE.items() for method in methods]
DENIED = {401, 403}


@pytest.fixture
def studio(db):
    return Studio()


@pytest.fixture
def appointment(studio):
    return studio.booked(hours_from_now=50)


def test_every_route_of_the_api_is_in_the_table_and_every_line_of_it_is_a_route():
    assert routes_of_the_api() == set(TABLE)


@pytest.fixture
def ask(appointment):
    """Send a request as somebody of a role; each signs in once, and their token is a real one."""
    credentials = {"anonymous": {}, "holder": {"Authorization": f"Manage {token_of(appointment)}"}}

    def answer(role, method, address):
        if role not in credentials:
            token = Door(APIClient()).token_for(UserFactory(role=role))
            credentials[role] = {"Authorization": f"Token {token}"}
        body = {} if method == "GET" else {"data": "{}", "content_type": "application/json"}
        return APIClient().generic(method, address, headers=credentials[role], **body)

    return answer


@pytest.mark.parametrize(("route", "method"), CELLS)
def test_who_may_call_it(ask, appointment, route, method):
    address = address_of(route, appointment.reference)

    let_in = {role for role in ROLES if ask(role, method, address).status_code not in DENIED}

    assert let_in == TABLE[route][method]


@pytest.mark.parametrize("route", TABLE)
def test_no_other_method_does_anything(ask, appointment, route):
    address = address_of(route, appointment.reference)
    role = "holder" if HOLDER in TABLE[route].values() else "owner"

    others = [method for method in METHODS if method not in TABLE[route]]

    assert {ask(role, method, address).status_code for method in others} <= {403, 405}


@pytest.mark.parametrize(("route", "method"), [cell for cell in CELLS if "/staff/" in cell[0]])
def test_a_stranger_is_asked_to_sign_in_and_told_how(ask, appointment, route, method):
    response = ask("anonymous", method, address_of(route, appointment.reference))

    assert (response.status_code, response.json()["type"]) == (401, "/problems/not-authenticated")
    assert response.headers["WWW-Authenticate"] == "Token"


def test_a_manage_token_opens_its_own_booking_only(studio, ask):
    other = studio.booked(hours_from_now=80, name="Hanna Berg")

    response = ask("holder", "GET", f"/api/v1/public/bookings/{other.reference}")

    assert (response.status_code, response.json()["type"]) == (404, "/problems/missing")


def address_of(route: str, reference: str) -> str:
    """The route with something in the place of each parameter; only the booking's reference names a real row."""
    values = {
        "slug": "nothing",
        "reference": reference,
        "closure_id": "1",
        "client_id": "1",
        "family": "00000000-0000-4000-8000-000000000000",
        "key": "00000000-0000-4000-8000-000000000000",
        "file": "nothing.js",
        "event": "nothing",
        "channel": "email",
        "language": "en",
        "signed": "nothing",
    }
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: values[found[1]], route)
