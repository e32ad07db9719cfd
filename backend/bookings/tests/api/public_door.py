"""A studio as clients meet it, on a Monday morning that never ends."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from rest_framework.test import APIClient

from bookings.models import Appointment, AppointmentEvent, Client, Consent, Hold, LastChange, Reservation
from common.models import IdempotencyRecord
from studio.models import Closure
from studio.tests.factories import PractitionerFactory, RoomFactory, ServiceFactory, StudioFactory, every_day

# Toronto: 10:00 on Monday 1 March 2027, two weeks before its clocks change.
MONDAY_10 = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
CLOCKS = ["bookings.api.public.views.now", "bookings.api.public.authentication.now"]


class PublicDoor:
    """`maren` works nine to five with lunch at noon, in one room, and is away all Wednesday."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.api = APIClient()
        self._monkeypatch = monkeypatch
        self.studio = StudioFactory(
            time_zone="America/Toronto", minimum_notice_minutes=120, horizon_days=60, slot_grid_minutes=15
        )
        self.maren = PractitionerFactory(
            slug="maren", name="Maren", hours=every_day(540, 1020), breaks=every_day(720, 780)
        )
        self.theo = PractitionerFactory(slug="theo", name="Theo", hours=every_day(540, 1020))
        self.room = RoomFactory(slug="room-1")
        self.massage = ServiceFactory(slug="massage", practitioners=[self.maren], rooms=[self.room])
        wednesday = (MONDAY_10 + timedelta(days=2)).date()
        Closure.objects.create(practitioner=self.maren, first_day=wednesday, last_day=wednesday)
        self.at(MONDAY_10)

    def at(self, moment: datetime) -> None:
        """Make the public doors' clock show `moment`."""
        for clock in CLOCKS:
            self._monkeypatch.setattr(clock, lambda: moment)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self.api.post(f"/api/v1/public/{path}", body, format="json", headers=headers)

    def hold(self, starts_at: str = "2027-03-02T09:00:00-05:00", **more: Any) -> Any:
        return self.post("holds", {"service": "massage", "starts_at": starts_at, **more})

    def book(self, starts_at: str = "2027-03-02T09:00:00-05:00", **more: Any) -> Any:
        return self.post("bookings", wanted(starts_at) | more)

    def managed(self, booked: Any, path: str = "", body: Any = None) -> Any:
        """Act on a booking with its own token: GET without a path, POST with one."""
        url = f"/api/v1/public/bookings/{booked['reference']}"
        headers = {"Authorization": f"Manage {booked['manage_token']}"}
        if not path:
            return self.api.get(url, headers=headers)
        return self.api.post(f"{url}/{path}", body or {}, format="json", headers=headers)


def wanted(starts_at: str = "2027-03-02T09:00:00-05:00") -> dict[str, Any]:
    """The least that books a massage."""
    return {"service": "massage", "starts_at": starts_at, **person()}


def person(name: str = "Priya Nair", email: str = "priya@example.com") -> dict[str, Any]:
    return {"client": {"name": name, "email": email}, "consents": {"terms": True}}


def rows() -> dict[str, int]:
    """How many rows each table of a booking holds: equal before and after a refusal."""
    tables = [Appointment, AppointmentEvent, Client, Consent, Hold, LastChange, Reservation, IdempotencyRecord]
    return {table.__name__: table.objects.count() for table in tables}


def problem(answer: Any) -> tuple[int, str]:
    """Status and type, after checking that the answer is a problem document."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= document.keys()
    assert document["status"] == answer.status_code
    return answer.status_code, document["type"].removeprefix("/problems/")


@pytest.fixture
def door(db, monkeypatch):
    return PublicDoor(monkeypatch)
