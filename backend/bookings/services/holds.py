"""Holding a time while a client types, for ten minutes by default and thirty at most."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from django.db.models import Value
from django.db.models.functions import Least, Now
from django.utils.translation import gettext as _

from bookings.actors import WantedTime
from bookings.errors import DayFull, HoldExpired, HoldLimitReached, SlotTaken, TooManyHolds
from bookings.locks import lock_address, lock_hold, lock_resources
from bookings.models import Hold, Reservation
from bookings.references import hash_address, hash_token, new_hold_token
from bookings.selectors import alternatives_to
from bookings.services.placing import candidates, choose, delete_holds, reserve
from common.db import command
from studio.selectors import get_studio

T = TypeVar("T")

MAX_LIVE_HOLDS_PER_ADDRESS = 2
MAX_LIFE = timedelta(minutes=30)


@dataclass(frozen=True)
class HeldTime:
    """A hold and its token, which exists nowhere else: only its hash is stored."""

    hold: Hold
    token: str


def hold(*, wanted: WantedTime, address: str, now: datetime, replaces: str | None = None) -> HeldTime:
    """Keep a time for `hold_minutes`, in the place of the hold whose token is `replaces`.

    Raises SlotTaken or DayFull with `alternatives`, another house rule, NotOffered, or TooManyHolds (two live ones per
    network address).
    """
    attempt: Callable[[], HeldTime] = partial(_hold, wanted, address, now, replaces)
    return with_alternatives(wanted, now, attempt)


@command
def extend_hold(*, token: str, now: datetime) -> Hold:
    """Start the hold's minutes again, to thirty in all. Raises HoldExpired or HoldLimitReached (with `expires_at`)."""
    studio = get_studio()
    # The hold's row is lock enough: whoever places a booking settles the rows of expired holds before it counts.
    held = lock_hold(hash_token(token))
    if held is None or held.expires_at <= now:
        raise HoldExpired(_("The time you held is free for others again. Hold it again or choose another."))
    longest = held.created_at + MAX_LIFE
    expires_at = min(now + timedelta(minutes=studio.hold_minutes), longest)
    if expires_at <= held.expires_at:
        if held.expires_at >= longest:
            raise HoldLimitReached(_("A time is held for 30 minutes at most."), expires_at=held.expires_at)
        return held
    held.expires_at = expires_at
    held.save(update_fields=["expires_at"])
    return held


@command
def release_hold(*, token: str) -> None:
    """Give the time back. A hold that is gone already is as released as one can wish."""
    held = lock_hold(hash_token(token))
    if held is not None:
        delete_holds([held.pk])


@command
def release_expired_holds(*, now: datetime) -> int:
    """Tidy holds past their time; gives how many. Bookings do not wait for this: they remove what is in their way."""
    expired = list(
        Hold.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(expires_at__lte=Least(Now(), Value(now)))  # by both clocks, as everywhere
        .order_by("pk")
        .values_list("pk", flat=True)[:1000]
    )
    delete_holds(expired)
    return len(expired)


def with_alternatives(
    wanted: WantedTime, now: datetime, attempt: Callable[[], T], *, moving_id: int | None = None
) -> T:
    """Run a write; if the time or its day is gone, add the nearest free times to the refusal, after its transaction
    has ended.

    For the appointment `moving_id` the time it takes itself counts as free.
    """
    try:
        return attempt()
    except (SlotTaken, DayFull) as refusal:
        refusal.facts["alternatives"] = alternatives_to(
            service_slug=wanted.service_slug,
            starts_at=wanted.starts_at,
            practitioner_slug=wanted.practitioner_slug,
            moving_id=moving_id,
            now=now,
        )
        raise


@command
def _hold(wanted: WantedTime, address: str, now: datetime, replaces: str | None) -> HeldTime:
    address_hash = hash_address(address)
    lock_address(address_hash)
    ids = candidates(wanted)
    lock_resources([*ids, *_resources_of_hold(replaces)])
    if replaces and (old := lock_hold(hash_token(replaces))):
        delete_holds([old.pk])
    if Hold.objects.filter(address_hash=address_hash, expires_at__gt=now).count() >= MAX_LIVE_HOLDS_PER_ADDRESS:
        raise TooManyHolds(
            _("They are held from your network. Book one, let it go, or wait until its minutes are over.")
        )

    place = choose(wanted, resource_ids=ids, now=now)
    token = new_hold_token()
    held = Hold.objects.create(
        token_hash=hash_token(token),
        address_hash=address_hash,
        service=place.service,
        practitioner_id=place.practitioner_id,
        room_id=place.room_id,
        starts_at=place.starts_at,
        ends_at=place.ends_at,
        price_minor=place.service.price_minor,
        currency=place.studio.currency,
        created_at=now,
        expires_at=now + timedelta(minutes=place.studio.hold_minutes),
    )
    reserve(place, hold=held)
    return HeldTime(held, token)


def _resources_of_hold(token: str | None) -> list[int]:
    if not token:
        return []
    return list(Reservation.objects.filter(hold__token_hash=hash_token(token)).values_list("resource_id", flat=True))
