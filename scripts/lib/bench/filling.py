"""Fills an empty database with a studio and so many appointments. Run with the bench's settings, as a program.

One appointment is booked by the service itself; all others are its copies, row by row in every table that it left a
row in, so that a column that is new tomorrow is filled as the service fills it.

The month ahead holds the same 960 appointments at every size: what grows is the past, as it does in a studio.
"""

# ruff: noqa: E402, S608 - models can be imported once Django is set up; every name in the SQL is our own
from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import django

django.setup()

from bookings.actors import CLIENT, Booking, ClientDetails, WantedTime
from bookings.models import Appointment, AppointmentEvent, AppointmentStatus, Client, Consent, Reservation
from bookings.services.booking import book
from django.db import connection, transaction
from django.db.models import Model
from messaging.models import Message, Status
from studio.models import Practitioner, ResourceKind, Service, StudioSettings, WeeklyHours

ZONE = "America/Edmonton"
TEAM, LANES = 10, 50
AHEAD = TEAM * 24 * 4  # 24 of the next 31 days, four hours of seven
TABLES = [Appointment, Reservation, AppointmentEvent, Client, Consent, Message]


def main(size: int) -> None:
    with transaction.atomic():
        people = open_studio()
    now = datetime.now(UTC)
    far = (now + timedelta(days=700)).replace(hour=17, minute=0, second=0, microsecond=0)
    first = book(
        wanted=WantedTime("solo", far, "team-0"),
        booking=Booking(
            client=ClientDetails(name="Ana Marsh", email="client0@example.com"),
            actor=CLIENT,
            source="online",
            consents=frozenset({"terms"}),
        ),
        now=now,
    )
    with transaction.atomic(), without_constraints():
        copy(first, people, size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def open_studio() -> list[int]:
    """One studio; gives the ids of everybody who has a past."""
    StudioSettings.objects.create(
        id=1,
        name="Stillwater",
        email="studio@example.com",
        time_zone=ZONE,
        currency="CAD",
        minimum_notice_minutes=0,
        horizon_days=730,
    )
    team = [person(f"team-{n}", (9 * 60, 17 * 60), (12 * 60, 13 * 60)) for n in range(TEAM)]
    lanes = [person(f"lane-{n}", (8 * 60, 20 * 60)) for n in range(LANES)]
    hot, rush = person("hot", (8 * 60, 20 * 60)), person("rush", (8 * 60, 20 * 60))
    service("solo", 60, team[:1])
    service("team", 60, team)
    service("lanes", 30, lanes)
    service("hot", 30, [hot])
    service("rush", 60, [rush])
    return [each.pk for each in [*team, *lanes, hot, rush]]


def person(slug: str, hours: tuple[int, int], rest: tuple[int, int] | None = None) -> Practitioner:
    made = Practitioner.objects.create(kind=ResourceKind.PRACTITIONER, slug=slug, name=slug.title())
    spans = [(WeeklyHours.Kind.OPEN, hours)] + ([(WeeklyHours.Kind.BREAK, rest)] if rest else [])
    WeeklyHours.objects.bulk_create(
        WeeklyHours(practitioner=made, kind=kind, weekday=weekday, start_minute=start, end_minute=end)
        for kind, (start, end) in spans
        for weekday in range(7)
    )
    return made


def service(slug: str, minutes: int, people: list[Practitioner]) -> None:
    made = Service.objects.create(slug=slug, name=slug.title(), duration_minutes=minutes, price_minor=11500)
    made.practitioners.set(people)


def copy(first: Appointment, people: list[int], size: int) -> None:
    """So many appointments like `first`, each with its claim, its line in the timeline and its client."""
    clients = max(100, size // 10)
    with connection.cursor() as cursor:
        cursor.execute(PLAN, {"people": people, "zone": ZONE, "ahead": min(AHEAD, size), "size": size})
        copies = {
            Client: (
                f"generate_series(1, {clients}) AS g(n)",
                {"id": "%(client)s + g.n", "name": "'Client ' || g.n", "email": "'client' || g.n || '@example.com'"},
            ),
            Consent: (f"generate_series(1, {clients}) AS g(n)", {"client_id": "%(client)s + g.n"}),
            Appointment: (
                "plan AS g",
                {
                    "id": "%(appointment)s + g.n",
                    "reference": "lpad(upper(to_hex(g.n)), 8, '0')",
                    "client_id": f"%(client)s + 1 + g.n %% {clients}",
                    "practitioner_id": "g.who",
                    "starts_at": "g.starts_at",
                    "ends_at": "g.starts_at + interval '1 hour'",
                    "status": f"CASE WHEN g.is_ahead THEN t.status ELSE '{AppointmentStatus.COMPLETED}' END",
                    "free_cancellation_until": "g.starts_at - interval '1 day'",
                    "reschedule_until": "g.starts_at - interval '1 day'",
                    "booked_at": "least(g.starts_at, t.booked_at) - interval '3 days'",
                },
            ),
            AppointmentEvent: (
                "plan AS g",
                {
                    "appointment_id": "%(appointment)s + g.n",
                    "at": "least(g.starts_at, t.at) - interval '3 days'",
                },
            ),
            Reservation: (
                "plan AS g",
                {
                    "appointment_id": "%(appointment)s + g.n",
                    "resource_id": "g.who",
                    "period": "tstzrange(g.starts_at, g.starts_at + interval '1 hour')",
                },
            ),
            Message: (  # one of each booking's two; without its words, which nothing that is measured here reads
                "plan AS g",
                {
                    "key": "gen_random_uuid()",
                    "dedupe_key": "t.dedupe_key || ' ' || g.n",
                    "subject_id": "%(appointment)s + g.n",
                    "subject_reference": "lpad(upper(to_hex(g.n)), 8, '0')",
                    "status": f"'{Status.SENT}'",
                    **dict.fromkeys(
                        ("created_at", "due_at", "next_attempt_at", "status_at"),
                        "least(g.starts_at, t.created_at) - interval '3 days'",
                    ),
                },
            ),
        }
        ids = {"client": first.client_id, "appointment": first.pk}
        for model, (source, changes) in copies.items():
            cursor.execute(insert_copies(model, source, changes), ids)
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")


PLAN = """
CREATE TEMPORARY TABLE plan ON COMMIT DROP AS
WITH today AS (SELECT (now() AT TIME ZONE %(zone)s)::date AS day),
hours AS (SELECT ARRAY[9, 10, 11, 13, 14, 15, 16, 12] AS hour),
wall AS (
    -- Ahead: four of seven hours a day for each of the team, another four each day.
    SELECT n, (%(people)s::bigint[])[1 + n %% 10] AS who, true AS is_ahead,
           day + 1 + n / 40 AS day, hour[1 + (2 * ((n / 10) %% 4) + n + n / 40) %% 7] AS hour
    FROM generate_series(0, %(ahead)s - 1) n, today, hours
    UNION ALL
    -- Behind: eight hours a day for everybody, as far back as it takes.
    SELECT %(ahead)s + n, (%(people)s::bigint[])[1 + n %% cardinality(%(people)s::bigint[])], false,
           day - 1 - n / (8 * cardinality(%(people)s::bigint[])),
           hour[1 + (n / cardinality(%(people)s::bigint[])) %% 8]
    FROM generate_series(0, %(size)s - %(ahead)s - 1) n, today, hours
)
SELECT n + 1 AS n, who, is_ahead, (day + make_time(hour, 0, 0)) AT TIME ZONE %(zone)s AS starts_at FROM wall
"""


def insert_copies(model: type[Model], source: str, changes: dict[str, str]) -> str:
    """INSERT of one copy of the lowest row of `model` for each row of `source`, with other values where given."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.local_concrete_fields if field.column != "id" or "id" in changes]
    values = [changes.get(column, f't."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} "
        f"FROM {source}, (SELECT * FROM {table} ORDER BY id LIMIT 1) AS t"
    )


@contextmanager
def without_constraints() -> Iterator[None]:
    """Constraints that cost a look-up per row come back afterwards and are checked in one go, so none is weaker."""
    tables = [model._meta.db_table for model in TABLES]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'x')",
            [tables],
        )
        dropped = cursor.fetchall()
        for table, name, _definition in dropped:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        yield
        for table, name, definition in dropped:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


if __name__ == "__main__":
    main(int(sys.argv[1]))
