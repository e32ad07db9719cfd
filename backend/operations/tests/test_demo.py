"""The demo studio: believable at any moment, and made only of what the services allow."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from rest_framework.test import APIClient

from accounts.models import User
from accounts.tests.steps import Door
from bookings.models import Appointment, Client
from bookings.selectors import offered_times
from operations.demo import loading
from operations.demo.loading import load_demo
from operations.demo.people import PEOPLE, phone_of
from operations.demo.story import tell
from studio.models import Closure, Practitioner, Room, Service, StudioSettings

pytestmark = pytest.mark.slow

ZONE = ZoneInfo("America/Edmonton")
NOON = datetime(2027, 3, 3, 19, 0, tzinfo=UTC)  # a Wednesday, 12:00 in Calgary
# Every third hour of a week, and the nights on which Calgary's clocks change.
MOMENTS = [
    *[datetime(2027, 6, 7, 6, 10, tzinfo=UTC) + timedelta(hours=3 * step) for step in range(56)],
    *[datetime(2027, 3, 14, hour, 20, tzinfo=UTC) for hour in range(7, 12)],
    *[datetime(2027, 11, 7, hour, 20, tzinfo=UTC) for hour in range(6, 11)],
]


def test_the_same_moment_gives_the_same_story():
    assert tell(NOON, ZONE) == tell(NOON, ZONE)


@pytest.mark.parametrize("now", MOMENTS, ids=lambda now: f"{now.astimezone(ZONE):%a-%d-%b-%H:%M}")
def test_today_is_alive_whatever_the_hour(now):
    local = now.astimezone(ZONE)
    visits = [visit for visit in tell(now, ZONE) if visit.starts_at.astimezone(ZONE).date() == local.date()]
    earlier = [visit for visit in visits if visit.ends_at <= now]
    later = [visit for visit in visits if visit.starts_at > now and visit.cancelled_at is None]

    # Around midnight there is no room for a whole visit on one side of now.
    assert earlier or local.hour < 2
    assert len(later) >= (2 if local.hour < 20 else 1 if local.hour < 22 else 0)


@pytest.mark.parametrize("now", MOMENTS[::7])
def test_nobody_is_in_two_places_and_nothing_that_happened_lies_ahead(now):
    visits = tell(now, ZONE)

    for practitioner in ("maren-holt", "theo-arsenault"):
        own = sorted(visit for visit in spans(visits, practitioner))
        assert all(earlier[1] <= later[0] for earlier, later in pairwise(own))
    for visit in visits:
        happened = [m for m in (visit.moved_at, visit.cancelled_at, visit.settled_at) if m is not None]
        assert visit.booked_at < min([*happened, visit.starts_at])
        assert max([visit.booked_at, *happened]) <= now


def spans(visits, practitioner):
    return [(visit.starts_at, visit.ends_at) for visit in visits if visit.practitioner == practitioner]


def test_all_forty_people_come_and_none_of_them_can_be_reached():
    came = Counter(visit.person for visit in tell(NOON, ZONE))

    assert len(PEOPLE) == len(came) == 40
    assert all(person.email.endswith("@example.com") for person in PEOPLE if person.has_email)
    assert len({person.email for person in PEOPLE if person.has_email}) == sum(p.has_email for p in PEOPLE)
    assert {phone_of(index)[:10] for index in range(40)} == {"+140355501"}


@pytest.mark.django_db
def test_the_demo_studio_is_one_to_try_everything_in():
    told = load_demo(now=NOON)

    assert told.startswith("Demo studio loaded: 40 clients")
    assert StudioSettings.objects.get().horizon_days == 60
    assert (Practitioner.objects.count(), Room.objects.count(), Service.objects.count()) == (2, 2, 6)
    assert Client.objects.count() == 40
    whole_day = {(0, 1440)}
    assert {(c.practitioner is None, c.weekday is None) for c in Closure.objects.all()} == {
        (True, True),
        (False, True),
        (False, False),
    }
    assert {(c.start_minute, c.end_minute) for c in Closure.objects.filter(practitioner=None)} == whole_day

    statuses = Counter(Appointment.objects.values_list("status", flat=True))
    assert statuses["completed"] > 200
    assert min(statuses["no_show"], statuses["cancelled"]) >= 5
    assert Appointment.objects.filter(charged_late_fee_minor__gt=0).exists()
    assert Appointment.objects.filter(timeline__kind="moved").exists()
    assert not Appointment.objects.filter(status="confirmed", ends_at__lt=NOON - timedelta(hours=1)).exists()
    starts = list(Appointment.objects.order_by("starts_at").values_list("starts_at", flat=True))
    assert NOON - starts[0] > timedelta(days=88)
    assert starts[-1] - NOON > timedelta(days=19)

    for service in Service.objects.all():
        days = {"first_day": NOON.date(), "last_day": NOON.date() + timedelta(days=60)}
        assert len(offered_times(service_slug=service.slug, now=NOON, **days).times) > 50

    # The owner of the demo signs in, once the door is asked; the others have no password.
    assert Door(APIClient()).sign_in("owner@example.com", "demo-stillpoint").status_code == 200
    assert not any(user.has_usable_password() for user in User.objects.exclude(email="owner@example.com"))

    with pytest.raises(CommandError, match="begun here already"):
        load_demo(now=NOON)


@pytest.mark.django_db
def test_a_load_that_breaks_off_leaves_nothing(monkeypatch):
    def power_cut(*args):
        raise KeyboardInterrupt

    monkeypatch.setattr(loading, "_live", power_cut)

    with pytest.raises(KeyboardInterrupt):
        load_demo(now=NOON)

    assert not StudioSettings.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_where_real_clients_book_there_is_no_demo(settings):
    settings.DEMO_DATA_ALLOWED = False

    with pytest.raises(CommandError, match="everybody knows"):
        call_command("load_demo")

    assert not StudioSettings.objects.exists()
