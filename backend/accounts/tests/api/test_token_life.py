"""What ends a token."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry, ExpiringToken, User
from accounts.services import users
from accounts.tests.factories import UserFactory
from accounts.tests.steps import AUTH, SESSION, as_holder

pytestmark = pytest.mark.django_db

NEW = "another long enough secret"


@pytest.fixture
def token(owner, door):
    UserFactory(role="owner")  # so that this one may go
    return door.token_for(owner)


def test_a_token_and_its_session_live_24_hours(token):
    row = ExpiringToken.objects.get()

    assert row.expires_at - row.created_at == timedelta(hours=24)
    assert abs(row.session.expire_date - row.expires_at) < timedelta(seconds=5)


def test_an_expired_token_opens_nothing(token, door):
    ExpiringToken.objects.update(expires_at=timezone.now(), created_at=timezone.now() - timedelta(hours=24))

    assert not door.opens(token)
    assert door.client.get(SESSION, headers=as_holder(token)).status_code == 410


def test_an_expired_session_ends_its_token(token, door):
    Session.objects.update(expire_date=timezone.now())

    assert not door.opens(token)


def test_using_a_token_does_not_lengthen_its_life(token, door):
    ends = ExpiringToken.objects.get().expires_at

    door.opens(token)
    door.client.get(SESSION, headers=as_holder(token))

    assert ExpiringToken.objects.get().expires_at == ends


def test_logging_out_kills_the_token_and_its_successor(token, door):
    successor = door.rotate(token).json()["access_token"]

    assert door.log_out(successor).status_code == 401  # allauth's way of saying that nobody is signed in now
    assert not door.opens(token)
    assert not door.opens(successor)
    assert not ExpiringToken.objects.exists()


def test_logging_out_here_leaves_other_devices_signed_in(owner, token, door):
    elsewhere = door.token_for(owner)

    door.log_out(token)

    assert door.opens(elsewhere)


def test_deleting_the_session_by_hand_kills_the_token(token, door):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")

    assert not door.opens(token)
    assert not ExpiringToken.objects.exists()


def test_deactivation_kills_every_token(owner, token, door):
    users.deactivate(user_id=owner.pk, actor=None, now=timezone.now())

    assert not door.opens(token)


def test_tokens_stay_dead_after_reactivation(owner, token, door):
    users.deactivate(user_id=owner.pk, actor=None, now=timezone.now())
    users.reactivate(user_id=owner.pk, actor=None, now=timezone.now())

    assert not door.opens(token)


def test_a_change_of_role_kills_every_token(owner, token, door):
    users.change_role(user_id=owner.pk, role="front_desk", actor=None, now=timezone.now())

    assert not door.opens(token)


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "member"}, {"password": "md5$other$"}])
def test_a_change_that_goes_round_the_services_kills_it_too(owner, token, door, change):
    User.objects.filter(pk=owner.pk).update(**change)

    assert not door.opens(token)
    assert door.rotate(token).status_code == 401
    assert door.client.get(SESSION, headers=as_holder(token)).status_code == 410


def test_changing_the_password_kills_every_token_this_one_included(owner, token, door):
    elsewhere = door.token_for(owner)

    assert door.change_password(token, NEW).status_code == 401
    assert not door.opens(token)
    assert not door.opens(elsewhere)
    assert not ExpiringToken.objects.exists()
    assert door.sign_in(owner.email, NEW).status_code == 200


def test_changing_the_password_is_written_down(owner, token, door):
    door.change_password(token, NEW)

    assert AuditEntry.objects.get(action="password.changed").actor == owner


def test_changing_the_password_needs_the_present_one(token, door):
    answer = door.change_password(token, NEW, current="not the password")

    assert answer.status_code == 400
    assert door.opens(token)


@pytest.mark.parametrize("weak", ["short", "12345678901", "password123", "mia@example.com"])
def test_a_weak_password_is_refused(token, door, weak):
    assert door.change_password(token, weak).json()["errors"][0]["param"] == "new_password"


def test_a_person_sees_their_sign_ins_and_ends_one_elsewhere(owner, token, door):
    elsewhere = door.token_for(owner)
    door.rotate(elsewhere)

    listed = door.client.get(f"{AUTH}/sessions", headers=as_holder(token)).json()["results"]
    other = next(sign_in for sign_in in listed if not sign_in["is_current"])
    answer = door.client.delete(f"{AUTH}/sessions/{other['id']}", headers=as_holder(token))

    assert (len(listed), answer.status_code) == (2, 204)
    assert not door.opens(elsewhere)
    assert door.opens(token)


def test_nobody_ends_a_sign_in_of_somebody_else(token, door):
    stranger = door.token_for(UserFactory())
    family = ExpiringToken.objects.exclude(user__email="mia@example.com").get().family

    answer = door.client.delete(f"{AUTH}/sessions/{family}", headers=as_holder(token))

    assert answer.status_code == 404
    assert door.opens(stranger)
