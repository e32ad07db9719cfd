"""What the whole suite needs before its first test."""

import pytest

from operations.catalogues import compile_stale


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiled catalogues are no part of the repository, and without them French pages speak English.

    Once, before the workers of pytest-xdist begin.
    """
    if not hasattr(session.config, "workerinput"):
        compile_stale()
