"""The wrapper itself: who is counted, and what happens when nothing can be counted."""

import pytest
from django.core.cache import cache

from common.errors import NotNow, TooManyRequests
from common.limits import GROUPS, enforce


@pytest.fixture
def request_(rf):
    return rf.post("/")


@pytest.mark.parametrize("action", [name for name, group in GROUPS.items() if group.fails_open])
def test_without_a_cache_bookings_go_on(request_, cache_away, action):
    enforce(request_, action, email="ana@example.com")


@pytest.mark.parametrize("action", [name for name, group in GROUPS.items() if not group.fails_open])
def test_without_a_cache_guesses_are_refused(request_, cache_away, action):
    with pytest.raises(NotNow):
        enforce(request_, action, email="ana@example.com")


def test_what_must_go_on_and_what_must_not_is_as_designed():
    assert {name for name, group in GROUPS.items() if group.fails_open} == {"holds", "bookings", "rotation"}


def test_the_limit_is_the_last_one_that_passes(request_, limited):
    for _turn in range(10):
        enforce(request_, "bookings", email="ana@example.com")

    with pytest.raises(TooManyRequests) as refused:
        enforce(request_, "bookings", email="ana@example.com")

    assert 0 < refused.value.retry_after_seconds <= 600


def test_one_action_does_not_use_up_another(request_, limited):
    for _turn in range(10):
        enforce(request_, "bookings", email="ana@example.com")

    enforce(request_, "lookup", email="ana@example.com")


def test_a_limit_whose_key_is_not_given_is_skipped(request_, limited):
    for _turn in range(20):
        enforce(request_, "bookings")


def test_the_cache_holds_no_address(request_, limited):
    enforce(request_, "lookup", email="ana@example.com")

    assert "ana" not in str(cache._cache)
    assert "127.0.0.1" not in str(cache._cache)
