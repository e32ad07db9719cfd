"""Where treatments are given."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from common.db import command
from studio.locks import lock_room, lock_studio
from studio.models import ResourceKind, Room
from studio.services.names import refuse_used_name, unused_slug
from studio.services.trail import facts_of, told

FIELDS = ("name", "position")


@command
def add_room(*, fields: Mapping[str, Any], actor: User | None, now: datetime) -> Room:
    """A room from `FIELDS`. Raises AlreadyExists for a name in use."""
    lock_studio()
    refuse_used_name(fields["name"], Room.objects.all())
    room = Room(
        kind=ResourceKind.ROOM,
        slug=unused_slug(fields["name"], Room.objects.all(), fallback="room"),
        **{"position": Room.objects.count(), **_known(fields)},
    )
    room.save(force_insert=True)
    told("room.added", room, actor=actor, now=now, after=facts_of(room, FIELDS))
    return room


@command
def change_room(*, slug: str, changes: Mapping[str, Any], actor: User | None, now: datetime) -> Room:
    """Change some of `FIELDS`. Raises RoomMissing or AlreadyExists."""
    lock_studio()
    room = lock_room(slug)
    before = facts_of(room, FIELDS)
    if "name" in changes and room.archived_at is None:
        refuse_used_name(changes["name"], Room.objects.exclude(pk=room.pk))
    for name, value in _known(changes).items():
        setattr(room, name, value)
    room.save()
    told("room.changed", room, actor=actor, now=now, before=before, after=facts_of(room, FIELDS))
    return room


@command
def restore_room(*, slug: str, actor: User | None, now: datetime) -> Room:
    """Use an archived room again. Raises RoomMissing, or AlreadyExists if another has the name now."""
    lock_studio()
    room = lock_room(slug)
    if room.archived_at is not None:
        refuse_used_name(room.name, Room.objects.all())
        room.archived_at = None
        room.save(update_fields=["archived_at"])
        told("room.restored", room, actor=actor, now=now)
    return room


def _known(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if name in FIELDS}
