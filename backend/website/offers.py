"""What a client is about to agree to: a held time, or another one for a booking, with its price and its promises."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bookings.actors import CLIENT
from bookings.models import Appointment, Hold
from bookings.rules import late_fee
from bookings.services.booking import deadlines
from bookings.services.rescheduling import deadlines_after_move
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


def offer_of_move(appointment: Appointment, starts_at: datetime, studio: StudioSettings, *, now: datetime) -> Offered:
    """The same promises that moving will write down: the price stays, the deadlines move along."""
    promised = deadlines_after_move(appointment, starts_at, studio, actor=CLIENT, now=now)
    return Offered(
        service=appointment.service,
        practitioner=appointment.practitioner,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=appointment.service.duration_minutes),
        price_minor=appointment.price_minor,
        currency=appointment.currency,
        late_fee_minor=appointment.late_fee_minor,
        free_cancellation_until=promised["free_cancellation_until"],
        reschedule_until=promised["reschedule_until"],
        created_at=now,
        expires_at=now,
    )
