"""The site as somebody without scripts meets it, on a Monday morning that never ends."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client as Browser

from bookings.actors import CLIENT, Booking, ClientDetails, WantedTime
from bookings.models import Appointment
from bookings.selectors import token_of
from bookings.services.booking import book
from studio.models import Closure
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day
from website import guard

# Toronto: 10:00 on Monday 1 March 2027, two weeks before its clocks change.
MONDAY_10 = datetime(2027, 3, 1, 15, 0, tzinfo=UTC)
WEDNESDAY_9 = "2027-03-03T09:00:00-05:00"
WEDNESDAY_11 = "2027-03-03T11:00:00-05:00"
SKIPPED = "2027-03-14T02:30:00-05:00"  # that night the clocks go from two to three
PRIYA = {"name": "Priya Nair", "email": "priya@example.ca", "phone": "", "note": "", "terms": "on"}


class Visitor:
    """Maren and Theo work nine to five, Maren not on Tuesday; both give massage, Maren alone drainage."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.browser = Browser()
        self._monkeypatch = monkeypatch
        self.studio = StudioFactory(
            name="Stillwater Bodywork",
            tagline="Unhurried hands on a quiet lane",
            phone="403 555 0142",
            address_street="18 Millrace Lane SE",
            address_city="Toronto",
            time_zone="America/Toronto",
        )
        self.maren = PractitionerFactory(slug="maren", name="Maren Holt", hours=every_day(540, 1020))
        self.theo = PractitionerFactory(slug="theo", name="Theo Lind", hours=every_day(540, 1020))
        self.massage = ServiceFactory(slug="massage", name="Relaxation massage", practitioners=[self.maren, self.theo])
        self.drainage = ServiceFactory(
            slug="drainage", name="Lymphatic drainage", practitioners=[self.maren], asks_health_consent=True
        )
        tuesday = (MONDAY_10 + timedelta(days=1)).date()
        Closure.objects.create(practitioner=self.maren, first_day=tuesday, last_day=tuesday)
        self.at(MONDAY_10)

    def at(self, moment: datetime) -> None:
        self.moment = moment
        self._monkeypatch.setattr("website.site.now", lambda: moment)

    def get(self, address: str, **headers: str) -> HttpResponse:
        return self.browser.get(address, headers=headers)

    def post(self, address: str, data: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        """As from a page that was read for ten seconds."""
        purpose = "hold" if address.endswith("/hold/") else "find" if address.endswith("/find/") else "book"
        seen = guard.stamp(purpose, self.moment - timedelta(seconds=10))
        return self.browser.post(address, {"seen": seen, **(data or {})}, headers=headers)

    def hold(self, starts_at: str = WEDNESDAY_9, service: str = "massage", **more: str) -> str:
        """Press a time; the address of the details page."""
        response = self.post(f"/book/{service}/hold/", {"starts_at": starts_at, **more})
        assert response.status_code == 303, text_of(response)
        return response["Location"]

    def book(self, starts_at: str = WEDNESDAY_9, **more: str) -> str:
        """Hold and book; the address of the booking, `/b/<token>/`."""
        response = self.post(self.hold(starts_at), PRIYA | more)
        assert response.status_code == 303, text_of(response)
        return response["Location"].removesuffix("confirmed/")


def booked_elsewhere(service: str, starts_at: str, practitioner: str | None = None) -> Appointment:
    """Somebody else books through another door."""
    return book(
        wanted=WantedTime(service, datetime.fromisoformat(starts_at), practitioner),
        booking=Booking(
            client=ClientDetails(name="Ana Marsh", email="ana@example.com"),
            actor=CLIENT,
            source="online",
            consents=frozenset({"terms", "health"}),
        ),
        now=MONDAY_10,
    )


def link_of(appointment: Appointment) -> str:
    return f"/b/{token_of(appointment)}/"


def text_of(response: HttpResponse) -> str:
    """What one reads on the page, without markup, spaces run together."""
    body = re.sub(r"(?s)<(template|svg|head)\b.*?</\1>", " ", response.content.decode())
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ").split())


def title_of(response: HttpResponse) -> str:
    found = re.search(r"<title>(.*?)</title>", response.content.decode())
    assert found
    return unescape(found[1])
