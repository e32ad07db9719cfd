"""What a token is and how long it is good for: values in, values out."""

import hashlib
import hmac
import re
import secrets
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

from django.utils.encoding import force_bytes

# Nothing longer or other than what we make is worth a query.
TOKEN_SHAPE = re.compile(r"^[A-Za-z0-9_-]{43}$")


def new_token() -> str:
    """A fresh token: 256 random bits as 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is stored of a token: its SHA-256 in hex. A token has 256 bits of its own, so no salt and no slow hash."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def successor_of(token: str, *, secret: str | bytes) -> str:
    """The one token that may follow `token`: HMAC-SHA256 under a key derived from the server's `secret`.

    Derived and not drawn, because a second tab must be given the same successor although only hashes are stored.
    """
    key = hashlib.sha256(b"stillpoint.token.successor:" + force_bytes(secret)).digest()
    return urlsafe_b64encode(hmac.new(key, token.encode(), hashlib.sha256).digest()).rstrip(b"=").decode()


def is_replay(*, rotated_at: datetime | None, grace: timedelta, now: datetime) -> bool:
    """Whether a token that has a successor is used later than a second tab could have meant it."""
    return rotated_at is not None and now > rotated_at + grace
