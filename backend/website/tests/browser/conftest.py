"""A real browser on a real server. Whatever the console says, and every break of the policy, fails the test."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from bookings.actors import CLIENT, Booking, ClientDetails, WantedTime
from bookings.services.booking import book
from common.tests.limiting import limited
from common.time import now
from studio.models import Service
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day

__all__ = ["limited"]

# Playwright's sync API runs an event loop in this thread, which Django takes for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

ZONE = "America/Toronto"
WATCH_POLICY = """
document.addEventListener('securitypolicyviolation', (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))
"""


class Studio:
    """Two practitioners, two treatments, open eight to six every day, on the real clock."""

    def __init__(self) -> None:
        StudioFactory(
            name="Stillwater Bodywork",
            tagline="Unhurried hands on a quiet lane",
            description="Massage and lymphatic drainage in two quiet rooms.",
            phone="403 555 0142",
            email="hello@example.com",
            address_street="18 Millrace Lane SE",
            address_city="Toronto",
            arrival_note="The street door opens at the top of the hour.",
            time_zone=ZONE,
        )
        self.people = [
            PractitionerFactory(slug="maren", name="Maren Holt", title="RMT", hours=every_day(480, 1080)),
            PractitionerFactory(slug="theo", name="Theo Lind", title="RMT", hours=every_day(480, 1080)),
        ]
        self.massage = ServiceFactory(
            slug="massage", name="Relaxation massage", summary="The whole body, evenly.", practitioners=self.people
        )
        self.drainage = ServiceFactory(
            slug="drainage", name="Lymphatic drainage", practitioners=self.people[:1], asks_health_consent=True
        )

    def moment(self, days: int, hour: int) -> datetime:
        day = now().astimezone(ZoneInfo(ZONE)).date() + timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(ZONE))

    def book(self, service: Service, starts_at: datetime) -> None:
        """Somebody else takes a time."""
        book(
            wanted=WantedTime(service.slug, starts_at),
            booking=Booking(
                client=ClientDetails(name="Ana Marsh", email="ana@example.com"),
                actor=CLIENT,
                source="online",
                consents=frozenset({"terms", "health"}),
            ),
            now=now(),
        )


@pytest.fixture
def studio(live_server: Any, quick_hands: None) -> Studio:
    return Studio()


@pytest.fixture
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press sooner than people can. How soon is too soon has tests of its own."""
    monkeypatch.setattr("website.guard.LEAST_SECONDS", 0.0)


@pytest.fixture
def base_url(live_server: Any) -> str:
    return str(live_server.url)


class Watch:
    """Collects what a console says; `expected` names parts of messages a test provokes."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.expected: list[str] = []

    def follow(self, page: Page) -> Page:
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        return page

    @property
    def unexpected(self) -> list[str]:
        return [line for line in self.said if not any(part in line for part in self.expected)]


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    yield watch
    assert watch.unexpected == []


@pytest.fixture
def open_page(browser: Browser, base_url: str, watch: Watch) -> Iterator[Any]:
    """`open_page(width=390, scripts=True, dark=False, zone=…)` gives a page of a visitor of its own."""
    contexts = []

    def open_one(
        *, width: int = 390, scripts: bool = True, dark: bool = False, zone: str = ZONE, language: str = "en-CA"
    ) -> Page:
        context = browser.new_context(
            base_url=base_url,
            viewport={"width": width, "height": 900 if width > 1000 else 844},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            timezone_id=zone,
            locale=language,
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        if scripts:
            context.add_init_script(WATCH_POLICY)
        page = watch.follow(context.new_page())
        page.has_scripts = scripts
        return page

    yield open_one
    for context in contexts:
        assert context.cookies() == []
        context.close()
