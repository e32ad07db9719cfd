"""Booking: the one way by which an appointment comes to be."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.utils.translation import gettext as _

from bookings.actors import Booking, WantedTime
from bookings.errors import ConsentRequired, HoldExpired
from bookings.locks import lock_hold, lock_resources
from bookings.models import Appointment, AppointmentStatus, ConsentKind, Hold, Reservation
from bookings.references import hash_token, new_reference
from bookings.rules import late_fee
from bookings.selectors import appointments, call_of_hold, is_reference_taken
from bookings.services.clients import find_or_create_client, record_consents
from bookings.services.holds import with_alternatives
from bookings.services.placing import Place, candidates, choose, reserve
from bookings.services.telling import tell_booked
from bookings.services.timeline import record_event
from common.db import command
from common.idempotency import IdempotentCall, claim, settle
from studio.facts import current_facts
from studio.models import Service, StudioSettings


def book_held_time(
    *, hold_token: str, booking: Booking, now: datetime, call: IdempotentCall | None = None
) -> Appointment:
    """Turn a hold into an appointment, at the price and time it promised.

    House rules are not asked again: the hold met them, and has counted for its day since. A hold leads to one booking
    at most: asked again, that booking is the answer. Raises HoldExpired (with `starts_at` while the row is known),
    ConsentRequired, or IdempotencyKeyReused.
    """
    return _book_held_time(hold_token, booking, now, call)


def book(
    *,
    wanted: WantedTime,
    booking: Booking,
    now: datetime,
    call: IdempotentCall | None = None,
    override_rules: bool = False,
) -> Appointment:
    """Book a time without a hold. Raises SlotTaken or DayFull with `alternatives`, another house rule, NotOffered or
    ConsentRequired.

    `override_rules` is for staff: hours, closures, notice, horizon, grid and the daily cap do not refuse, the
    timeline says so; what is taken stays taken.
    """
    attempt: Callable[[], Appointment] = partial(_book, wanted, booking, now, call, override_rules)
    return with_alternatives(wanted, now, attempt)


@command
def _book_held_time(hold_token: str, booking: Booking, now: datetime, call: IdempotentCall | None) -> Appointment:
    calls = [call_of_hold(hold_token)] if call is None else [call, call_of_hold(hold_token)]
    if earlier := _claim_all(calls, now):
        return earlier
    token_hash = hash_token(hold_token)
    held = Hold.objects.filter(token_hash=token_hash).first()
    lock_resources(Reservation.objects.filter(hold=held).values_list("resource_id", flat=True) if held else [])
    held = lock_hold(token_hash)
    if held is None or held.expires_at <= now:
        raise HoldExpired(
            _("The time you held is free for others again. Hold it again or choose another."),
            **({"starts_at": held.starts_at} if held else {}),
        )

    facts = current_facts()
    studio = facts.studio
    _require_consents(held.service, booking)
    appointment = _create(
        booking,
        studio,
        now,
        service=held.service,
        practitioner=facts.practitioners[held.practitioner_id],
        room=facts.rooms[held.room_id] if held.room_id else None,
        starts_at=held.starts_at,
        ends_at=held.ends_at,
        price_minor=held.price_minor,
        currency=held.currency,
    )
    Reservation.objects.filter(hold=held).update(hold=None, appointment=appointment)
    held.delete()
    return _finish(appointment, booking, studio, calls, now)


@command
def _book(
    wanted: WantedTime, booking: Booking, now: datetime, call: IdempotentCall | None, override_rules: bool
) -> Appointment:
    calls = [call] if call else []
    if earlier := _claim_all(calls, now):
        return earlier
    ids = candidates(wanted)
    lock_resources(ids)
    place = choose(wanted, resource_ids=ids, now=now, override_rules=override_rules)

    _require_consents(place.service, booking)
    appointment = _create(booking, place.studio, now, **_what(place))
    reserve(place, appointment=appointment)
    return _finish(appointment, booking, place.studio, calls, now, override=override_rules)


def deadlines(starts_at: datetime, cancel_minutes: int, reschedule_minutes: int) -> dict[str, datetime]:
    """Until when a client may cancel freely and move, as kept on the appointment."""
    return {
        "free_cancellation_until": starts_at - timedelta(minutes=cancel_minutes),
        "reschedule_until": starts_at - timedelta(minutes=reschedule_minutes),
    }


def _claim_all(calls: list[IdempotentCall], now: datetime) -> Appointment | None:
    for index, call in enumerate(calls):
        earlier = claim(call, now=now)
        if earlier is not None:
            # The keys claimed on the way lead to the same booking: a claim without a subject would answer nothing.
            for fresh in calls[:index]:
                settle(fresh, subject_id=earlier)
            return appointments().get(pk=earlier)
    return None


def _require_consents(service: Service, booking: Booking) -> None:
    """A client agrees to the terms, and to the keeping of health notes where the treatment needs them."""
    if not booking.actor.is_client:
        return
    required = {"terms", "health"} if service.asks_health_consent else {"terms"}
    if missing := sorted(required - booking.consents):
        raise ConsentRequired(_("Tick what is needed before booking."), consents=missing)


def _what(place: Place) -> dict[str, object]:
    return {
        "service": place.service,
        "practitioner": place.practitioner,
        "room": place.room,
        "starts_at": place.starts_at,
        "ends_at": place.ends_at,
        "price_minor": place.service.price_minor,
        "currency": place.studio.currency,
    }


def _create(booking: Booking, studio: StudioSettings, now: datetime, **what: object) -> Appointment:
    client = find_or_create_client(booking.client, language=booking.language, now=now)
    appointment = Appointment(
        reference=_unused_reference(),
        client=client,
        status=AppointmentStatus.CONFIRMED,
        contact_name=booking.client.name or client.name,
        contact_phone=booking.client.phone or ("" if booking.actor.is_client else client.phone),
        texts_agreed=ConsentKind.SMS in booking.consents,
        # Staff book in their own words, and for somebody who has theirs.
        language=booking.language if booking.actor.is_client else client.language,
        note=booking.note,
        source=booking.source,
        booked_at=now,
        **what,
    )
    appointment.late_fee_minor = late_fee(appointment.price_minor, studio.late_cancellation_percent)
    promised = deadlines(appointment.starts_at, studio.cancel_deadline_minutes, studio.reschedule_deadline_minutes)
    appointment.free_cancellation_until = promised["free_cancellation_until"]
    appointment.reschedule_until = promised["reschedule_until"]
    appointment.save(force_insert=True)
    return appointment


def _unused_reference() -> str:
    # 2^40 references: a collision is a once-in-a-lifetime event, and the unique constraint stands behind this check.
    while is_reference_taken(reference := new_reference()):
        continue
    return reference


def _finish(
    appointment: Appointment,
    booking: Booking,
    studio: StudioSettings,
    calls: list[IdempotentCall],
    now: datetime,
    override: bool = False,
) -> Appointment:
    record_consents(appointment.client, booking.consents, version=studio.terms_version, source=booking.source, now=now)
    record_event(appointment, kind="booked", actor=booking.actor, now=now, override_rules=override)
    tell_booked(appointment, studio=studio, now=now)
    for call in calls:
        settle(call, subject_id=appointment.pk)
    # Nothing was changed yet, and every answer would ask the database whether something was.
    Appointment._meta.get_field("last_change").set_cached_value(appointment, None)
    return appointment
