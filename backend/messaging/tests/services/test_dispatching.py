"""Sending at once, beside whoever committed: bounded, and never in their way."""

import threading
from queue import Queue
from time import monotonic
from uuid import uuid4

import pytest

from messaging.services import dispatching
from messaging.services.dispatching import Pool, nudge


@pytest.fixture
def stuck():
    """A provider that hangs until the test is over."""
    over = threading.Event()
    yield lambda key: over.wait(30)
    over.set()


def test_what_is_offered_is_sent_by_another_thread():
    sent: Queue = Queue()
    pool = Pool(lambda key: sent.put((key, threading.current_thread())), threads=1)
    key = uuid4()

    pool.offer(key)

    assert sent.get(timeout=5)[0] == key


def test_a_provider_that_hangs_holds_nobody_up_and_no_more_than_so_many_wait(stuck):
    pool = Pool(stuck, threads=2, waiting_at_most=3)
    began = monotonic()

    taken = [pool.offer(uuid4()) for _ in range(50)]

    assert monotonic() - began < 0.5
    assert 3 <= sum(taken) <= 2 + 3
    assert taken[-1] is False


def test_one_that_breaks_takes_no_thread_with_it():
    sent: Queue = Queue()

    def breaks_first(key):
        if sent.empty() and not broken.is_set():
            broken.set()
            raise RuntimeError("a bug")
        sent.put(key)

    broken = threading.Event()
    pool = Pool(breaks_first, threads=1)
    first, second = uuid4(), uuid4()

    pool.offer(first)
    pool.offer(second)

    assert sent.get(timeout=5) == second


def test_a_process_that_stops_finishes_what_it_has_in_hand_and_begins_nothing_more():
    begun, go_on, sent = threading.Event(), threading.Event(), []

    def send(key):
        begun.set()
        go_on.wait(5)
        sent.append(key)

    pool = Pool(send, threads=1)
    first, second = uuid4(), uuid4()
    pool.offer(first)
    begun.wait(5)
    pool.offer(second)

    threading.Timer(0.1, go_on.set).start()

    assert pool.close(patience_seconds=5) is True
    assert sent == [first]


def test_a_process_that_stops_does_not_wait_for_a_provider_that_hangs(stuck):
    begun = threading.Event()

    def hang(key):
        begun.set()
        stuck(key)

    pool = Pool(hang, threads=1)
    pool.offer(uuid4())
    begun.wait(5)

    assert pool.close(patience_seconds=0.1) is False


def test_nudging_returns_at_once_and_never_raises(settings, monkeypatch, stuck):
    settings.MESSAGES_SENT_AT_ONCE = True
    monkeypatch.setattr(dispatching, "deliver", stuck)
    monkeypatch.setattr(dispatching.atexit, "register", lambda close: None)
    monkeypatch.setattr(dispatching, "_pools", {})
    began = monotonic()

    nudge(uuid4() for _ in range(1000))

    assert monotonic() - began < 0.5


def test_turned_off_it_starts_no_thread(settings, monkeypatch):
    settings.MESSAGES_SENT_AT_ONCE = False
    monkeypatch.setattr(dispatching, "_pools", {})

    nudge([uuid4()])

    assert dispatching._pools == {}
