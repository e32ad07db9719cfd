"""Locks on messages. Sending takes its own (`services.claims`), one message at a time and skipping what is locked."""

from uuid import UUID

from messaging.errors import MessageMissing
from messaging.models import Message
from messaging.selectors import unreached


def lock_message(key: UUID) -> Message:
    """Raises MessageMissing."""
    found = Message.objects.select_for_update(no_key=True).filter(key=key).first()
    if found is None:
        raise MessageMissing()
    return found


def lock_unreached(at_most: int) -> list[Message]:
    """What reached nobody, the latest first. Whoever asks at the same time waits, and then finds what is left."""
    return list(unreached().select_for_update(no_key=True).order_by("-created_at", "-id")[:at_most])
