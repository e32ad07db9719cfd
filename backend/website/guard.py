"""Telling programs from people without a puzzle: a field that people never meet, and the time that reading takes.

Nothing is kept: each form carries the signed moment at which its page was made. A person caught by either rule is told
so and presses again, with everything they typed; a program that reads pages, waits and leaves the field alone gets as
far as the rate limits let it (docs/security.md).
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation

LEAST_SECONDS = 1.0  # reading a list and pressing, or filling two fields: nobody is quicker
FIELD, MOMENT = "homepage", "seen"

_signer = Signer(salt="website.guard")


class LooksAutomatic(RuleViolation):
    """Sent as programs do it. Pages only: whoever calls the API says that they are one."""

    type = "looks-automatic"
    title = _("Press the button once more")


def stamp(now: datetime) -> str:
    """When a page was made, as its forms carry it: milliseconds since the epoch, signed."""
    return _signer.sign(str(int(now.timestamp() * 1000)))


def check_person(typed: Mapping[str, str], *, now: datetime) -> None:
    """Raises LooksAutomatic for a form that came back at once, without a stamp, or with the unseen field filled in."""
    made_at = _made_at(typed.get(MOMENT, ""))
    is_quick = made_at is None or now - made_at < timedelta(seconds=LEAST_SECONDS)
    if is_quick or typed.get(FIELD, "").strip():
        raise LooksAutomatic(
            _("This arrived as programs send it: at once, or with a field filled in that nobody sees. Nothing is lost.")
        )


def _made_at(signed: str) -> datetime | None:
    try:
        text = _signer.unsign(signed)
    except BadSignature:
        return None
    return datetime.fromtimestamp(int(text) / 1000, UTC)
