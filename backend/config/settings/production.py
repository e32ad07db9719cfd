"""A server that real clients use: behind TLS, with Redis, with secrets of its own. Refuses to start otherwise."""

from django.core.exceptions import ImproperlyConfigured

from config import env
from config.production_check import what_is_missing

# Before the shared settings, which would stop at the first thing they miss: an operator wants the whole list.
if missing := what_is_missing():
    raise ImproperlyConfigured("Stillpoint cannot run in production yet:\n- " + "\n- ".join(missing))

from config.settings.base import *  # noqa: F403

DEBUG = False

# TLS ends at the host's web server, which also redirects http: a redirect here would loop behind one that forgets the
# header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
TRUSTED_PROXY_COUNT = env.whole_number("TRUSTED_PROXY_COUNT", default=1, minimum=1)
