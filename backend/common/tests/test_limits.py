"""The wrapper itself: who is counted, and what happens when nothing can be counted."""

from functools import partial
from types import SimpleNamespace

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
    assert {name for name, group in GROUPS.items() if group.fails_open} == {
        "holds",
        "bookings",
        "changes",
        "rotation",
    }


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


def test_one_booking_changes_ten_times_an_hour_and_another_still_may(request_, limited):
    for _turn in range(10):
        enforce(request_, "changes", booking="7Q2M9XKD")

    with pytest.raises(TooManyRequests) as refused:
        enforce(request_, "changes", booking="7Q2M9XKD")

    assert 0 < refused.value.retry_after_seconds <= 3600
    enforce(request_, "changes", booking="ABCD1234")


def test_one_booking_changes_thirty_times_a_day_however_patiently_and_from_wherever(rf, limited, monkeypatch):
    morning = 1_800_000_000 // 86400 * 86400

    def ten_an_hour():
        for hour in range(8):
            monkeypatch.setattr(
                "django_ratelimit.core.time", SimpleNamespace(time=partial(float, morning + hour * 3600))
            )
            for turn in range(10):
                enforce(rf.post("/", REMOTE_ADDR=f"192.0.2.{turn}"), "changes", booking="7Q2M9XKD")

    # A day's window begins at a moment of the key's own, perhaps amid the first thirty.
    with pytest.raises(TooManyRequests) as refused:
        ten_an_hour()

    assert refused.value.retry_after_seconds > 3600
    assert "tomorrow" in str(refused.value.detail)


def test_a_limit_whose_key_is_not_given_is_skipped(request_, limited):
    for _turn in range(20):
        enforce(request_, "bookings")


def test_the_cache_holds_no_address(request_, limited):
    enforce(request_, "lookup", email="ana@example.com")

    assert "ana" not in str(cache._cache)
    assert "127.0.0.1" not in str(cache._cache)
