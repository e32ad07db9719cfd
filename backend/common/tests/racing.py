"""Races: calls that start together, each in a thread with a connection of its own."""

import importlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from threading import Barrier, BrokenBarrierError
from typing import Any
from unittest.mock import patch

from django.db import connection

PATIENCE_SECONDS = 0.5


def race(*calls: Callable[[], Any], meet_after: str | tuple[str, ...] = ()) -> list[Any]:
    """What each call gave: its value, or the exception it raised.

    `meet_after` names a function where it is looked up, "bookings.services.placing.load_availability": each caller
    waits behind it until all have passed, or half a second is up. With the lock in place they cannot meet there, since
    only one reads at a time; with the lock taken away all have read before one writes. Several names where callers of
    different kinds read in different places.
    """
    start = Barrier(len(calls))

    def alone(call: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return call()
        except Exception as error:
            return error
        finally:
            connection.close()

    with meeting_after(meet_after, len(calls)), ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(alone, calls))


@contextmanager
def meeting_after(names: str | tuple[str, ...], parties: int):
    """Within the block, whoever has run one of the named functions waits for the others."""
    met = Barrier(parties)
    with ExitStack() as patches:
        for name in (names,) if isinstance(names, str) else names:
            patches.enter_context(patch(name, _and_wait(name, met)))
        yield


def _and_wait(name: str, met: Barrier) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    original = getattr(importlib.import_module(module), function)

    def and_wait(*args: Any, **kwargs: Any) -> Any:
        result = original(*args, **kwargs)
        with suppress(BrokenBarrierError):
            met.wait(timeout=PATIENCE_SECONDS)
        return result

    return and_wait
