"""Finding and claiming a time, for holds, bookings and moves alike. Assumes a transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from bookings.actors import WantedTime
from bookings.availability import Availability, load_availability, treatment_of
from bookings.errors import RULE_REFUSALS, NotOffered, SlotTaken
from bookings.locks import lock_expired_holds
from bookings.models import Appointment, Hold, Reservation
from bookings.rules import explain_slot, fewest_minutes_first, free_room, is_day_full
from bookings.selectors import slots_of
from common.db import refused_as
from common.intervals import Interval
from common.time import from_minute, to_minute
from studio.facts import Facts, current_facts
from studio.models import Practitioner, Room, Service, StudioSettings
from studio.rules import local_day_of
from studio.selectors import studio_zone


@dataclass(frozen=True)
class Place:
    """Who and where, for a time that passed every rule under the locks."""

    studio: StudioSettings
    service: Service
    practitioner: Practitioner
    room: Room | None
    starts_at: datetime
    ends_at: datetime
    first_minute: int
    last_minute: int

    @property
    def practitioner_id(self) -> int:
        return self.practitioner.pk

    @property
    def room_id(self) -> int | None:
        return self.room.pk if self.room else None

    @property
    def resource_ids(self) -> list[int]:
        return [self.practitioner.pk] if self.room is None else [self.practitioner.pk, self.room.pk]


def candidates(wanted: WantedTime, *, include_archived: bool = False) -> list[int]:
    """Ids of every practitioner and room that the wanted time could take: what must be locked. Raises NotOffered."""
    # Ids alone, since everything else is asked again under the locks.
    service = current_facts().service(wanted.service_slug, include_archived=include_archived)
    people = [who["id"] for who in service.people if wanted.practitioner_slug in (None, who["slug"])]
    if not people:
        raise NotOffered()
    return people + [place["id"] for place in service.places]


def choose(
    wanted: WantedTime,
    *,
    resource_ids: Collection[int],
    now: datetime,
    override_rules: bool = False,
    moving: Appointment | None = None,
) -> Place:
    """Ask every rule again and choose who and where. The caller holds the locks on `resource_ids`.

    The rules are the ones that made the offer, so what is offered and what is accepted cannot drift apart. With
    `override_rules` (staff, logged by the caller) only what is taken still refuses. Raises SlotTaken or a house rule.
    """
    start = to_minute(wanted.starts_at)
    facts = current_facts()
    service = facts.service(wanted.service_slug, include_archived=moving is not None)
    begins, ends = treatment_of(service).taken(start)
    # Before the claims are read, in a statement of their own: a hold past its end may be on its way to being extended.
    # Whoever of the two has its row first decides, and what is read afterwards shows how.
    release_expired(resource_ids, *_minutes_that_decide(facts.studio, begins, ends), now)
    availability = _availability(wanted, resource_ids, now, moving, facts)

    free = _who_can(availability, start, now, override_rules)
    day = local_day_of(start, availability.zone)
    practitioner_id = next(who for who in fewest_minutes_first(availability.calendars, day) if who in free)
    if moving is not None and moving.practitioner_id in free:
        practitioner_id = moving.practitioner_id  # whoever moves a booking expects the same hands
    rooms = availability.rooms
    room_id = None if rooms is None else free_room(rooms, availability.treatment, start)
    return Place(
        studio=availability.studio,
        service=availability.service,
        practitioner=availability.facts.practitioners[practitioner_id],
        room=None if room_id is None else availability.facts.rooms[room_id],
        starts_at=from_minute(start),
        ends_at=from_minute(start + availability.treatment.duration),
        first_minute=begins,
        last_minute=ends,
    )


def reserve(place: Place, *, hold: Hold | None = None, appointment: Appointment | None = None) -> None:
    """Claim practitioner and room. The constraint is the safety net behind the locks; raises SlotTaken."""
    period = DateTimeTZRange(from_minute(place.first_minute), from_minute(place.last_minute), "[)")
    with refused_as(SlotTaken(), "reservation_no_overlap"):
        Reservation.objects.bulk_create(
            Reservation(resource_id=resource_id, period=period, hold=hold, appointment=appointment)
            for resource_id in sorted(place.resource_ids)
        )


def release_expired(
    resource_ids: Collection[int], first_minute: int, last_minute: int, now: datetime | None = None
) -> None:
    """Delete expired holds in the way: a constraint cannot say now(), so their rows block until they go."""
    delete_holds(lock_expired_holds(resource_ids, first_minute, last_minute, now))


def delete_holds(hold_ids: Collection[int]) -> None:
    if hold_ids:
        Hold.objects.filter(pk__in=hold_ids).delete()


def _availability(
    wanted: WantedTime, resource_ids: Collection[int], now: datetime, moving: Appointment | None, facts: Facts
) -> Availability:
    # A start near midnight belongs to different days in UTC and locally; a day on each side covers both. The offset
    # it was sent with may lie further away than any zone's.
    day = wanted.starts_at.astimezone(UTC).date()
    return load_availability(
        service_slug=wanted.service_slug,
        first_day=day.fromordinal(day.toordinal() - 1),
        last_day=day.fromordinal(day.toordinal() + 1),
        now=now,
        practitioner_slug=wanted.practitioner_slug,
        only_resources=set(resource_ids),
        ignore_appointment_id=moving.pk if moving else None,
        include_archived=moving is not None,
        facts=facts,
    )


def _minutes_that_decide(studio: StudioSettings, begins: int, ends: int) -> Interval:
    """Over which expired holds must go: the time itself, and where days are counted the whole day.

    One that is merely looked past could be prolonged or booked by a request that came in time and waits, and the day
    would hold one more than its cap.
    """
    if not studio.daily_cap:
        return begins, ends
    day = local_day_of(begins, studio_zone(studio))
    return day.start, max(day.end, ends)


def _who_can(availability: Availability, start: int, now: datetime, override_rules: bool) -> set[int]:
    slot = next((slot for slot in slots_of(availability, now, at=start) if slot.start == start), None)
    if slot is not None:
        return set(slot.practitioner_ids)
    if override_rules:
        return _who_is_not_taken(availability, start)
    raise _refusal(availability, start, now)


def _who_is_not_taken(availability: Availability, start: int) -> set[int]:
    begins, ends = availability.treatment.taken(start)
    free = {c.practitioner_id for c in availability.calendars if not any(s < ends and begins < e for s, e in c.taken)}
    if availability.rooms is not None and free_room(availability.rooms, availability.treatment, start) is None:
        free = set()
    if not free:
        raise SlotTaken()
    # An override goes beyond the daily cap too, but not where somebody else is still below it.
    full = {c.practitioner_id for c in availability.calendars if is_day_full(c, begins, availability.rules)}
    return free - full or free


def _refusal(availability: Availability, start: int, now: datetime) -> Exception:
    reasons = explain_slot(
        start=start,
        treatment=availability.treatment,
        rules=availability.rules,
        calendars=availability.calendars,
        rooms=availability.rooms,
        now=now,
    )
    codes = {reason.code for reason in reasons}
    # Somebody works then and is taken (or the rooms are): not the hours but another client stands in the way.
    working = {c.practitioner_id for c in availability.calendars} - {
        reason.practitioner_id for reason in reasons if reason.code in {"outside-hours", "break", "closed"}
    }
    if working:
        codes -= {"outside-hours", "break", "closed"}
    # While one of them takes more that day, it is the time that is gone and not the day.
    if working - {reason.practitioner_id for reason in reasons if reason.code == "day-full"}:
        codes.discard("day-full")
    for code, refusal, detail in RULE_REFUSALS:
        if code in codes:
            return refusal(detail)
    return SlotTaken()
