"""The application as production runs it, over plain HTTP, with two views beside it to compare with.

Outside `backend/`, so that no image holds it. Limits are off (`RATELIMIT_ENABLE=false` in the environment), which
`config.settings.production` refuses: a benchmark is what they are there to stop.
"""

from config.settings.base import *  # noqa: F403

ROOT_URLCONF = "bench_site.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
MESSAGES_STAY_HERE = True
# Without limits nothing asks the cache; django-ratelimit's checks are about one that is not shared.
SILENCED_SYSTEM_CHECKS = ["django_ratelimit.E003", "django_ratelimit.W001"]
