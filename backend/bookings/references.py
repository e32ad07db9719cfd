"""References and tokens: names people read aloud, and secrets programs carry."""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford base32: no I, L, O, U
LENGTH = 8
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_reference(text: str) -> str:
    """A reference as typed from a screen or a phone call: case, spaces, dashes and misread letters are forgiven.

    What no reference can hold gives the empty text, which names nothing.
    """
    cleaned = "".join(text.split()).replace("-", "").upper().translate(MISREAD)
    return cleaned if set(cleaned) <= set(ALPHABET) else ""


def new_hold_token() -> str:
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def hash_address(address: str) -> bytes:
    """A keyed hash, so that the table of holds is no list of visitors' addresses."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"hold-address:{address}".encode(), "sha256")


def manage_token(*, appointment_id: int, reference: str, version: int) -> str:
    """The secret that lets its bearer act on one booking: never stored, made again whenever it is shown.

    The reference in front finds the row; the rest proves that the server made it.
    """
    return reference + proof_of(f"manage:{appointment_id}:{version}")


def proof_of(what: str) -> str:
    """That the server made a token for `what`: a purpose, a row and a version."""
    proof = hmac.digest(settings.MANAGE_TOKEN_KEY.encode(), what.encode(), "sha256")
    return base64.urlsafe_b64encode(proof).rstrip(b"=").decode()


def reference_in(token: str) -> str:
    return token[:LENGTH]


def tokens_match(given: str, expected: str) -> bool:
    """Compares in constant time, whatever characters were given."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), expected.encode())
