"""Calendar feeds: who may read which appointments, by a link that acts as a key.

Tokens are HMAC, never stored, and revoked by a version, as manage tokens are. A client's begins with the reference of
one of their bookings, which finds them; a practitioner's with a letter that no reference has.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from bookings.errors import FeedMissing
from bookings.models import Appointment, AppointmentStatus, CalendarFeed, Client
from bookings.references import proof_of, reference_in, tokens_match
from studio.models import Practitioner

PAST = timedelta(days=90)
SHOWN_AT_MOST = 2000
OF_PRACTITIONER = "p"


@dataclass(frozen=True)
class Feed:
    """One of both is whose it is."""

    client: Client | None = None
    practitioner: Practitioner | None = None


def client_feed_token(appointment: Appointment) -> str:
    """The key to the calendar of the client who has this appointment: made for a message to their own address, and
    shown nowhere else."""
    return appointment.reference + _client_proof(appointment.client)


def practitioner_feed_token(feed: CalendarFeed) -> str:
    """The key to a practitioner's calendar. Another sign-in for the same practitioner makes it another key."""
    proof = proof_of(f"feed:practitioner:{feed.practitioner_id}:{feed.practitioner.user_id}:{feed.version}")
    return f"{OF_PRACTITIONER}{feed.practitioner_id}-{proof}"


def feed_for_token(token: str) -> Feed:
    """Whose calendar a token opens. Raises FeedMissing: wrong, or revoked."""
    if "\x00" in token:  # cannot reach the database
        raise FeedMissing()
    found = _of_practitioner(token) if token.startswith(OF_PRACTITIONER) else _of_client(token)
    if found is None:
        raise FeedMissing()
    return found


def appointments_in(feed: Feed, *, now: datetime) -> Sequence[Appointment]:
    """The last ninety days and all that is to come, in order. What is cancelled stays and says so: a calendar that has
    it takes it for gone."""
    shown = Appointment.objects.select_related("service", "practitioner", "last_change")
    shown = shown.exclude(status=AppointmentStatus.EXPIRED).filter(starts_at__gte=now - PAST)
    whose = shown.filter(client=feed.client) if feed.client else shown.filter(practitioner=feed.practitioner)
    return list(whose.order_by("starts_at", "pk")[:SHOWN_AT_MOST])


def feed_addresses(token: str) -> dict[str, str]:
    """`url`, and `webcal_url`, with which a calendar program subscribes; in the language that is active."""
    address = settings.PUBLIC_URL + reverse("website:calendar-file", args=[token])
    return {"url": address, "webcal_url": "webcal://" + address.partition("://")[2]}


def feed_of(practitioner: Practitioner) -> CalendarFeed | None:
    """The feed that is open now, if one is."""
    return (
        CalendarFeed.objects.select_related("practitioner").filter(practitioner=practitioner, revoked_at=None).first()
    )


def _of_client(token: str) -> Feed | None:
    appointment = Appointment.objects.select_related("client").filter(reference=reference_in(token)).first()
    if appointment is None or not tokens_match(token, client_feed_token(appointment)):
        return None
    return Feed(client=appointment.client)


def _of_practitioner(token: str) -> Feed | None:
    number = token.removeprefix(OF_PRACTITIONER).partition("-")[0]
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    feed = CalendarFeed.objects.select_related("practitioner__user").filter(practitioner_id=int(number)).first()
    if feed is None or feed.revoked_at or not tokens_match(token, practitioner_feed_token(feed)):
        return None
    user = feed.practitioner.user
    if feed.practitioner.archived_at or (user and not user.is_active):
        return None
    return Feed(practitioner=feed.practitioner)


def _client_proof(client: Client) -> str:
    return proof_of(f"feed:client:{client.pk}:{client.feed_version}")
