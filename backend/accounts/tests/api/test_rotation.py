"""A token and its successor."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import AuditEntry, ExpiringToken
from accounts.rules import digest_of, successor_of

pytestmark = pytest.mark.django_db

LIFE = timedelta(hours=24)


@pytest.fixture
def token(owner, door):
    return door.token_for(owner)


@pytest.fixture
def successor(token, door):
    return door.rotate(token).json()["access_token"]


def test_the_successor_works(successor, door):
    assert door.opens(successor)


def test_a_second_tab_is_given_the_same_successor(token, successor, door):
    assert door.rotate(token).json()["access_token"] == successor
    assert ExpiringToken.objects.count() == 2


def test_the_predecessor_works_for_requests_in_flight(token, successor, door):
    age_rotation(token, seconds=29)

    assert door.opens(token)


def test_using_the_predecessor_after_30_seconds_revokes_the_whole_family(token, successor, door):
    age_rotation(token, seconds=31)

    assert not door.opens(token)
    assert not door.opens(successor)
    assert not Session.objects.exists()


def test_rotating_the_predecessor_after_30_seconds_revokes_the_whole_family(token, successor, door):
    age_rotation(token, seconds=31)

    assert door.rotate(token).status_code == 401
    assert not door.opens(successor)


def test_a_replay_is_written_down(owner, token, successor, door):
    age_rotation(token, seconds=31)

    door.opens(token)
    door.opens(token)

    entry = AuditEntry.objects.get(action="token.replayed")
    assert (entry.subject_kind, entry.subject_id, entry.actor) == ("user", str(owner.pk), None)


def test_a_replay_leaves_other_sign_ins_alone(owner, token, successor, door):
    elsewhere = door.token_for(owner)
    age_rotation(token, seconds=31)

    door.opens(token)

    assert door.opens(elsewhere)


def test_a_successor_lives_24_hours_from_the_rotation_and_so_does_its_session(token, door):
    ExpiringToken.objects.update(expires_at=timezone.now() + timedelta(hours=12))
    Session.objects.update(expire_date=timezone.now() + timedelta(hours=12))

    successor = door.rotate(token).json()["access_token"]

    row = ExpiringToken.objects.get(digest=digest_of(successor))
    assert row.expires_at - row.created_at == LIFE
    assert row.session.expire_date == row.expires_at


def test_rotation_leaves_the_predecessor_its_own_end(token, door):
    ends = ExpiringToken.objects.get().expires_at

    door.rotate(token)

    assert ExpiringToken.objects.get(digest=digest_of(token)).expires_at == ends


def test_a_chain_of_rotations_stays_one_family(token, door):
    for _turn in range(3):
        token = door.rotate(token).json()["access_token"]

    assert ExpiringToken.objects.values("family").distinct().count() == 1
    assert ExpiringToken.objects.filter(rotated_at=None).count() == 1


def test_a_new_secret_key_still_gives_a_second_tab_the_successor_of_the_old_one(token, successor, door, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another secret key, as long as the one before it 123456"

    assert door.rotate(token).json()["access_token"] == successor


def test_a_successor_cannot_be_computed_without_the_secret(token, successor, settings):
    assert successor == successor_of(token, secret=settings.SECRET_KEY)
    assert successor != successor_of(token, secret="guess")


def age_rotation(token: str, *, seconds: int) -> None:
    ExpiringToken.objects.filter(digest=digest_of(token)).update(rotated_at=timezone.now() - timedelta(seconds=seconds))
