"""Closing: what it lies over, who may close, and what is refused."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import AuditEntry
from accounts.tests.factories import UserFactory
from bookings.actors import SYSTEM, Booking, ClientDetails, WantedTime
from bookings.errors import Closed
from bookings.services.booking import book
from bookings.services.cancellation import cancel
from bookings.services.closures import WantedClosure, add_closure, conflicts_of, remove_closure
from bookings.services.holds import hold
from common.errors import Invalid, NotPermitted
from studio.errors import ClosureMissing, PractitionerMissing
from studio.models import Closure, Practitioner
from studio.rules import ClosedSpan
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("America/Edmonton")
NOW = datetime(2027, 3, 1, 16, 0, tzinfo=UTC)  # Monday, 9 am in Calgary
TUESDAY = date(2027, 3, 2)


@pytest.fixture(autouse=True)
def studio():
    StudioFactory(minimum_notice_minutes=0)
    people = [PractitionerFactory(slug=slug, hours=every_day(0, 1440)) for slug in ("maren", "theo")]
    ServiceFactory(slug="massage", buffer_after_minutes=15, practitioners=people)


@pytest.fixture
def owner():
    return UserFactory(role="owner")


def booked(day: date, hour: int, who: str = "maren", **options):
    return book(wanted=wanted(day, hour, who), booking=somebody(), now=NOW, **options)


def wanted(day: date, hour: int, who: str = "maren") -> WantedTime:
    return WantedTime("massage", datetime(day.year, day.month, day.day, hour, tzinfo=ZONE), who)


def somebody() -> Booking:
    return Booking(client=ClientDetails(name="Priya Nair"), actor=SYSTEM, source="demo")


def whole_days(first: date, last: date | None = None, **minutes) -> ClosedSpan:
    return ClosedSpan(None, first, last or first, **minutes)


def test_a_day_for_everybody_meets_everybodys_appointments_of_that_day(owner):
    mine, other = booked(TUESDAY, 10), booked(TUESDAY, 9, "theo")
    booked(TUESDAY + timedelta(days=1), 10)

    conflicts = conflicts_of(WantedClosure(whole_days(TUESDAY)), actor=owner, now=NOW)

    assert conflicts.count == 2
    assert conflicts.appointments == [other, mine]


def test_a_closure_of_one_practitioner_meets_only_theirs(owner):
    booked(TUESDAY, 9, "theo")

    conflicts = conflicts_of(WantedClosure(whole_days(TUESDAY), "maren"), actor=owner, now=NOW)

    assert (conflicts.count, conflicts.appointments, conflicts.holds) == (0, [], 0)


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [(600, 660, 1), (659, 700, 1), (670, 700, 1), (675, 700, 0), (540, 600, 0), (540, 601, 1)],
)
def test_part_of_a_day_meets_the_buffered_time_half_open(owner, start, end, meets):
    booked(TUESDAY, 10)  # 10:00 to 11:00, and a quarter of an hour after it

    span = whole_days(TUESDAY, start_minute=start, end_minute=end)

    assert conflicts_of(WantedClosure(span), actor=owner, now=NOW).count == meets


def test_a_weekday_without_an_end_meets_every_week_to_come(owner):
    for week in range(3):
        booked(TUESDAY + timedelta(weeks=week), 10)
    booked(TUESDAY + timedelta(days=1), 10)

    conflicts = conflicts_of(WantedClosure(ClosedSpan(1, None, None)), actor=owner, now=NOW)
    later = conflicts_of(WantedClosure(ClosedSpan(1, TUESDAY + timedelta(days=1), None)), actor=owner, now=NOW)

    assert (conflicts.count, later.count) == (3, 2)


def test_what_is_over_or_cancelled_is_no_conflict(owner):
    booked(NOW.date(), 5, override_rules=True)
    gone = booked(TUESDAY, 10)
    cancel(appointment_id=gone.pk, actor=SYSTEM, reason="", now=NOW)

    assert conflicts_of(WantedClosure(whole_days(NOW.date(), TUESDAY)), actor=owner, now=NOW).count == 0


def test_a_visit_that_runs_at_this_moment_is_a_conflict(owner):
    booked(NOW.date(), 9, override_rules=True)

    assert conflicts_of(WantedClosure(whole_days(NOW.date())), actor=owner, now=NOW + timedelta(minutes=5)).count == 1


def test_live_holds_are_counted_and_expired_ones_are_not(owner):
    hold(wanted=wanted(TUESDAY, 10), address="192.0.2.1", now=NOW)

    span = WantedClosure(whole_days(TUESDAY))

    assert conflicts_of(span, actor=owner, now=NOW).holds == 1
    assert conflicts_of(span, actor=owner, now=NOW + timedelta(minutes=11)).holds == 0


def test_the_list_of_conflicts_is_bounded_and_the_count_is_not(owner):
    for day in range(22):
        booked(TUESDAY + timedelta(days=day), 10)

    conflicts = conflicts_of(WantedClosure(whole_days(TUESDAY, TUESDAY + timedelta(days=30))), actor=owner, now=NOW)

    assert (conflicts.count, len(conflicts.appointments)) == (22, 20)
    assert conflicts.appointments[0].starts_at.astimezone(ZONE).date() == TUESDAY


def test_closing_tells_what_it_lies_over_keeps_it_and_refuses_more(owner):
    kept = booked(TUESDAY, 10)

    _closure, conflicts = add_closure(wanted=WantedClosure(whole_days(TUESDAY)), actor=owner, now=NOW)

    kept.refresh_from_db()
    assert conflicts.appointments == [kept]
    assert kept.status == "confirmed"
    with pytest.raises(Closed):
        booked(TUESDAY, 14)


def test_opening_again_lets_bookings_in(owner):
    closure, _ = add_closure(wanted=WantedClosure(whole_days(TUESDAY), "maren"), actor=owner, now=NOW)

    remove_closure(closure_id=closure.pk, actor=owner, now=NOW)

    assert booked(TUESDAY, 14).status == "confirmed"


def test_both_are_in_the_trail(owner):
    span = whole_days(TUESDAY, start_minute=540, end_minute=1440)
    closure, _ = add_closure(wanted=WantedClosure(span), actor=owner, now=NOW)
    remove_closure(closure_id=closure.pk, actor=owner, now=NOW)

    added, removed = AuditEntry.objects.order_by("pk").filter(subject_kind="closure")
    assert (added.action, added.actor, added.after["starts"], added.after["ends"]) == (
        "closure.added",
        owner,
        "09:00",
        "24:00",
    )
    assert (removed.action, removed.before) == ("closure.removed", added.after)


def test_a_practitioner_closes_the_own_calendar_and_no_other():
    theo = UserFactory(role="practitioner")
    Practitioner.objects.filter(slug="theo").update(user=theo)

    own, _ = add_closure(wanted=WantedClosure(whole_days(TUESDAY), "theo"), actor=theo, now=NOW)

    assert own.practitioner.slug == "theo"
    for slug in ("maren", None):
        with pytest.raises(NotPermitted):
            add_closure(wanted=WantedClosure(whole_days(TUESDAY), slug), actor=theo, now=NOW)
        with pytest.raises(NotPermitted):  # it would show whom it meets
            conflicts_of(WantedClosure(whole_days(TUESDAY), slug), actor=theo, now=NOW)


def test_a_practitioner_opens_only_what_is_theirs(owner):
    theo = UserFactory(role="practitioner")
    Practitioner.objects.filter(slug="theo").update(user=theo)
    everybodys, _ = add_closure(wanted=WantedClosure(whole_days(TUESDAY)), actor=owner, now=NOW)

    with pytest.raises(NotPermitted):
        remove_closure(closure_id=everybodys.pk, actor=theo, now=NOW)

    assert Closure.objects.exists()


def test_a_practitioners_account_without_a_calendar_closes_nothing():
    with pytest.raises(NotPermitted):
        add_closure(wanted=WantedClosure(whole_days(TUESDAY), "theo"), actor=UserFactory(role="practitioner"), now=NOW)


@pytest.mark.parametrize(
    ("span", "field"),
    [
        (ClosedSpan(None, None, TUESDAY), "first_day"),
        (ClosedSpan(None, TUESDAY, None), "last_day"),
        (ClosedSpan(None, TUESDAY, date(2027, 3, 1)), "last_day"),
        (ClosedSpan(1, TUESDAY, date(2027, 3, 1)), "last_day"),
        (ClosedSpan(None, date(1, 1, 1), TUESDAY), "first_day"),
        (ClosedSpan(None, TUESDAY, date(9999, 12, 31)), "last_day"),
        (ClosedSpan(None, TUESDAY, TUESDAY, 600, 600), "ends"),
        (ClosedSpan(None, TUESDAY, TUESDAY, 600, 1441), "ends"),
    ],
)
def test_days_and_minutes_out_of_order_are_named(owner, span, field):
    with pytest.raises(Invalid) as refusal:
        add_closure(wanted=WantedClosure(span), actor=owner, now=NOW)

    assert [error["pointer"] for error in refusal.value.facts["errors"]] == [f"#/{field}"]
    assert not Closure.objects.exists()


def test_nobody_there_and_nothing_there(owner):
    with pytest.raises(PractitionerMissing):
        add_closure(wanted=WantedClosure(whole_days(TUESDAY), "nobody"), actor=owner, now=NOW)
    with pytest.raises(ClosureMissing):
        remove_closure(closure_id=77, actor=owner, now=NOW)
