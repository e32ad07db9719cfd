"""Limits are off in tests; these fixtures turn them on. Import them into a conftest."""

from types import SimpleNamespace

import pytest
from django.core.cache import cache

NOTHING_LISTENS = "redis://127.0.0.1:1/0"


@pytest.fixture
def limited(settings, monkeypatch):
    """Limits count, from zero, and no window ends while a test runs."""
    settings.RATELIMIT_ENABLE = True
    monkeypatch.setattr("django_ratelimit.core.time", SimpleNamespace(time=lambda: 1_800_000_000))
    cache.clear()
    yield settings
    cache.clear()


@pytest.fixture
def cache_away(settings):
    """Limits are on and the Redis that should count them is gone."""
    settings.RATELIMIT_ENABLE = True
    settings.CACHES = {"default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": NOTHING_LISTENS}}
    return settings
