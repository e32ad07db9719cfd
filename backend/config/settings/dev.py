"""What ./scripts/start runs: one process with threads, no Redis, plain HTTP on loopback."""

from config.settings.base import *  # noqa: F403
from config.settings.base import ALLOWED_HOSTS

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]

# django-ratelimit rightly refuses a cache that processes do not share; here there is one process.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]

DEMO_DATA_ALLOWED = True
MESSAGES_STAY_HERE = True
