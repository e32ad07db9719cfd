"""The demo studio."""

from datetime import datetime

from django.core.management.base import CommandError
from django.db import transaction

from accounts.models import User
from studio.models import Practitioner, Room, Service, StudioSettings, WeeklyHours


@transaction.atomic
def load_demo(*, now: datetime) -> str:
    if StudioSettings.objects.exists():
        raise CommandError("There is a studio already; demo data would mix with it.")
    StudioSettings.objects.create(
        id=1,
        name="Stillwater Bodywork",
        tagline="Unhurried hands on a quiet lane",
        time_zone="America/Edmonton",
        currency="CAD",
        address_street="18 Millrace Lane SE, second floor",
        address_city="Calgary",
        address_region="Alberta",
        address_country="CA",
    )
    maren = Practitioner.objects.create(kind="practitioner", slug="maren", name="Maren Holt", title="RMT")
    room = Room.objects.create(kind="room", slug="room-1", name="Room 1")
    service = Service.objects.create(
        slug="lymphatic-drainage",
        name="Lymphatic drainage",
        summary="Feather-light strokes for swelling and rest.",
        duration_minutes=60,
        buffer_after_minutes=15,
        price_minor=11500,
    )
    service.practitioners.add(maren)
    service.rooms.add(room)
    WeeklyHours.objects.bulk_create(
        WeeklyHours(practitioner=maren, weekday=weekday, start_minute=9 * 60, end_minute=18 * 60) for weekday in range(6)
    )
    User.objects.create_user("owner@example.com", "demo-stillpoint", name="Maren Holt", role=User.Role.OWNER)
    return f"Demo studio loaded at {now:%Y-%m-%d %H:%M} UTC"
