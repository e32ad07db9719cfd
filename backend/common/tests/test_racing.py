"""The helper itself: without it a race test would prove nothing."""

from functools import partial
from threading import Lock
from time import monotonic

from common.tests.racing import race

balance = {"seats": 0}
queue = Lock()


def read() -> int:
    return balance["seats"]


def take_a_seat() -> None:
    balance["seats"] = read() + 1


def take_a_seat_in_turn() -> None:
    with queue:
        take_a_seat()


def test_callers_that_meet_after_reading_lose_updates():
    balance["seats"] = 0

    race(*[take_a_seat] * 8, meet_after=f"{__name__}.read")

    assert balance["seats"] == 1


def test_a_lock_keeps_them_apart_and_nobody_waits_for_ever():
    balance["seats"], began = 0, monotonic()

    race(*[take_a_seat_in_turn] * 8, meet_after=f"{__name__}.read")

    assert balance["seats"] == 8
    assert monotonic() - began < 2


def test_each_outcome_stands_in_the_place_of_its_call():
    outcomes = race(partial(int, "7"), partial(int, "seven"))

    assert (outcomes[0], type(outcomes[1])) == (7, ValueError)
