"""The constraint alone: raw rows that go round every service."""

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import IntegrityError, connection, transaction

from bookings.models import Appointment, Hold
from bookings.tests.builders import booked, held, open_studio, some_noon
from common.tests.racing import race

pytestmark = pytest.mark.django_db

NOON = datetime(2027, 3, 1, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def owners():
    """A studio, and a hold and an appointment whose own claims are far away."""
    studio = open_studio()
    hold = held(studio.service, some_noon(20)).hold
    appointment = booked(studio.service, some_noon(21))
    return {"resource": studio.practitioner.pk, "hold": hold.pk, "appointment": appointment.pk}


def claim(owners, kind, start=NOON, end=NOON + HOUR, **columns) -> None:
    row = {"resource_id": owners["resource"], "hold_id": None, "appointment_id": None, **columns}
    if kind:
        row[f"{kind}_id"] = owners[kind]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bookings_reservation (resource_id, hold_id, appointment_id, period) "
            "VALUES (%s, %s, %s, tstzrange(%s, %s, '[)'))",
            [row["resource_id"], row["hold_id"], row["appointment_id"], start, end],
        )


def refused_by(error: pytest.ExceptionInfo[IntegrityError]) -> tuple[str, str | None]:
    cause = error.value.__cause__
    return cause.sqlstate, cause.diag.constraint_name or cause.diag.column_name


@pytest.mark.parametrize(("first", "second"), list(product(["hold", "appointment"], repeat=2)))
@pytest.mark.parametrize("shift_minutes", [0, 59, -59, 15])
def test_no_two_claims_overlap_whoever_owns_them(owners, first, second, shift_minutes):
    claim(owners, first)
    shift = timedelta(minutes=shift_minutes)

    with pytest.raises(IntegrityError) as refused:
        claim(owners, second, NOON + shift, NOON + HOUR + shift)

    assert refused_by(refused) == ("23P01", "reservation_no_overlap")


@pytest.mark.parametrize(("first", "second"), list(product(["hold", "appointment"], repeat=2)))
def test_neighbours_are_friends(owners, first, second):
    claim(owners, first)

    claim(owners, second, NOON + HOUR, NOON + 2 * HOUR)
    claim(owners, second, NOON - HOUR, NOON)


@pytest.mark.parametrize(
    ("kind", "columns", "answer"),
    [
        ("hold", {"resource_id": None}, ("23502", "resource_id")),  # NULL would escape the constraint
        ("hold", {"end": NOON}, ("23514", "reservation_period_finite")),  # so would an empty range
        ("hold", {"start": None}, ("23514", "reservation_period_finite")),
        ("hold", {"end": None}, ("23514", "reservation_period_finite")),
        ("hold", {"end": "infinity"}, ("23514", "reservation_bounds_finite")),
        ("hold", {"start": "-infinity", "end": NOON - 400 * DAY}, ("23514", "reservation_bounds_finite")),
        (None, {}, ("23514", "reservation_one_owner")),
        ("both", {}, ("23514", "reservation_one_owner")),
    ],
)
def test_what_would_escape_the_constraint_is_no_claim(owners, kind, columns, answer):
    if kind == "both":
        kind, columns = "hold", {"appointment_id": owners["appointment"]}

    with pytest.raises(IntegrityError) as refused:
        claim(owners, kind, **columns)

    assert refused_by(refused) == answer


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_eight_raw_claims_at_once_one_stays(owners):
    outcomes = race(*[lambda: claim(owners, "hold")] * 8)

    assert outcomes.count(None) == 1
    assert {outcome.__cause__.sqlstate for outcome in outcomes if outcome} <= {"23P01", "40P01"}
    assert (Hold.objects.count(), Appointment.objects.count()) == (1, 1)
