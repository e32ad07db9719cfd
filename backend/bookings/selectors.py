"""Reads: what is free, and whose bookings somebody may see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Lower

from accounts.models import User
from bookings.availability import Availability, load_availability
from bookings.errors import BookingMissing, NotOffered
from bookings.models import Appointment, Client, Hold, Reservation
from bookings.references import hash_token, manage_token, read_reference, reference_in, tokens_match
from bookings.rules import LIVE, FreeSlot, Reason, days_around, explain_slot, free_slots, nearest
from common.idempotency import IdempotentCall
from common.models import IdempotencyRecord
from common.time import from_minute, to_minute
from studio.errors import RangeTooLong
from studio.models import Practitioner
from studio.rules import LocalDay, local_day
from studio.selectors import MAX_RANGE_DAYS

TOKEN_LIFE = timedelta(days=30)


@dataclass(frozen=True)
class OfferedTime:
    """A bookable start, in the studio's zone, and the slugs of who could give the treatment then."""

    starts_at: datetime
    ends_at: datetime
    practitioners: list[str]


@dataclass(frozen=True)
class Offer:
    """The times of one service over some days, with what was loaded to find them."""

    availability: Availability
    slots: list[FreeSlot]

    @property
    def times(self) -> list[OfferedTime]:
        return [_offered(slot, self.availability) for slot in self.slots]


def offered_times(
    *,
    service_slug: str,
    first_day: date,
    last_day: date,
    now: datetime,
    practitioner_slug: str | None = None,
    moving: Appointment | None = None,
) -> Offer:
    """Free times that start on local days first to last, inclusive, in order. Two queries.

    The time that an appointment takes itself counts as free for `moving` it, and its service may be archived since.
    Raises ServiceMissing, NotOffered (nobody of that slug gives it) or RangeTooLong (over 62 days).
    """
    if (last_day - first_day).days + 1 > MAX_RANGE_DAYS:
        raise RangeTooLong(max_days=MAX_RANGE_DAYS)
    availability = load_availability(
        service_slug=service_slug,
        first_day=first_day,
        last_day=last_day,
        now=now,
        practitioner_slug=practitioner_slug,
        ignore_appointment_id=moving.pk if moving else None,
        include_archived=moving is not None,
    )
    if practitioner_slug is not None and not availability.calendars:
        raise NotOffered()
    return Offer(availability, slots_of(availability, now))


def slots_of(availability: Availability, now: datetime, *, at: int | None = None) -> list[FreeSlot]:
    """Of all days that were loaded, or of the one in which the minute `at` lies."""
    return free_slots(
        treatment=availability.treatment,
        rules=availability.rules,
        days=[day for day in availability.days if at is None or day.start <= at < day.end],
        calendars=availability.calendars,
        rooms=availability.rooms,
        now=now,
    )


def alternatives_to(
    *,
    service_slug: str,
    starts_at: datetime,
    now: datetime,
    practitioner_slug: str | None = None,
    moving_id: int | None = None,
) -> list[dict[str, object]]:
    """The three free times nearest to one that is gone, as a `slot-taken` problem carries them.

    A practitioner asked for by name stays asked for; the week around is looked at, not the whole horizon.
    """
    first_day, last_day = days_around(starts_at.astimezone(UTC).date(), before=3, after=10)
    availability = load_availability(
        service_slug=service_slug,
        first_day=first_day,
        last_day=last_day,
        now=now,
        practitioner_slug=practitioner_slug,
        ignore_appointment_id=moving_id,
        include_archived=True,
    )
    chosen = nearest(slots_of(availability, now), to_minute(starts_at))
    offered = [_offered(slot, availability) for slot in chosen]
    return [{"starts_at": time.starts_at, "practitioners": time.practitioners} for time in offered]


def explain(
    *,
    service_slug: str,
    starts_at: datetime,
    now: datetime,
    practitioner_slug: str | None = None,
    moving: Appointment | None = None,
) -> tuple[Availability, list[Reason]]:
    """Which rules remove a time; no reasons mean that it is free. For staff; `moving` as for `offered_times`."""
    availability = load_availability(
        service_slug=service_slug,
        first_day=starts_at.astimezone(UTC).date() - timedelta(days=1),
        last_day=starts_at.astimezone(UTC).date() + timedelta(days=1),
        now=now,
        practitioner_slug=practitioner_slug,
        ignore_appointment_id=moving.pk if moving else None,
        include_archived=moving is not None,
    )
    if not availability.calendars:
        raise NotOffered()
    reasons = explain_slot(
        start=to_minute(starts_at),
        treatment=availability.treatment,
        rules=availability.rules,
        calendars=availability.calendars,
        rooms=availability.rooms,
        now=now,
    )
    return availability, reasons


def appointments() -> QuerySet[Appointment]:
    """Appointments with what every view of one shows."""
    return Appointment.objects.select_related(
        "client", "service", "practitioner", "room", "last_change__practitioner", "last_change__room"
    )


def appointments_visible_to(user: User) -> QuerySet[Appointment]:
    """Owner and front desk see all; a practitioner the own ones; nobody else any."""
    if not user.is_active or user.role not in User.STAFF_ROLES:
        return appointments().none()
    if user.role == User.Role.PRACTITIONER:
        return appointments().filter(practitioner__user=user)
    return appointments()


def own_calendar_of(user: User) -> str | None:
    """The slug of the one practitioner whose calendar this person may write to; None: any."""
    if user.role != User.Role.PRACTITIONER:
        return None
    # No practitioner has the empty slug, so an account without one may write to none.
    return Practitioner.objects.filter(user=user).values_list("slug", flat=True).first() or ""


def clients_visible_to(user: User) -> QuerySet[Client]:
    """Owner and front desk see all; a practitioner those who have been booked with them."""
    if not user.is_active or user.role not in User.STAFF_ROLES:
        return Client.objects.none()
    if user.role == User.Role.PRACTITIONER:
        return Client.objects.filter(appointments__practitioner__user=user).distinct()
    return Client.objects.all()


def filter_appointments(
    found: QuerySet[Appointment],
    *,
    zone: ZoneInfo,
    first_day: date | None = None,
    last_day: date | None = None,
    statuses: Iterable[str] | None = None,
    service_slug: str | None = None,
    practitioner_slug: str | None = None,
    text: str = "",
) -> QuerySet[Appointment]:
    """Appointments that start on local days first to last, inclusive, and match every other filter that is given.

    `text` is looked for in the names, e-mail address, phone and reference.
    """
    if first_day:
        found = found.filter(starts_at__gte=from_minute(local_day(first_day, zone).start))
    if last_day:
        found = found.filter(starts_at__lt=from_minute(local_day(last_day, zone).end))
    if statuses:
        found = found.filter(status__in=statuses)
    if service_slug:
        found = found.filter(service__slug=service_slug)
    if practitioner_slug:
        found = found.filter(practitioner__slug=practitioner_slug)
    if text.strip():
        matches = (
            Q(contact_name__icontains=text)
            | Q(client__name__icontains=text)
            | Q(client__email__icontains=text)
            | Q(reference=read_reference(text))
        )
        if digits := _phone_digits(text):
            matches |= Q(contact_phone__contains=digits) | Q(client__phone__contains=digits)
        found = found.filter(matches)
    return found


def client_with_email(email: str) -> Client | None:
    """The client with this address, whatever its case, as the unique index folds it; None for an empty one.

    `iexact` would compare upper case, where more letters are the same, and use no index.
    """
    folded = email.strip().lower()
    if not folded:
        return None
    # No empty one: said here too, or the partial index would not serve, since PostgreSQL does not know that "" folds to
    # nothing else. In SQL, since building the query took longer than asking it, for every booking.
    named = Client.objects.raw(
        "SELECT * FROM bookings_client WHERE email <> '' AND lower(email) = lower(%s) LIMIT 1", [folded]
    )
    return next(iter(named), None)


def is_reference_taken(reference: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM bookings_appointment WHERE reference = %s", [reference])
        return cursor.fetchone() is not None


def live_holds(*, day: LocalDay, now: datetime) -> QuerySet[Hold]:
    """Holds that still live and start on a local day."""
    return (
        Hold.objects.filter(
            starts_at__gte=from_minute(day.start), starts_at__lt=from_minute(day.end), expires_at__gt=now
        )
        .select_related("service", "practitioner", "room")
        .order_by("starts_at")
    )


def coming_claims(resource_ids: Iterable[int], *, now: datetime) -> QuerySet[Reservation]:
    """Claims on these resources that are not over yet: live appointments and holds that still live."""
    alive = Q(appointment__status__in=LIVE) | Q(hold__expires_at__gt=now)
    return Reservation.objects.filter(alive, resource_id__in=list(resource_ids), period__endswith__gt=now)


def has_sold() -> bool:
    """Whether anybody was ever promised a price."""
    return Appointment.objects.exists() or Hold.objects.exists()


def appointment_for_token(token: str, *, now: datetime) -> Appointment:
    """The booking that a manage token opens. Raises BookingMissing: wrong, revoked, or 30 days after the visit."""
    # NUL cannot reach the database, whatever percent-encoding smuggled it in.
    appointment = None if "\x00" in token else appointments().filter(reference=reference_in(token)).first()
    if appointment is None or not tokens_match(token, token_of(appointment)):
        raise BookingMissing()
    if now >= appointment.ends_at + TOKEN_LIFE:
        raise BookingMissing()
    return appointment


def appointment_for_lookup(*, reference: str, email: str, now: datetime) -> Appointment:
    """The booking with this reference and e-mail address. Raises BookingMissing, the same for every mismatch."""
    appointment = (
        appointments()
        .alias(folded=Lower("client__email"))
        .filter(reference=read_reference(reference), folded=Lower(Value(email.strip())))
        .first()
    )
    if appointment is None or not email.strip() or now >= appointment.ends_at + TOKEN_LIFE:
        raise BookingMissing()
    return appointment


def token_of(appointment: Appointment) -> str:
    """The manage token of a booking, made afresh."""
    return manage_token(
        appointment_id=appointment.pk, reference=appointment.reference, version=appointment.token_version
    )


def hold_for_token(token: str) -> Hold | None:
    """The hold, expired or not, while its row is there."""
    return Hold.objects.filter(token_hash=hash_token(token)).select_related("service", "practitioner", "room").first()


def call_of_hold(token: str) -> IdempotentCall:
    """A hold leads to one booking at most: its token is an idempotency key of its own."""
    return IdempotentCall.of(scope="hold", key=token, body=None)


def appointment_of_hold(token: str) -> Appointment | None:
    """The booking that was made with this hold, if one was."""
    call = call_of_hold(token)
    record = IdempotencyRecord.objects.filter(scope=call.scope, key_hash=call.key_hash).first()
    return appointments().filter(pk=record.subject_id).first() if record and record.subject_id else None


def search_clients(clients: QuerySet[Client], text: str) -> QuerySet[Client]:
    """Clients whose name, e-mail or phone contains `text`; digits are compared without spaces and dashes."""
    matches = Q(name__icontains=text) | Q(email__icontains=text)
    if digits := _phone_digits(text):
        matches |= Q(phone__contains=digits)
    return clients.filter(matches)


def _phone_digits(text: str) -> str:
    """The digits of what may be part of a phone number; "" when they are too few to mean one."""
    digits = "".join(c for c in text if c in "0123456789")
    return digits if len(digits) >= 3 else ""


def _offered(slot: FreeSlot, availability: Availability) -> OfferedTime:
    starts_at = from_minute(slot.start).astimezone(availability.zone)
    ends_at = from_minute(slot.start + availability.treatment.duration).astimezone(availability.zone)
    return OfferedTime(starts_at, ends_at, [availability.slugs[who] for who in slot.practitioner_ids])
