"""Telling programs from people without a puzzle: a field that people never meet, and the time that reading takes.

Nothing is kept: each form carries the signed moment at which its page was made. A person caught by either rule is told
so and presses again, with everything they typed; a program that reads pages, waits and leaves the field alone gets as
far as the rate limits let it (docs/security.md). A moment serves one kind of form, for a day: one that was copied is
not good for ever, nor for everything.

Nobody is too quick for a time. Whoever comes by a link, knows what they want or has an Enter key presses one within a
second, and two holds an address bound what a program gets from that. Two typed fields take a person longer.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Literal

from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation

LEAST_SECONDS = 1.0  # filling two fields: nobody is quicker
LONGEST = timedelta(days=1)
CLOCKS_DIFFER = timedelta(seconds=5)  # the page may come from another process than the one that answers its form
FIELD, MOMENT = "homepage", "seen"

Purpose = Literal["hold", "book", "find"]


class LooksAutomatic(RuleViolation):
    """Sent as programs do it. Pages only: whoever calls the API says that they are one."""

    type = "looks-automatic"
    title = _("Press the button once more")


def stamp(purpose: Purpose, now: datetime) -> str:
    """When a page was made, as its forms carry it: milliseconds since the epoch, signed for that kind of form."""
    return _signer(purpose).sign(str(int(now.timestamp() * 1000)))


def check_person(typed: Mapping[str, str], *purposes: Purpose, now: datetime, may_hurry: bool = False) -> None:
    """Raises LooksAutomatic for a form that came back at once or after a day, without a stamp for one of these
    purposes, or with the unseen field filled in. `may_hurry`: one that is only pressed may come back at once."""
    made_at = _made_at(typed.get(MOMENT, ""), purposes)
    least = timedelta(0) if may_hurry else timedelta(seconds=LEAST_SECONDS)
    if made_at is None or not _is_a_persons(now - made_at, least) or typed.get(FIELD, "").strip():
        raise LooksAutomatic(
            _(
                "This arrived as programs send it: at once, from a page over a day old, or with a field filled in that "
                "nobody sees. Nothing is lost."
            )
        )


def _is_a_persons(age: timedelta, least: timedelta) -> bool:
    """A page from the near future comes from a clock that is ahead: how long it was read cannot be told."""
    return -CLOCKS_DIFFER <= age < timedelta(0) or least <= age <= LONGEST


def _made_at(signed: str, purposes: Iterable[Purpose]) -> datetime | None:
    for purpose in purposes:
        try:
            text = _signer(purpose).unsign(signed)
        except BadSignature:
            continue
        return datetime.fromtimestamp(int(text) / 1000, UTC)
    return None


def _signer(purpose: Purpose) -> Signer:
    return Signer(salt=f"website.guard.{purpose}")
