"""A studio with two practitioners, and people signed in to its staff door."""

from datetime import UTC, datetime, timedelta

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from bookings.actors import SYSTEM, Booking, ClientDetails, WantedTime
from bookings.models import Appointment
from bookings.services.booking import book
from common.time import now
from studio.models import Practitioner
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day


class Studio:
    """Open round the clock, so that a test may choose any time; one service that both practitioners give."""

    def __init__(self) -> None:
        StudioFactory(minimum_notice_minutes=0, slot_grid_minutes=15)
        self.maren = PractitionerFactory(slug="maren", name="Maren", hours=every_day(0, 1440))
        self.theo = PractitionerFactory(slug="theo", name="Theo", hours=every_day(0, 1440))
        self.massage = ServiceFactory(slug="massage", practitioners=[self.maren, self.theo])

    def booked(self, *, hours_from_now: int, practitioner: str = "maren", name: str = "Priya Nair") -> Appointment:
        """An appointment at a whole hour so many hours from now; in the past too."""
        return book(
            wanted=WantedTime("massage", whole_hour(hours_from_now), practitioner),
            booking=Booking(
                client=ClientDetails(name=name, email=f"{name.split()[0].lower()}@example.com", phone="+14035550142"),
                actor=SYSTEM,
                source="demo",
            ),
            override_rules=True,
            now=now(),
        )


def whole_hour(hours_from_now: int) -> datetime:
    return datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=hours_from_now)


def staff(role: str, *, is_practitioner: Practitioner | None = None) -> APIClient:
    """A client of the API, signed in as somebody of this role."""
    user = UserFactory(role=role)
    if is_practitioner:
        Practitioner.objects.filter(pk=is_practitioner.pk).update(user=user)
    api = APIClient()
    api.force_authenticate(user)
    return api


@pytest.fixture
def studio(db):
    return Studio()
