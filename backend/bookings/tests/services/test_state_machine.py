"""Whatever is done in whatever order: no overlap, each claim owned, each transition on the timeline.

Time passes in two ways. Holds grow old in their rows, since the database's clock decides what may be removed; what
depends on an appointment's own time is called with a later `now`.
"""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import hypothesis.strategies as st
import pytest
from django.db import connection
from django.db.models import Max, Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bookings.actors import CLIENT
from bookings.availability import live_claims
from bookings.messages import CLIENT_EMAIL, PRACTITIONER_EMAIL, Reader, Standing, reader_of
from bookings.models import Appointment, AppointmentEvent, Hold, LastChange, Reservation
from bookings.rules import LIVE, TRANSITIONS, UNDO_TRANSITIONS, Calendar
from bookings.services.attendance import complete, complete_past_appointments, mark_no_show
from bookings.services.booking import book, book_held_time
from bookings.services.cancellation import cancel
from bookings.services.holds import extend_hold, hold, release_expired_holds, release_hold
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from bookings.tests.builders import STAFF, guest, open_studio, some_noon, wanted
from bookings.tests.races.controls import double_booked
from common.errors import Refusal
from common.time import now, to_minute
from messaging.models import Message, Status

pytestmark = pytest.mark.slow

TABLES = ["bookings_hold", "bookings_appointment", "bookings_client", "common_idempotencyrecord", "studio_resource"]
TABLES += ["studio_service", "studio_studiosettings", "messaging_message"]

quarters = st.integers(0, 12).map(lambda n: timedelta(minutes=15 * n))
services = st.integers(0, 1)
somebody = st.none() | st.integers(0, 1)


class Bookings(RuleBasedStateMachine):
    """Two practitioners, one room for two treatments with buffers, and three hours that everybody wants."""

    holds = Bundle("holds")
    appointments = Bundle("appointments")
    daily_cap = 0

    def __init__(self):
        super().__init__()
        clear()
        self.studio = open_studio(
            practitioners=2,
            services=2,
            rooms=1,
            service={"buffer_after_minutes": 15},
            late_cancellation_percent=50,
            daily_cap=self.daily_cap,
        )
        self.studio.services[1].rooms.clear()
        self.noon = some_noon()
        self.was_undone = False  # whether the step just made put an appointment back
        self.on_the_day: dict[int, int] = {}  # how many claims each practitioner's day held before it

    def attempt(self, write):
        """What the write gave, or None where a refusal said no; anything else is a bug and rises."""
        try:
            return write()
        except Refusal:
            return None

    def wish(self, service, after, who):
        practitioner = None if who is None else self.studio.practitioners[who]
        return wanted(self.studio.services[service], self.noon + after, practitioner)

    @rule(target=holds, service=services, after=quarters, who=somebody, address=st.sampled_from("ab"))
    def hold(self, service, after, who, address):
        kept = self.attempt(lambda: hold(wanted=self.wish(service, after, who), address=address, now=now()))
        return kept and kept.token

    @rule(target=holds, old=consumes(holds), service=services, after=quarters, who=somebody)
    def hold_in_place_of_another(self, old, service, after, who):
        wish = self.wish(service, after, who)
        kept = self.attempt(lambda: hold(wanted=wish, address="a", replaces=old, now=now()))
        return kept.token if kept else old

    @rule(token=holds)
    def extend(self, token):
        self.attempt(lambda: extend_hold(token=token or "", now=now()))

    @rule(token=holds)
    def release(self, token):
        self.attempt(lambda: release_hold(token=token or ""))

    @rule(minutes=st.sampled_from([5, 11, 31]))
    def let_holds_grow_old(self, minutes):
        for each in Hold.objects.all():
            each.created_at -= timedelta(minutes=minutes)
            each.expires_at -= timedelta(minutes=minutes)
            each.save()

    @rule()
    def tidy(self):
        release_expired_holds(now=now())
        assert not Hold.objects.filter(expires_at__lte=now()).exists()

    @rule(target=appointments, service=services, after=quarters, who=somebody, email=st.sampled_from("xyz"))
    def book(self, service, after, who, email):
        wish, booking = self.wish(service, after, who), guest(f"{email}@example.com")
        made = self.attempt(lambda: book(wanted=wish, booking=booking, now=now()))
        return made and made.pk

    @rule(target=appointments, token=holds)
    def book_held(self, token):
        made = self.attempt(lambda: book_held_time(hold_token=token or "", booking=guest(), now=now()))
        return made and made.pk

    @rule(pk=appointments, by=st.sampled_from([CLIENT, STAFF]), before=st.sampled_from([48, 2, -1]))
    def cancel(self, pk, by, before):
        self.change(pk, before, lambda moment: cancel(appointment_id=pk, actor=by, reason="", now=moment))

    @rule(pk=appointments, after=quarters, who=somebody, by=st.sampled_from([CLIENT, STAFF]))
    def move(self, pk, after, who, by):
        slug = None if who is None else self.studio.practitioners[who].slug
        starts_at = self.noon + after
        self.change(
            pk,
            None,
            lambda moment: reschedule(
                appointment_id=pk, starts_at=starts_at, practitioner_slug=slug, actor=by, now=moment
            ),
        )

    @rule(pk=appointments, by=st.sampled_from([CLIENT, STAFF]), seconds=st.sampled_from([0, 179, 180]))
    def undo(self, pk, by, seconds):
        """Takes back exactly what the last change through this door replaced, or changes nothing."""
        change = LastChange.objects.filter(appointment_id=pk).first()
        if change is None:
            return
        moment = change.undo_until - timedelta(minutes=3) + timedelta(seconds=seconds)
        undone = self.attempt(lambda: undo(appointment_id=pk, actor=by, now=moment))
        if undone is None:
            return
        self.was_undone = True
        assert (change.actor, seconds < 180) == (by.kind, True)
        for name in ("status", "starts_at", "practitioner_id", "room_id", "free_cancellation_until"):
            assert getattr(undone, name) == getattr(change, name)
        assert (undone.cancelled_at, undone.charged_late_fee_minor) == (None, 0)

    @rule(pk=appointments, before=st.sampled_from([1, 0, -1]))
    def complete(self, pk, before):
        self.change(pk, before, lambda moment: complete(appointment_id=pk, actor=STAFF, now=moment))

    @rule(pk=appointments, before=st.sampled_from([1, 0, -1]))
    def no_show(self, pk, before):
        self.change(pk, before, lambda moment: mark_no_show(appointment_id=pk, actor=STAFF, now=moment))

    @rule(hours=st.sampled_from([0, 240, 246]))
    def evening(self, hours):
        complete_past_appointments(now=now() + timedelta(hours=hours))

    @rule(pk=appointments, is_undoing_over=st.booleans())
    def send(self, pk, is_undoing_over):
        """A provider takes what is due; or the minutes pass as well, and it takes what waited for them."""
        about = Message.objects.filter(subject_id=pk or 0, status=Status.WAITING)
        if is_undoing_over:
            LastChange.objects.filter(appointment_id=pk).delete()
            about.update(status=Status.SENT)
        else:
            about.filter(due_at__lte=now()).update(status=Status.SENT)

    def change(self, pk, hours_before, write):
        """Write at a moment so many hours before the appointment begins, or now."""
        if pk is None:
            return None
        starts_at = Appointment.objects.get(pk=pk).starts_at
        moment = now() if hours_before is None else starts_at - timedelta(hours=hours_before)
        return self.attempt(lambda: write(moment))

    @invariant()
    def no_resource_is_promised_twice(self):
        assert double_booked() == 0

    @invariant()
    def each_appointment_owns_exactly_its_claims(self):
        for each in Appointment.objects.prefetch_related("reservations").select_related("service"):
            claims = {claim.resource_id: claim.period for claim in each.reservations.all()}
            if each.status == "cancelled":
                assert claims == {}
                continue
            assert set(claims) == {each.practitioner_id, each.room_id} - {None}
            for period in claims.values():
                assert (period.lower, period.upper) == (each.starts_at, each.ends_at + timedelta(minutes=15))

    @invariant()
    def each_hold_owns_exactly_its_claims(self):
        for each in Hold.objects.prefetch_related("reservations"):
            assert {claim.resource_id for claim in each.reservations.all()} == {
                each.practitioner_id,
                each.room_id,
            } - {None}
            assert each.expires_at <= each.created_at + timedelta(minutes=30)

    @invariant()
    def a_room_is_claimed_where_one_is_needed(self):
        without = Appointment.objects.filter(service=self.studio.services[0], status__in=LIVE, room=None)
        assert not without.exists()

    @invariant()
    def the_timeline_tells_every_step_and_no_forbidden_one(self):
        for each in Appointment.objects.prefetch_related("timeline"):
            events = sorted(each.timeline.all(), key=lambda event: event.pk)
            assert events[0].kind == "booked"
            assert events[-1].to_status == each.status
            for earlier, later in pairwise(events):
                assert later.from_status == earlier.to_status
                moved = later.kind == "moved" and later.to_status == later.from_status
                steps = UNDO_TRANSITIONS if later.kind == "undone" else TRANSITIONS
                assert moved or later.to_status in steps.get(later.from_status, ())

    @invariant()
    def what_each_was_told_last_or_is_about_to_be_is_so(self):
        last = {}
        for message in Message.objects.exclude(status=Status.WITHDRAWN).order_by("pk"):
            last.setdefault(message.subject_id, {})[reader_of(message)] = message
        for each in Appointment.objects.annotate(changed_at=Max("timeline__at")):
            if each.changed_at >= each.ends_at:
                continue  # what is over is told to nobody
            told = last.get(each.pk, {})
            whose = {Reader(CLIENT_EMAIL), Reader(PRACTITIONER_EMAIL, each.practitioner_id)}
            assert each.status == "cancelled" or whose <= set(told)
            for reader, message in told.items():
                is_gone = each.status == "cancelled" or reader not in whose
                assert message.event.endswith("cancelled") == is_gone
                assert is_gone or Standing.read(message.context) == Standing.of(each)

    @invariant()
    def one_message_a_transition_waits(self):
        waiting = Message.objects.filter(status=Status.WAITING, event__startswith="booking")
        told = waiting.values_list("subject_id", flat=True)
        assert len(told) == len(set(told))


class BookingsWithACap(Bookings):
    """The same, where nobody takes more than one a day."""

    daily_cap = 1

    @invariant()
    def only_an_undo_makes_a_day_fuller_than_its_cap(self):
        """By the one it puts back (docs/adr/0007); what it made too full takes nobody until there is room again.
        Everything is wanted within one day."""
        alive = Q(hold=None) | Q(hold__expires_at__gt=now())
        for practitioner in self.studio.practitioners:
            count = Reservation.objects.filter(alive, resource=practitioner).count()
            before = self.on_the_day.get(practitioner.pk, 0)
            assert count <= max(self.daily_cap, before + self.was_undone)
            self.on_the_day[practitioner.pk] = count
        self.was_undone = False


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(TABLES)} CASCADE")


THOROUGH = settings(stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("machine", "examples"), [(Bookings, 60), (BookingsWithACap, 30)])
def test_no_sequence_of_writes_breaks_a_promise(machine, examples):
    run_state_machine_as_test(machine, settings=settings(THOROUGH, max_examples=examples))


def a_cancellation_leaves_no_trace(monkeypatch):
    monkeypatch.setattr("bookings.services.cancellation.record_event", lambda *args, **kwargs: None)


def the_room_is_forgotten(monkeypatch):
    monkeypatch.setattr("bookings.services.placing.Place.resource_ids", property(lambda place: [place.practitioner_id]))


def no_day_is_full(monkeypatch):
    monkeypatch.setattr("bookings.rules.Calendar.full", lambda *args: [])


def a_move_is_told_to_nobody(monkeypatch):
    monkeypatch.setattr("bookings.services.rescheduling.tell_changed", lambda *args, **kwargs: None)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "break_something",
    [
        a_cancellation_leaves_no_trace,
        the_room_is_forgotten,
        no_day_is_full,
        a_move_is_told_to_nobody,
    ],
    ids=lambda fault: fault.__name__,
)
def test_control_the_machine_notices(break_something, monkeypatch):
    break_something(monkeypatch)
    machine = BookingsWithACap if break_something is no_day_is_full else Bookings
    until_found = settings(
        THOROUGH, max_examples=1000, phases=[Phase.generate], database=None, derandomize=True, print_blob=False
    )

    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(machine, settings=until_found)


def an_undo_lifts_the_cap_for_good(monkeypatch):
    full = Calendar.full

    def full_unless_undone(*args):
        return [] if AppointmentEvent.objects.filter(kind="undone").exists() else full(*args)

    monkeypatch.setattr("bookings.rules.Calendar.full", full_unless_undone)


def what_an_undo_put_back_takes_no_place_in_the_day(monkeypatch):
    def without_what_was_put_back(*args, **kwargs):
        put_back = Reservation.objects.filter(appointment__timeline__kind="undone")
        begin = {to_minute(period.lower) for period in put_back.values_list("period", flat=True)}
        return {
            who: replace(claims, begins=[minute for minute in claims.begins if minute not in begin])
            for who, claims in live_claims(*args, **kwargs).items()
        }

    monkeypatch.setattr("bookings.availability.live_claims", without_what_was_put_back)


def a_day_filled_again_after_an_undo():
    """The machine's own steps and its own promise, in the order that a search finds only once in a while."""
    day = BookingsWithACap()

    def step(rule, **choices):
        result = rule(**choices)
        day.only_an_undo_makes_a_day_fuller_than_its_cap()
        return result

    def book(hours):
        return step(day.book, service=1, after=timedelta(hours=hours), who=0, email="x")

    first = book(0)
    step(day.cancel, pk=first, by=CLIENT, before=48)
    second = book(1.5)
    step(day.undo, pk=first, by=CLIENT, seconds=0)
    assert day.on_the_day[day.studio.practitioners[0].pk] == 2  # one over: docs/adr/0007 allows this and no more
    step(day.cancel, pk=second, by=CLIENT, before=48)
    return book(3)


@pytest.mark.django_db(transaction=True)
def test_what_an_undo_made_too_full_takes_nobody_until_there_is_room_again():
    assert a_day_filled_again_after_an_undo() is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "break_something",
    [an_undo_lifts_the_cap_for_good, what_an_undo_put_back_takes_no_place_in_the_day],
    ids=lambda fault: fault.__name__,
)
def test_control_the_machine_notices_a_cap_that_an_undo_lifts(break_something, monkeypatch):
    break_something(monkeypatch)

    with pytest.raises(AssertionError, match="2 <= "):
        a_day_filled_again_after_an_undo()


def a_cancel_taken_back(*, after_seconds=0):
    """The machine's own steps and its own promises, in the order that a search finds only once in a while."""
    machine = Bookings()
    pk = machine.book(service=1, after=timedelta(), who=0, email="x")
    machine.send(pk=pk, is_undoing_over=False)
    machine.cancel(pk=pk, by=CLIENT, before=48)
    machine.undo(pk=pk, by=CLIENT, seconds=after_seconds)
    machine.what_each_was_told_last_or_is_about_to_be_is_so()
    machine.each_appointment_owns_exactly_its_claims()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seconds", [0, 179, 180])
def test_a_cancel_is_taken_back_in_time_and_then_told_to_nobody(seconds):
    a_cancel_taken_back(after_seconds=seconds)


@pytest.mark.django_db(transaction=True)
def test_control_the_machine_notices_an_undo_that_forgets_the_deadline(monkeypatch):
    monkeypatch.setattr("bookings.undo.may_undo", lambda *args, **kwargs: True)

    with pytest.raises(AssertionError):
        a_cancel_taken_back(after_seconds=180)


@pytest.mark.django_db(transaction=True)
def test_control_the_machine_notices_an_undo_that_leaves_its_message_waiting(monkeypatch):
    monkeypatch.setattr("bookings.services.undoing.tell_undone", lambda *args, **kwargs: None)

    with pytest.raises(AssertionError):
        a_cancel_taken_back()


@pytest.mark.django_db(transaction=True)
def test_control_the_machine_notices_an_undo_that_asks_for_no_claim(monkeypatch):
    monkeypatch.setattr("bookings.models.LastChange.resource_ids", property(lambda change: []))

    with pytest.raises(AssertionError):
        a_cancel_taken_back()
