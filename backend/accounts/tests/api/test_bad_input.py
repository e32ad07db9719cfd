"""What cannot be read gets a problem, not a page and not a 500."""

import json

import pytest

from accounts.models import ExpiringToken
from accounts.tests.factories import PASSWORD
from accounts.tests.steps import LOGIN, RESET, SESSION

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", [LOGIN, RESET])
@pytest.mark.parametrize("body", ["{", "[1]", '"x"', "null", "\xff", "[" * 100_000, "NaN"])
def test_a_body_that_is_no_json_object_is_unreadable(door, path, body):
    answer = door.client.post(path, body.encode("latin-1"), content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["type"] == "/problems/unreadable"


@pytest.mark.parametrize("field", ["email", "password"])
@pytest.mark.parametrize("text", ["mia\x00@example.com", "\ud800@example.com"])
def test_characters_that_no_text_holds_are_named(door, field, text):
    body = json.dumps({"email": "mia@example.com", "password": "x", field: text})

    answer = door.client.post(LOGIN, body, content_type="application/json")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == f"#/{field}"


@pytest.mark.parametrize("value", [1, None, True, [], {"a": 1}, "x" * 100_000])
@pytest.mark.parametrize("field", ["email", "password"])
def test_a_value_of_another_kind_is_refused(door, owner, field, value):
    body = {"email": "mia@example.com", "password": "x", field: value}

    assert door.client.post(LOGIN, body).status_code == 400


def test_a_device_that_is_no_uuid_is_refused(door, owner):
    answer = door.sign_in(owner.email, **{"X-Device": "my phone"})

    assert answer.json()["type"] == "/problems/invalid"
    assert not ExpiringToken.objects.exists()


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("password", [PASSWORD, "not the password"])
def test_another_method_says_nothing_about_a_password(door, owner, method, password):
    body = json.dumps({"email": owner.email, "password": password})

    answer = door.client.generic(method, LOGIN, body, content_type="application/json")

    assert answer.status_code == 405


def test_a_deleted_session_without_a_token_is_no_error(door):
    assert door.client.delete(SESSION).status_code == 401
