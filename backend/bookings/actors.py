"""Who is doing something, and what they typed about themselves. Values only."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Actor:
    """`kind` is client, staff or system; staff carry their user's primary key."""

    kind: str
    user_id: int | None = None

    @property
    def is_client(self) -> bool:
        return self.kind == "client"


CLIENT = Actor("client")
SYSTEM = Actor("system")


@dataclass(frozen=True)
class ClientDetails:
    """What a person typed. `phone` is E.164 or empty; `client_id` names a known client instead (staff only)."""

    name: str = ""
    email: str = ""
    phone: str = ""
    client_id: int | None = None


@dataclass(frozen=True)
class WantedTime:
    """A time asked for directly, without a hold. `starts_at` aware; no practitioner means anyone."""

    service_slug: str
    starts_at: datetime
    practitioner_slug: str | None = None


@dataclass(frozen=True)
class Booking:
    """Everything about a booking but its time."""

    client: ClientDetails
    actor: Actor
    source: str
    consents: frozenset[str] = field(default_factory=frozenset)
    language: str = "en"
    note: str = ""
