"""Sending at once: a few threads of the web process try what was just committed. What they cannot take, the scheduler
takes.

Bounded in threads and in what may wait, so that a provider that hangs costs neither answers nor memory.
"""

import atexit
import logging
import os
import queue
import threading
from collections.abc import Callable, Iterable
from uuid import UUID

from django.conf import settings
from django.db import close_old_connections

from messaging.services.delivery import deliver

log = logging.getLogger(__name__)

THREADS = 4
PATIENCE_SECONDS = 5
WAITING_AT_MOST = 64


class Pool:
    """Daemon threads: a process that is told to stop gives them a moment for what they have in hand, and does not wait
    for a provider that hangs. What they then leave is found by its `claimed_until`."""

    def __init__(
        self, send: Callable[[UUID], object], *, threads: int = THREADS, waiting_at_most: int = WAITING_AT_MOST
    ) -> None:
        self._send = send
        self._waiting: queue.Queue[UUID] = queue.Queue(waiting_at_most)
        self._changed = threading.Condition()
        self._in_hand, self._closed = 0, False
        for number in range(threads):
            threading.Thread(target=self._work, name=f"messages-{number}", daemon=True).start()

    def offer(self, key: UUID) -> bool:
        """False when too many wait already."""
        try:
            self._waiting.put_nowait(key)
        except queue.Full:
            return False
        return True

    def close(self, patience_seconds: float = PATIENCE_SECONDS) -> bool:
        """Begin nothing more; True when what was in hand is done. What waits is left to the scheduler.

        Without it every restart would cut off what a provider is just taking, and nobody would know whether it has.
        """
        with self._changed:
            self._closed = True
            return self._changed.wait_for(lambda: self._in_hand == 0, patience_seconds)

    def _work(self) -> None:
        while True:
            key = self._waiting.get()
            with self._changed:
                if self._closed:
                    return
                self._in_hand += 1
            try:
                close_old_connections()
                self._send(key)
            except Exception:
                # The scheduler tries it again; the thread lives on for the next one.
                log.exception("message %s could not be tried at once", key)
            finally:
                close_old_connections()
                with self._changed:
                    self._in_hand -= 1
                    self._changed.notify_all()


_pools: dict[int, Pool] = {}  # by process: threads do not survive a fork
_making = threading.Lock()


def nudge(keys: Iterable[UUID]) -> None:
    """Try these messages soon, in this process. Returns at once and never raises."""
    if not settings.MESSAGES_SENT_AT_ONCE:
        return
    with _making:
        if os.getpid() not in _pools:
            _pools[os.getpid()] = Pool(deliver)
            atexit.register(_finish)
        pool = _pools[os.getpid()]
    for key in keys:
        if not pool.offer(key):
            return


def _finish() -> None:
    """At the end of a process that has a pool; one that was forked from it has none of its threads."""
    if pool := _pools.get(os.getpid()):
        pool.close()
