"""`one_transaction`: commands that stand or fall together."""

import pytest

from common.db import command, one_transaction
from common.errors import Conflict
from common.models import IdempotencyRecord
from common.time import now

pytestmark = pytest.mark.django_db(transaction=True)


@command
def remember(scope: str, *, refuse: bool = False) -> None:
    IdempotencyRecord.objects.create(scope=scope, key_hash=scope.encode(), body_hash=b"", created_at=now())
    if refuse:
        raise Conflict("No.")


def remember_and_break_off(scope: str) -> None:
    remember(scope)
    raise KeyboardInterrupt


def remembered() -> list[str]:
    return sorted(IdempotencyRecord.objects.values_list("scope", flat=True))


def test_what_breaks_off_leaves_nothing_of_the_commands_before():
    with pytest.raises(KeyboardInterrupt), one_transaction():
        remember_and_break_off("first")

    assert remembered() == []


def test_a_refused_command_takes_back_only_its_own():
    with one_transaction():
        remember("first")
        with pytest.raises(Conflict):
            remember("second", refuse=True)
        remember("third")

    assert remembered() == ["first", "third"]


def test_outside_of_it_a_command_commits_by_itself():
    with pytest.raises(KeyboardInterrupt):
        remember_and_break_off("first")

    assert remembered() == ["first"]


def test_it_cannot_stand_inside_another():
    with one_transaction(), pytest.raises(RuntimeError), one_transaction():
        pass
