"""The transaction every write runs in (integrity, section 2)."""

import functools
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.utils.translation import gettext_lazy as _

from common.errors import Busy, NotNow, Refusal

P = ParamSpec("P")
T = TypeVar("T")

RERUN = {"40P01", "40001"}  # deadlock, serialization failure: the whole transaction may simply run again
CONTENTION = {"55P03", "57014"}  # lock_timeout, statement_timeout
GONE = {"57P01", "57P02", "57P03"}  # the server is stopping or starting
ATTEMPTS = 4

_joining: ContextVar[bool] = ContextVar("joining", default=False)


def command(function: Callable[P, T]) -> Callable[P, T]:
    """Run `function` as one durable transaction: bounded waits, deadlocks rerun up to three times.

    Only the outermost function of a write carries this; what it calls assumes a transaction. Raises Busy when another
    writer holds the locks for over 2 s, NotNow when the database is away; nothing is half-done in either case.
    """

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        if _joining.get():
            with transaction.atomic():
                return function(*args, **kwargs)
        with database_faults_as_refusals():
            for attempt in range(ATTEMPTS):
                try:
                    with transaction.atomic(durable=True):
                        _bound_waits()
                        return function(*args, **kwargs)
                except DatabaseError as error:
                    if sqlstate(error) not in RERUN or attempt == ATTEMPTS - 1:
                        raise
                    # Jitter, so that the parties of a deadlock do not meet again in step.
                    time.sleep(random.uniform(0.02, 0.1))  # noqa: S311
            raise AssertionError("unreachable")

    return run


@contextmanager
def one_transaction() -> Iterator[None]:
    """Commands inside become savepoints of one durable transaction: all of an import, or nothing of it.

    For work that a person waits for alone, such as filling an empty installation: locks are kept to the end, and
    nothing is run again after a deadlock.
    """
    with transaction.atomic(durable=True):
        _bound_waits()
        joined = _joining.set(True)
        try:
            yield
        finally:
            _joining.reset(joined)


@contextmanager
def database_faults_as_refusals() -> Iterator[None]:
    """Turn contention and an absent database into refusals with a time to come back; all else rises."""
    try:
        yield
    except (OperationalError, InterfaceError) as error:
        raise _refusal(sqlstate(error)) from error
    except DatabaseError as error:
        if sqlstate(error) in RERUN | CONTENTION | GONE:
            raise _refusal(sqlstate(error)) from error
        raise


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's five-character code, or "" where the connection itself failed."""
    return getattr(error.__cause__, "sqlstate", None) or ""


@contextmanager
def refused_as(refusal: Refusal | Callable[[], Refusal], *constraints: str) -> Iterator[None]:
    """A savepoint in which the violation of a named constraint becomes `refusal`. Any other violation is a bug: it
    rises.

    A callable is asked for the refusal after the savepoint is rolled back, so that it may query.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is None or diagnosis.constraint_name not in constraints:
            raise
        raise (refusal() if callable(refusal) else refusal) from error


def _bound_waits() -> None:
    # One statement, one round trip; `true` makes them local to the transaction.
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', '2s', true), set_config('statement_timeout', '5s', true)")


def _refusal(state: str) -> NotNow:
    if state in RERUN:
        return Busy(_("Many people are booking at this moment. Try again."), retry_after_seconds=1)
    if state in CONTENTION:
        return Busy(_("Many people are booking at this moment. Try again."), retry_after_seconds=2)
    return NotNow(_("We could not reach the studio's records. Nothing was changed; try again."), retry_after_seconds=5)
