"""allauth's specification beside ours."""

import pytest

from accounts.tests.steps import AUTH, CHANGE, LOGIN, RESET, SESSION


@pytest.fixture
def document(client):
    return client.get(f"{AUTH}/openapi.json").json()


def test_it_tells_of_what_is_mounted_and_of_nothing_else(document):
    assert set(document["paths"]) == {LOGIN, SESSION, RESET, CHANGE}


def test_it_knows_our_user_and_our_header(document):
    assert set(document["components"]["schemas"]["User"]["properties"]) == {"id", "email", "name", "role", "language"}
    assert document["components"]["parameters"]["SessionToken"]["name"] == "Authorization"
