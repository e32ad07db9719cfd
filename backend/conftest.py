"""What the whole suite needs before its first test."""

import pytest
from hypothesis import HealthCheck, settings

from operations.catalogues import compile_stale

# A busy machine is slow, and what it draws slowly is no worse for it.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiled catalogues are no part of the repository, and without them French pages speak English.

    Once, before the workers of pytest-xdist begin.
    """
    if not hasattr(session.config, "workerinput"):
        compile_stale()
