"""Taking back a cancel or a move: the same appointment, where it was, while nobody else is there."""

from datetime import timedelta

import pytest

from accounts.models import AuditEntry
from accounts.tests.factories import UserFactory
from bookings.actors import CLIENT, Actor
from bookings.errors import Closed, NothingToUndo, NotOffered, SlotTaken
from bookings.models import Appointment, Hold, Reservation
from bookings.services.attendance import complete
from bookings.services.cancellation import cancel
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from bookings.tests.builders import STAFF, booked, held, open_studio, some_noon
from bookings.undo import offered_change
from common.errors import NotPermitted
from common.idempotency import IdempotentCall
from common.time import now
from studio.models import Closure, Practitioner, Room, Service, StudioSettings

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio():
    return open_studio(practitioners=2, rooms=1, service={"buffer_after_minutes": 15}, late_cancellation_percent=50)


@pytest.fixture
def appointment(studio):
    return booked(studio.service, some_noon(), studio.practitioner)


def cancelled(appointment, actor=CLIENT, at=None):
    return cancel(appointment_id=appointment.pk, actor=actor, reason="ill", now=at or now())


def moved(appointment, days=11, actor=CLIENT, at=None, practitioner=None):
    return reschedule(
        appointment_id=appointment.pk,
        starts_at=some_noon(days),
        practitioner_slug=practitioner and practitioner.slug,
        actor=actor,
        now=at or now(),
    )


def undone(appointment, actor=CLIENT, at=None, **how):
    return undo(appointment_id=appointment.pk, actor=actor, now=at or now(), **how)


def claims():
    return sorted((row.resource_id, row.period.lower, row.period.upper) for row in Reservation.objects.all())


def stands(appointment):
    """All that a client was promised, and what blocks others."""
    row = Appointment.objects.get(pk=appointment.pk)
    kept = ["reference", "token_version", "status", "starts_at", "ends_at", "practitioner_id", "room_id", "price_minor"]
    kept += ["late_fee_minor", "free_cancellation_until", "reschedule_until", "cancelled_at", "cancelled_by"]
    kept += ["cancel_reason", "charged_late_fee_minor"]
    return {name: getattr(row, name) for name in kept}, claims()


def test_a_cancel_is_taken_back_whole_at_the_old_price(studio, appointment):
    before = stands(appointment)
    cancelled(appointment)
    Service.objects.update(price_minor=99_900)

    undone(appointment)

    assert stands(appointment) == before


def test_a_late_cancel_that_is_taken_back_costs_nothing(appointment):
    late = appointment.starts_at - timedelta(hours=1)
    assert cancelled(appointment, at=late).charged_late_fee_minor > 0

    undone(appointment, at=late + timedelta(minutes=2))

    assert Appointment.objects.get().charged_late_fee_minor == 0


def test_a_move_is_taken_back_to_time_person_room_and_deadlines(studio, appointment):
    before = stands(appointment)
    moved(appointment, practitioner=studio.practitioners[1])
    StudioSettings.objects.update(cancel_deadline_minutes=60, minimum_notice_minutes=60 * 24 * 20)

    undone(appointment)

    assert stands(appointment) == before


def test_a_move_by_a_quarter_of_an_hour_is_taken_back_over_its_own_time(appointment):
    before = stands(appointment)
    starts_at = some_noon() + timedelta(minutes=15)
    reschedule(appointment_id=appointment.pk, starts_at=starts_at, practitioner_slug=None, actor=CLIENT, now=now())

    undone(appointment)

    assert stands(appointment) == before


def test_calendars_take_the_undone_booking_for_newer(appointment):
    cancelled(appointment)
    undone(appointment)

    assert Appointment.objects.get().sequence == 2


def test_the_timeline_tells_what_was_undone(appointment):
    cancelled(appointment)
    undone(appointment)

    steps = list(appointment.timeline.values_list("kind", "actor", "from_status", "to_status", "detail"))
    assert steps[-1] == ("undone", "client", "cancelled", "confirmed", {"undone": "cancelled"})


def test_three_minutes_and_no_longer(appointment):
    at = now()
    cancelled(appointment, at=at)

    with pytest.raises(NothingToUndo):
        undone(appointment, at=at + timedelta(minutes=3))
    undone(appointment, at=at + timedelta(minutes=3, seconds=-1))


def test_what_was_never_changed_or_is_undone_already_cannot_be(appointment):
    with pytest.raises(NothingToUndo):
        undone(appointment)
    cancelled(appointment)
    undone(appointment)
    with pytest.raises(NothingToUndo):
        undone(appointment)


def test_only_the_last_change_is_taken_back(appointment):
    moved(appointment)
    after_the_move = stands(appointment)
    cancelled(appointment)

    undone(appointment)

    assert stands(appointment) == after_the_move
    with pytest.raises(NothingToUndo):
        undone(appointment)


def offer(appointment):
    return str(Appointment.objects.get(pk=appointment.pk).last_change.key)


@pytest.mark.parametrize("actor", [CLIENT, STAFF])
@pytest.mark.parametrize("again", [cancelled, moved])
def test_only_the_change_that_was_meant_is_taken_back(appointment, actor, again):
    moved(appointment, days=12, actor=actor)
    meant = offer(appointment)
    again(appointment, actor=actor)
    since = stands(appointment)

    with pytest.raises(NothingToUndo, match="changed again since"):
        undone(appointment, actor=actor, change=meant)
    assert stands(appointment) == since

    undone(appointment, actor=actor, change=offer(appointment))


@pytest.mark.parametrize("change", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_change_that_nobody_made_is_not_taken_back(appointment, change):
    cancelled(appointment)

    with pytest.raises(NothingToUndo):
        undone(appointment, change=change)


def test_a_key_used_before_does_not_say_that_a_later_change_is_undone(appointment):
    cancelled(appointment)
    meant = offer(appointment)
    call = IdempotentCall.of(scope="test", key=meant, body=None)
    undone(appointment, change=meant, call=call)
    assert undone(appointment, change=meant, call=call).status == "confirmed"
    cancelled(appointment)

    with pytest.raises(NothingToUndo, match="changed again since"):
        undone(appointment, change=meant, call=call)


@pytest.mark.parametrize(("first", "second"), [(CLIENT, STAFF), (STAFF, CLIENT)])
def test_each_door_takes_back_what_was_done_through_it(appointment, first, second):
    cancelled(appointment, actor=first)

    with pytest.raises(NothingToUndo):
        undone(appointment, actor=second)
    undone(appointment, actor=first)


def test_a_visit_that_was_settled_since_is_not_moved_back(appointment):
    moved(appointment, actor=STAFF)
    complete(appointment_id=appointment.pk, actor=STAFF, now=some_noon(12))

    with pytest.raises(NothingToUndo):
        undone(appointment, actor=STAFF)


def test_a_time_that_somebody_has_is_not_taken_back_and_others_are_offered(studio, appointment):
    cancelled(appointment)
    booked(studio.service, some_noon(), studio.practitioner, email="theo@example.com")

    with pytest.raises(SlotTaken) as refused:
        undone(appointment)

    assert len(refused.value.facts["alternatives"]) == 3
    assert Appointment.objects.get(pk=appointment.pk).status == "cancelled"


def test_no_times_are_offered_of_a_service_that_is_gone(studio, appointment):
    cancelled(appointment)
    booked(studio.service, some_noon(), studio.practitioner, email="theo@example.com")
    Service.objects.update(archived_at=now())

    with pytest.raises(SlotTaken) as refused:
        undone(appointment)

    assert refused.value.facts["alternatives"] == []


def test_who_was_moved_in_a_service_that_is_gone_may_still_move(studio, appointment):
    moved(appointment)
    booked(studio.service, some_noon(), studio.practitioner, email="theo@example.com")
    Service.objects.update(archived_at=now())

    with pytest.raises(SlotTaken) as refused:
        undone(appointment)

    assert len(refused.value.facts["alternatives"]) == 3


def test_a_time_that_somebody_holds_is_not_taken_back_until_the_hold_is_over(studio, appointment):
    cancelled(appointment)
    held(studio.service, some_noon())
    with pytest.raises(SlotTaken):
        undone(appointment)

    Hold.objects.update(created_at=now() - timedelta(minutes=20), expires_at=now() - timedelta(minutes=10))

    undone(appointment)
    assert not Hold.objects.exists()


def test_a_room_that_somebody_else_is_in_stands_in_the_way_too(studio, appointment):
    cancelled(appointment)
    booked(studio.service, some_noon(), studio.practitioners[1], email="theo@example.com")

    with pytest.raises(SlotTaken):
        undone(appointment)


def test_a_closure_since_then_stands_in_the_way(studio, appointment):
    cancelled(appointment)
    day = some_noon().date()
    Closure.objects.create(practitioner=studio.practitioners[1], first_day=day, last_day=day)
    assert offered_change(Appointment.objects.get(), actor_kind="client", now=now())

    Closure.objects.create(practitioner=None, first_day=day, last_day=day)

    with pytest.raises(Closed):
        undone(appointment)


@pytest.mark.parametrize("who", [Practitioner, Room])
def test_nobody_is_booked_with_somebody_or_in_a_room_that_is_gone(appointment, who):
    cancelled(appointment)
    who.objects.update(archived_at=now())

    with pytest.raises(NotOffered):
        undone(appointment)


def test_house_rules_are_not_asked_again(appointment):
    cancelled(appointment)
    StudioSettings.objects.update(minimum_notice_minutes=60 * 24 * 20, horizon_days=1)

    assert undone(appointment).status == "confirmed"


def test_a_practitioner_takes_nothing_back_into_another_calendar(studio, appointment):
    moved(appointment, actor=STAFF, practitioner=studio.practitioners[1])

    with pytest.raises(NotPermitted):
        undone(appointment, actor=STAFF, own_calendar=studio.practitioners[1].slug)
    undone(appointment, actor=STAFF, own_calendar=studio.practitioner.slug)


def test_what_staff_undo_is_in_the_audit_trail(appointment):
    user = UserFactory(role="owner")
    cancelled(appointment, actor=Actor("staff", user.pk))

    undone(appointment, actor=Actor("staff", user.pk))

    entry = AuditEntry.objects.get(action="appointment.change-undone")
    assert (entry.actor, entry.before, entry.after) == (user, {"status": "cancelled"}, {"status": "confirmed"})


def test_undo_is_offered_to_whoever_made_the_change_while_it_can_be_done(studio, appointment):
    at = now()
    cancelled(appointment, at=at)

    def offered(actor_kind="client", after=0):
        row = Appointment.objects.get(pk=appointment.pk)
        change = offered_change(row, actor_kind=actor_kind, now=at + timedelta(seconds=after))
        return change and change.undo_until

    assert offered() == offered(after=179) == at + timedelta(minutes=3)
    assert offered(after=180) is None
    assert offered(actor_kind="staff") is None
    booked(studio.service, some_noon(), studio.practitioner, email="theo@example.com")
    assert offered() is None
