"""Studios and bookings as tests of the core need them: open round the clock, so that rules stay out of the way."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bookings.actors import CLIENT, Actor, Booking, ClientDetails, WantedTime
from bookings.models import Appointment
from bookings.services.booking import book
from bookings.services.holds import HeldTime, hold
from common.time import now as present
from studio.models import Practitioner, Room, Service
from studio.tests.factories import PractitionerFactory, RoomFactory, ServiceFactory, StudioFactory, every_day

STAFF = Actor("staff")
CONSENTS = {"terms": True, "health": True}


@dataclass(frozen=True)
class OpenStudio:
    practitioners: list[Practitioner]
    services: list[Service]
    rooms: list[Room]

    @property
    def service(self) -> Service:
        return self.services[0]

    @property
    def practitioner(self) -> Practitioner:
        return self.practitioners[0]


def open_studio(
    *, practitioners: int = 1, services: int = 1, rooms: int = 0, service: dict[str, Any] | None = None, **settings: Any
) -> OpenStudio:
    """Everybody works every day, all day, and gives every service; all services share the rooms."""
    StudioFactory(**{"minimum_notice_minutes": 0, "slot_grid_minutes": 15, **settings})
    people = PractitionerFactory.create_batch(practitioners, hours=every_day(0, 1440))
    places = RoomFactory.create_batch(rooms)
    offered = [
        ServiceFactory(slug=f"service-{n}", practitioners=people, rooms=places, **(service or {}))
        for n in range(services)
    ]
    return OpenStudio(people, offered, places)


def some_noon(days: int = 10) -> datetime:
    """12:00 UTC in some days: on every grid, within the horizon."""
    return datetime.combine(present().date() + timedelta(days=days), datetime.min.time(), UTC) + timedelta(hours=12)


def wanted(service: Service, starts_at: datetime, practitioner: Practitioner | None = None) -> WantedTime:
    return WantedTime(service.slug, starts_at, practitioner.slug if practitioner else None)


def guest(email: str = "ana@example.com", actor: Actor = CLIENT) -> Booking:
    return Booking(
        client=ClientDetails(name="Ana Marsh", email=email),
        actor=actor,
        source="online" if actor.is_client else "staff",
        consents=frozenset({"terms", "health"}),
    )


def booked(
    service: Service, starts_at: datetime, practitioner: Practitioner | None = None, **kwargs: Any
) -> Appointment:
    now = kwargs.pop("now", None) or present()
    return book(wanted=wanted(service, starts_at, practitioner), booking=guest(**kwargs), now=now)


def held(service: Service, starts_at: datetime, *, address: str = "198.51.100.7", **kwargs: Any) -> HeldTime:
    return hold(wanted=wanted(service, starts_at), address=address, now=kwargs.pop("now", None) or present(), **kwargs)


def booking_body(service: Service | None = None, starts_at: datetime | None = None, **changes: Any) -> dict[str, Any]:
    """What a page posts to `public/bookings`; a change of None leaves the member out."""
    body = {
        "service": service.slug if service else None,
        "starts_at": starts_at.isoformat() if starts_at else None,
        "client": {"name": "Ana Marsh", "email": "ana@example.com"},
        "consents": CONSENTS,
        **changes,
    }
    return {name: value for name, value in body.items() if value is not None}
