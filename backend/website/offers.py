"""What a client is about to agree to: a held time with its price and its promises."""

from dataclasses import dataclass
from datetime import datetime

from bookings.models import Hold
from bookings.rules import late_fee
from bookings.services.booking import deadlines
from studio.models import Practitioner, Service, StudioSettings


@dataclass(frozen=True)
class Offered:
    service: Service
    practitioner: Practitioner
    starts_at: datetime
    ends_at: datetime
    price_minor: int
    currency: str
    late_fee_minor: int
    free_cancellation_until: datetime
    reschedule_until: datetime
    created_at: datetime
    expires_at: datetime


def offer_of_hold(hold: Hold, studio: StudioSettings) -> Offered:
    """The same promises that booking will write down (`bookings.services.booking`), before it does."""
    promised = deadlines(hold.starts_at, studio.cancel_deadline_minutes, studio.reschedule_deadline_minutes)
    return Offered(
        service=hold.service,
        practitioner=hold.practitioner,
        starts_at=hold.starts_at,
        ends_at=hold.ends_at,
        price_minor=hold.price_minor,
        currency=hold.currency,
        late_fee_minor=late_fee(hold.price_minor, studio.late_cancellation_percent),
        free_cancellation_until=promised["free_cancellation_until"],
        reschedule_until=promised["reschedule_until"],
        created_at=hold.created_at,
        expires_at=hold.expires_at,
    )
