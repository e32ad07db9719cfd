"""How often anybody may ask: one table of limits over django-ratelimit's counters.

django-ratelimit's own decorator answers 403, knows no `Retry-After` and cannot see JSON, so only `get_usage` is used.
"""

import logging
from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django_ratelimit.core import get_usage
from rest_framework.request import Request

from common.client_address import client_address
from common.errors import NotNow, TooManyRequests

log = logging.getLogger(__name__)

Action = Literal["sign-in", "set-up", "password", "rotation", "lookup", "holds", "bookings", "changes"]

RETRY_WHEN_CACHE_IS_AWAY_SECONDS = 30
SECONDS_OF_A_LITTLE = 60 * 60


@dataclass(frozen=True)
class Limit:
    """`rate` reads count/period: 10/5m is ten in five minutes, counted in fixed windows."""

    per: Literal["address", "email", "user", "booking"]
    rate: str


@dataclass(frozen=True)
class Group:
    """`fails_open`: whether the action goes on when nothing can be counted because the cache is away."""

    limits: tuple[Limit, ...]
    fails_open: bool


# A guess at somebody's password, link or booking is refused when it cannot be counted; a booking is not lost for that.
# The order matters: who is over the limit of an address no longer counts against the e-mail address they try.
GROUPS: dict[Action, Group] = {
    "sign-in": Group((Limit("address", "30/5m"), Limit("email", "10/5m")), fails_open=False),
    "set-up": Group((Limit("address", "20/5m"),), fails_open=False),
    "password": Group((Limit("address", "30/5m"), Limit("user", "10/5m")), fails_open=False),
    "rotation": Group((Limit("address", "120/5m"),), fails_open=True),
    "lookup": Group((Limit("address", "20/5m"), Limit("email", "10/5m")), fails_open=False),
    "holds": Group((Limit("address", "40/10m"),), fails_open=True),
    "bookings": Group((Limit("address", "20/10m"), Limit("email", "10/10m")), fails_open=True),
    # Each change writes to the address that was typed in, and a thief of a link or a prankster pays nothing for it.
    "changes": Group((Limit("address", "30/10m"), Limit("booking", "10/h"), Limit("booking", "30/d")), fails_open=True),
}


def enforce(
    request: HttpRequest | Request,
    action: Action,
    *,
    email: str | None = None,
    user_id: int | None = None,
    booking: str | None = None,
) -> None:
    """Count one `action` of this client and refuse it if that is one too many.

    `email` is the address in the validated body, `user_id` the signed-in person, `booking` the reference of what is
    changed; a limit whose key is not given is skipped. Raises TooManyRequests with the seconds until its window ends,
    or NotNow where the cache is away and the group fails closed. `RATELIMIT_ENABLE = False` counts nothing.
    """
    http_request = request._request if isinstance(request, Request) else request
    group = GROUPS[action]
    keys = {
        "address": client_address(http_request),
        "email": _email_key(email) if email else None,
        "user": str(user_id) if user_id else None,
        "booking": booking,
    }
    for limit in group.limits:
        key = keys[limit.per]
        if key is not None:
            _count(http_request, f"{action}:{limit.per}", limit.rate, key, fails_open=group.fails_open)


def _count(request: HttpRequest, name: str, rate: str, key: str, *, fails_open: bool) -> None:
    try:
        usage = get_usage(request, group=name, key=lambda *_: key, rate=rate, increment=True)
    except ImproperlyConfigured:
        raise
    except Exception:
        # Each cache library has errors of its own, and a Redis that is gone must never be a 500.
        log.exception("The cache is away; the limit %s cannot be counted.", name)
        usage = {"count": 0, "limit": 0, "should_limit": True, "time_left": -1}
    if usage is None or not usage["should_limit"]:
        return
    if usage["limit"] == 0:  # django-ratelimit's own way of saying that it could not count
        if fails_open:
            return
        raise NotNow(
            _("We cannot check this safely at the moment. Try again in half a minute."),
            retry_after_seconds=RETRY_WHEN_CACHE_IS_AWAY_SECONDS,
        )
    wait = max(1, usage["time_left"])
    raise TooManyRequests(
        _("That was too often for one day. Try again tomorrow.")
        if wait > SECONDS_OF_A_LITTLE
        else _("That was too often in a short time. Wait a little and try again."),
        retry_after_seconds=wait,
    )


def _email_key(email: str) -> str:
    # Keyed, so that whoever reads the cache cannot try addresses against it.
    folded = email.strip().lower()[:254]
    return salted_hmac("common.limits.email", folded, algorithm="sha256").hexdigest()
