"""Undo in the last moment, while somebody is being told of the change already."""

from datetime import timedelta

import pytest

from bookings.actors import CLIENT
from bookings.errors import NothingToUndo
from bookings.models import AppointmentStatus, LastChange
from bookings.services.cancellation import cancel
from bookings.services.undoing import undo
from bookings.tests.builders import booked, open_studio, some_noon
from common.time import now
from messaging.models import Message, Status
from messaging.services.claims import claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def cancelled():
    appointment = booked(open_studio().service, some_noon())
    Message.objects.update(status=Status.SENT)
    return cancel(appointment_id=appointment.pk, actor=CLIENT, reason="", now=now())


def undone_just_in_time(appointment):
    """The request came in time, and then waited."""
    in_time = LastChange.objects.get().undo_until - timedelta(milliseconds=100)
    return undo(appointment_id=appointment.pk, actor=CLIENT, now=in_time)


def test_what_is_being_told_already_is_not_undone(cancelled):
    claim(now=LastChange.objects.get().undo_until)

    with pytest.raises(NothingToUndo):
        undone_just_in_time(cancelled)

    cancelled.refresh_from_db()
    assert cancelled.status == AppointmentStatus.CANCELLED
    assert not Message.objects.filter(status=Status.WITHDRAWN).exists()


def test_what_still_waits_is_undone_and_not_told(cancelled):
    assert undone_just_in_time(cancelled).status == AppointmentStatus.CONFIRMED

    assert claim(now=now() + timedelta(hours=1)) is None
