"""Sixteen tabs rotate one token at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts import locks
from accounts.models import ExpiringToken
from accounts.services import tokens
from accounts.tests.factories import UserFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

TABS = 16


@pytest.fixture
def token(door):
    return door.token_for(UserFactory())


def test_sixteen_rotations_at_once_make_one_successor(token):
    outcomes = rotate_at_once(token)

    assert len(outcomes) == TABS
    assert len(set(outcomes)) == 1
    assert ExpiringToken.objects.count() == 2


def test_control_without_the_lock_all_tabs_but_one_are_thrown_out(token, monkeypatch):
    met = Barrier(TABS)

    def read_without_lock(token):
        row = ExpiringToken.objects.get(pk=token.pk)
        meet(met)  # all have read that there is no successor before one is written
        return row

    monkeypatch.setattr(locks, "lock_sign_in", read_without_lock)

    outcomes = rotate_at_once(token)

    assert outcomes.count(IntegrityError) == TABS - 1


def test_a_logout_beside_a_rotation_leaves_no_living_token(token, door):
    for _turn in range(10):
        other = door.token_for(UserFactory())
        ready = Barrier(2)

        def log_out(other=other, ready=ready):
            ready.wait()
            door.log_out(other)

        def rotate(other=other, ready=ready):
            ready.wait()
            return tokens.rotate(token=other, now=timezone.now())

        _gone, rotated = at_once(log_out, rotate)

        assert not door.opens(other)
        assert not isinstance(rotated, type)
        assert rotated is None or not door.opens(rotated.token)


def rotate_at_once(token: str) -> list:
    """The successor that each tab got, or the class of what it met."""
    ready = Barrier(TABS)

    def rotate():
        ready.wait()
        return tokens.rotate(token=token, now=timezone.now()).token

    return at_once(*[rotate] * TABS)


def at_once(*calls) -> list:
    def alone(call):
        try:
            return call()
        except Exception as error:
            return type(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(alone, calls))


def meet(barrier: Barrier) -> None:
    with suppress(BrokenBarrierError):
        barrier.wait(timeout=5)
