"""pytest plugin: the suite's PostgreSQL, started before Django reads its settings.

Loaded by `-p operations.pytest_postgres`. One server for a whole run: the controller starts it and
the workers of pytest-xdist inherit `DATABASE_URL`, making a database each. A server named by
`DATABASE_URL` is used as it is. Without fsync: the data live in a scratch directory and die with the run.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from operations.embedded_postgres import NotStarted, discard, running

_open = ExitStack()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Before pytest-django's hook of the same name, which loads the settings."""
    if "DATABASE_URL" in os.environ:
        return
    scratch = Path(tempfile.mkdtemp(prefix="stillpoint-test-"))
    _open.callback(discard, scratch)
    try:
        os.environ["DATABASE_URL"] = _open.enter_context(running(scratch, durable=False))
    except NotStarted as reason:
        _open.close()
        raise pytest.UsageError(f"No test database: {reason}") from reason
    _open.callback(os.environ.pop, "DATABASE_URL", None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: starts whole processes; ./scripts/check leaves it out")


@pytest.hookimpl(trylast=True)
def pytest_unconfigure() -> None:
    _open.close()
