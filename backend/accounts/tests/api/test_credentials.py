"""The token is the only credential, and it is stored nowhere."""

import uuid

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts.models import ExpiringToken
from accounts.services import tokens
from accounts.tests.factories import UserFactory
from accounts.tests.steps import AUTH, SESSION, as_holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def session_key(owner, door):
    door.token_for(owner)
    return Session.objects.get().session_key


def test_the_raw_session_key_is_no_token(session_key, door):
    assert not door.opens(session_key)
    assert door.client.get(SESSION, headers=as_holder(session_key)).status_code == 410


def test_the_raw_session_key_is_no_session_token(session_key, door):
    answer = door.client.get(SESSION, headers={"X-Session-Token": session_key})

    assert answer.json()["meta"]["is_authenticated"] is False


def test_the_raw_session_key_is_no_cookie(session_key, door, settings):
    door.client.cookies[settings.SESSION_COOKIE_NAME] = session_key

    assert door.client.get(SESSION).json()["meta"]["is_authenticated"] is False


def test_no_answer_holds_the_session_key(owner, door):
    signed_in = door.sign_in(owner.email)
    key = Session.objects.get().session_key
    token = signed_in.json()["meta"]["access_token"]
    listed = door.client.get(f"{AUTH}/sessions", headers=as_holder(token))
    answers = [signed_in, listed, door.rotate(token), door.client.get(SESSION, headers=as_holder(token))]

    assert not any(key in answer.content.decode() for answer in answers)


def test_the_database_holds_no_token(owner, door):
    token = door.token_for(owner)
    successor = door.rotate(token).json()["access_token"]

    stored = everything_stored()

    assert owner.email in stored
    assert token not in stored
    assert successor not in stored


def test_a_token_costs_one_query(owner, door, django_assert_num_queries):
    token = door.token_for(owner)

    with django_assert_num_queries(1):
        tokens.use(token=token, now=timezone.now())


def test_a_half_complete_sign_in_opens_nothing_of_the_api(owner, door):
    door.token_for(owner)
    half = tokens.issue(session_key=Session.objects.get().pk, user=None, device=None, now=timezone.now())

    assert not door.opens(half.token)
    assert door.rotate(half.token).status_code == 401


@pytest.mark.parametrize("token", ["", "x", "é" * 43, "A" * 43, "A" * 10_000, "\x7f" * 43])
def test_what_is_no_token_is_refused_with_the_scheme_to_use(door, token):
    answer = door.rotate(token)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")
    assert answer.json()["type"] == "/problems/not-authenticated"


def test_without_any_header_the_answer_names_the_scheme(door):
    answer = door.client.post(f"{AUTH}/rotation")

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Token")


def test_a_sign_in_on_the_same_device_replaces_its_token(owner, door):
    device = str(uuid.uuid4())
    first = door.token_for(owner, **{"X-Device": device})
    second = door.token_for(owner, **{"X-Device": device})

    assert not door.opens(first)
    assert door.opens(second)
    assert ExpiringToken.objects.count() == Session.objects.count() == 1


def test_a_sign_in_on_another_device_leaves_it_alone(owner, door):
    first = door.token_for(owner, **{"X-Device": str(uuid.uuid4())})
    door.token_for(owner, **{"X-Device": str(uuid.uuid4())})

    assert door.opens(first)


def test_a_device_is_no_lever_against_somebody_else(owner, door):
    device = str(uuid.uuid4())
    token = door.token_for(owner, **{"X-Device": device})
    door.token_for(UserFactory(), **{"X-Device": device})

    assert door.opens(token)


def everything_stored() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')  # noqa: S608
            rows += [row[0] for row in cursor.fetchall()]
    return "\n".join(rows + [str(session.get_decoded()) for session in Session.objects.all()])
