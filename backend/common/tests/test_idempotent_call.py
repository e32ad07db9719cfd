"""When two requests are the same request."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from common.idempotency import IdempotencyKeyReused, IdempotentCall, claim, settle

NOW = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)


def call(body, *, key="key", scope="here") -> IdempotentCall:
    return IdempotentCall.of(scope=scope, key=key, body=body)


def test_the_order_of_members_does_not_make_another_request():
    assert call({"a": 1, "b": {"c": 2, "d": 3}}) == call({"b": {"d": 3, "c": 2}, "a": 1})


@pytest.mark.parametrize("other", [{"a": "1"}, {"a": 2}, {"a": 1, "b": None}, {}, [], None, {"a": [1]}])
def test_any_other_body_does(other):
    assert call({"a": 1}) != call(other)


def test_lone_surrogates_are_only_another_body():
    assert call({"a": "\ud800"}, key="\ud800") != call({"a": "\udfff"}, key="\ud800")


@pytest.mark.django_db
def test_a_claimed_key_answers_what_it_led_to():
    assert claim(call({}), now=NOW) is None
    settle(call({}), subject_id=42)

    assert claim(call({}), now=NOW + timedelta(hours=1)) == 42


@pytest.mark.django_db
@pytest.mark.parametrize("other", [{"key": "other"}, {"scope": "there"}])
def test_another_key_and_another_caller_are_free(other):
    claim(call({}), now=NOW)

    assert claim(call({}, **other), now=NOW) is None


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_refused():
    claim(call({"a": 1}), now=NOW)

    with pytest.raises(IdempotencyKeyReused):
        claim(call({"a": 2}), now=NOW)


@pytest.mark.django_db
def test_a_claim_that_is_rolled_back_was_never_made():
    with transaction.atomic():
        claim(call({}), now=NOW)
        transaction.set_rollback(True)

    assert claim(call({}), now=NOW) is None
