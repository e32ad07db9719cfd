"""What the slot rules need to know, loaded in two queries whatever the range or the number of practitioners."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db import connection

from bookings.rules import Calendar, HouseRules, RoomTime, Treatment
from common.intervals import Interval, merged
from studio.facts import Facts, current_facts
from studio.models import Service, StudioSettings
from studio.rules import LocalDay, local_days
from studio.selectors import studio_zone


@dataclass(frozen=True)
class Claims:
    """What is claimed of one resource, in minutes since the epoch.

    `taken` is merged; `begins` says, in order, where each appointment and each live hold begins, buffer included.
    """

    taken: Sequence[Interval] = ()
    begins: Sequence[int] = ()


@dataclass(frozen=True)
class Availability:
    """One service over some local days: the facts that `bookings.rules` decides on."""

    facts: Facts
    studio: StudioSettings
    service: Service
    zone: ZoneInfo
    treatment: Treatment
    rules: HouseRules
    days: list[LocalDay]
    calendars: list[Calendar]
    rooms: list[RoomTime] | None

    @cached_property
    def slugs(self) -> dict[int, str]:
        """Practitioner slugs by id."""
        return {person["id"]: person["slug"] for person in self.service.people}


def load_availability(
    *,
    service_slug: str,
    first_day: date,
    last_day: date,
    now: datetime,
    practitioner_slug: str | None = None,
    only_resources: Collection[int] | None = None,
    ignore_appointment_id: int | None = None,
    include_archived: bool = False,
    facts: Facts | None = None,
) -> Availability:
    """Facts for local days first to last, inclusive; raises ServiceMissing or StudioNotSetUp.

    `only_resources` leaves out practitioners and rooms that the caller has not locked; `ignore_appointment_id` looks
    past the appointment that is being moved. Holds past their expiry do not count, though their rows may still be
    there. `facts` are those of the caller, who has read them under locks.
    """
    facts = facts or current_facts()
    studio, service = facts.studio, facts.service(service_slug, include_archived=include_archived)
    zone = studio_zone(studio)
    people = [
        person["id"]
        for person in service.people
        if (practitioner_slug is None or person["slug"] == practitioner_slug)
        and (only_resources is None or person["id"] in only_resources)
    ]
    places = [place["id"] for place in service.places if only_resources is None or place["id"] in only_resources]

    # A treatment may begin the day before or run into the day after.
    around = list(local_days(first_day - timedelta(days=1), last_day + timedelta(days=1), zone))
    claims = live_claims(
        [*people, *places], around[0].start, around[-1].end, now, ignore_appointment_id, counts=studio.daily_cap > 0
    )
    return Availability(
        facts=facts,
        studio=studio,
        service=service,
        zone=zone,
        treatment=treatment_of(service),
        rules=HouseRules(
            grid=studio.slot_grid_minutes,
            notice_minutes=studio.minimum_notice_minutes,
            horizon_days=studio.horizon_days,
            zone=zone,
            daily_cap=studio.daily_cap,
        ),
        days=around[1:-1],
        calendars=[
            Calendar(
                practitioner_id=who,
                opening=facts.timetable.opening(who, around),
                taken=claims[who].taken,
                begins=claims[who].begins,
            )
            for who in people
        ],
        # A service that names rooms needs one, even when all of them are archived.
        rooms=[RoomTime(place, claims[place].taken) for place in places] if service.needs_room else None,
    )


def treatment_of(service: Service) -> Treatment:
    return Treatment(service.duration_minutes, service.buffer_before_minutes, service.buffer_after_minutes)


def live_claims(
    resource_ids: Collection[int],
    first_minute: int,
    last_minute: int,
    now: datetime,
    ignore_appointment_id: int | None = None,
    *,
    counts: bool = True,
) -> dict[int, Claims]:
    """What is claimed of each of these resources within `[first_minute, last_minute)`, in one query.

    Without `counts` nobody asks how many there are, and `begins` stays empty.

    The join through `unnest` gives one index scan of the exclusion constraint's GiST index per resource;
    `resource_id = ANY` would not use it. Holds are looked up only for claims that are held: joined to every claim they
    took a third of the query. Numbers leave PostgreSQL as integers, since making datetimes of them costs
    more than the query. For the same reason, and because the database's time zones may be older than ours, local days
    are counted in `bookings.rules`. What is neither an appointment nor a hold takes time but no place in a day.

    A hold counts until it has ended by the database's clock and by the caller's, as in `locks.lock_expired_holds`:
    what that leaves standing is counted here. The database's is read as of the transaction's beginning, which no
    later look at it precedes.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT r.resource_id,
                   array_agg(floor(date_part('epoch', lower(r.period)) / 60)::bigint),
                   array_agg(ceil(date_part('epoch', upper(r.period)) / 60)::bigint),
                   array_agg(floor(date_part('epoch', lower(r.period)) / 60)::bigint)
                       FILTER (WHERE %(counts)s AND (r.appointment_id IS NOT NULL OR r.hold_id IS NOT NULL))
            FROM unnest(%(ids)s::bigint[]) AS wanted (id)
            JOIN bookings_reservation r
              ON int8range(r.resource_id, r.resource_id, '[]') && int8range(wanted.id, wanted.id, '[]')
             AND r.period && tstzrange(to_timestamp(%(first)s * 60.0), to_timestamp(%(last)s * 60.0))
            WHERE (r.hold_id IS NULL
                   OR EXISTS (SELECT 1 FROM bookings_hold h
                              WHERE h.id = r.hold_id AND h.expires_at > least(now(), %(now)s::timestamptz)))
              AND (r.appointment_id IS DISTINCT FROM %(ignore)s OR %(ignore)s IS NULL)
            GROUP BY r.resource_id
            """,
            {
                "ids": list(resource_ids),
                "first": first_minute,
                "last": last_minute,
                "now": now,
                "ignore": ignore_appointment_id,
                "counts": counts,
            },
        )
        found = {
            who: Claims(merged(zip(starts, ends, strict=True)), sorted(counted or ()))
            for who, starts, ends, counted in cursor.fetchall()
        }
    return {who: found.get(who, Claims()) for who in resource_ids}
