"""The transaction that every write runs in: bounded waits, reruns, and faults by their name."""

from datetime import UTC, datetime
from functools import partial
from threading import Event
from time import monotonic

import pytest
from django.db import DatabaseError, IntegrityError, OperationalError, connection

from common import db
from common.db import ATTEMPTS, command, refused_as
from common.errors import Busy, Conflict, NotNow
from common.models import IdempotencyRecord
from common.tests.racing import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


class Taken(Conflict):
    type = "taken"
    title = "Taken"


def fails_with(sqlstate: str, times: int):
    """A command that meets this error so often, and then succeeds."""
    met = []

    @command
    def run():
        if len(met) < times:
            met.append(sqlstate)
            with connection.cursor() as cursor:
                cursor.execute(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{sqlstate}'; END $$")
        return len(met)

    return run


@pytest.fixture(autouse=True)
def no_sleep(monkeypatch):
    monkeypatch.setattr(db.time, "sleep", lambda seconds: None)


@pytest.mark.parametrize("sqlstate", ["40P01", "40001"])
def test_deadlocks_and_serialization_failures_run_again(sqlstate):
    assert fails_with(sqlstate, ATTEMPTS - 1)() == ATTEMPTS - 1


@pytest.mark.parametrize(
    ("sqlstate", "refusal", "seconds"),
    [("40P01", Busy, 1), ("55P03", Busy, 2), ("57014", Busy, 2), ("57P01", NotNow, 5), ("53300", NotNow, 5)],
)
def test_what_does_not_pass_is_refused_with_a_time_to_come_back(sqlstate, refusal, seconds):
    with pytest.raises(refusal) as refused:
        fails_with(sqlstate, 99)()

    assert (type(refused.value), refused.value.retry_after_seconds) == (refusal, seconds)


def test_a_bug_in_the_database_rises():
    with pytest.raises(DatabaseError) as error:
        fails_with("42P01", 1)()

    assert not isinstance(error.value, OperationalError)


def test_a_lock_that_is_not_given_back_is_waited_for_two_seconds():
    held, over = Event(), Event()
    sql = "SELECT pg_advisory_xact_lock(4711)"

    @command
    def hold():
        lock()
        held.set()
        over.wait(10)

    @command
    def want():
        lock()

    def lock():
        with connection.cursor() as cursor:
            cursor.execute(sql)

    def wait_and_want():
        held.wait(5)
        began = monotonic()
        try:
            want()
        except Busy:
            return monotonic() - began
        finally:
            over.set()
        return None

    _held, waited = race(hold, wait_and_want)

    assert 1.8 < waited < 3


def test_one_named_constraint_becomes_a_refusal_and_any_other_rises():
    add = partial(IdempotencyRecord.objects.create, scope="s", key_hash=b"k", body_hash=b"b", created_at=NOW)
    add()

    with pytest.raises(Taken), refused_as(Taken(), "idempotency_key_once"):
        add()
    with pytest.raises(IntegrityError), refused_as(Taken(), "another"):
        add()
    assert IdempotencyRecord.objects.count() == 1
