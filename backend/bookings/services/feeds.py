"""Opening and stopping calendar feeds."""

from datetime import datetime

from django.db.models import F

from accounts.models import User
from accounts.services import audit
from bookings.models import CalendarFeed, Client
from common.db import command
from studio.models import Practitioner


@command
def stop_client_feed(*, client: Client) -> None:
    """End the link that the client has; the next confirmation brings a new one. Again changes nothing."""
    Client.objects.filter(pk=client.pk, feed_version=client.feed_version).update(feed_version=F("feed_version") + 1)


@command
def open_feed(*, practitioner: Practitioner, actor: User, now: datetime) -> CalendarFeed:
    """A new link to a practitioner's appointments; the one before ends."""
    # Under the row's lock, so that of two at the same time one ends the other's.
    CalendarFeed.objects.bulk_create([CalendarFeed(practitioner=practitioner, created_at=now)], ignore_conflicts=True)
    feed = CalendarFeed.objects.select_for_update(no_key=True).get(practitioner=practitioner)
    feed.version, feed.created_at, feed.revoked_at = feed.version + 1, now, None
    feed.save(update_fields=["version", "created_at", "revoked_at"])
    feed.practitioner = practitioner
    _tell("calendar-feed.opened", practitioner, actor, now)
    return feed


@command
def stop_feed(*, practitioner: Practitioner, actor: User, now: datetime) -> None:
    """End the link; again changes nothing."""
    if CalendarFeed.objects.filter(practitioner=practitioner, revoked_at=None).update(revoked_at=now):
        _tell("calendar-feed.stopped", practitioner, actor, now)


def _tell(action: str, practitioner: Practitioner, actor: User, now: datetime) -> None:
    audit.record(action=action, subject_kind="practitioner", subject_id=practitioner.pk, actor=actor, now=now)
