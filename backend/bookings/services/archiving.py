"""Whoever leaves, and a room that closes: not before the last appointment there has moved or been cancelled."""

from datetime import datetime

from django.utils.translation import ngettext

from accounts.models import User
from bookings.errors import StillBooked
from bookings.selectors import coming_claims
from common.db import command
from studio.locks import lock_practitioner, lock_room
from studio.models import Practitioner, Resource, Room
from studio.services.trail import told


@command
def archive_practitioner(*, slug: str, actor: User | None, now: datetime) -> Practitioner:
    """Somebody takes no bookings any more. Raises PractitionerMissing, or StillBooked with `count`.

    Under the same lock as a booking: one that is being made is counted, and one that waits finds nobody.
    """
    practitioner = lock_practitioner(slug)
    _archive(practitioner, kind="practitioner", actor=actor, now=now)
    return practitioner


@command
def archive_room(*, slug: str, actor: User | None, now: datetime) -> Room:
    """A room is used no more. Raises RoomMissing, or StillBooked with `count`."""
    room = lock_room(slug)
    _archive(room, kind="room", actor=actor, now=now)
    return room


def _archive(resource: Resource, *, kind: str, actor: User | None, now: datetime) -> None:
    if resource.archived_at is not None:
        return
    count = coming_claims([resource.pk], now=now).count()
    if count:
        sentence = ngettext(
            "%(count)s appointment is still to come there. Move or cancel it first.",
            "%(count)s appointments are still to come there. Move or cancel them first.",
            count,
        )
        raise StillBooked(sentence % {"count": count}, count=count)
    resource.archived_at = now
    resource.save(update_fields=["archived_at"])
    told(f"{kind}.archived", resource, actor=actor, now=now)
