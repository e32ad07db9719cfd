"""The test suite: the same application with quick passwords and fixed keys."""

import os

os.environ.setdefault("SECRET_KEY", "test-secret-key-that-signs-nothing-real-0123456789")
os.environ.setdefault("MANAGE_TOKEN_KEY", "test-manage-token-key-0123456789")

from config.settings.base import *  # noqa: F403
from config.settings.base import PASSWORD_HASHERS

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]

# Argon2 takes 50 ms by design; a test that cares asks for the real list.
REAL_PASSWORD_HASHERS = PASSWORD_HASHERS
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Limits have tests of their own, which turn them on; elsewhere they would make tests depend on their order.
RATELIMIT_ENABLE = False

# Threads beside a test would see what it has not committed, and outlive it; tests of sending call it themselves.
MESSAGES_SENT_AT_ONCE = False

MESSAGES_STAY_HERE = True

DEMO_DATA_ALLOWED = True

# pytest-django's live server puts handlers for static files and media in front; without addresses of their own they
# would take every page.
STATIC_URL = "/static-files-there-are-none/"
MEDIA_URL = "/media-there-is-none/"
