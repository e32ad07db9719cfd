"""A database and settings for one run of checks or tests."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from project import BACKEND, fail


@contextmanager
def scratch_database() -> Iterator[dict[str, str]]:
    """The environment for the tools of one run: a database without fsync that goes with the run.

    A server named by `DATABASE_URL` is used instead.
    """
    sys.path.insert(0, str(BACKEND))
    from operations.embedded_postgres import NotStarted, discard, running

    scratch = Path(tempfile.mkdtemp(prefix="stillpoint-test-"))
    try:
        with running(scratch, durable=False) as url:
            yield os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    except NotStarted as reason:
        fail(str(reason))
    finally:
        discard(scratch)
