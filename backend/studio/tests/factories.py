"""The least that is a valid studio."""

from collections.abc import Iterable

import factory

from studio.models import Practitioner, ResourceKind, Room, Service, StudioSettings, WeeklyHours

# (weekday, start_minute, end_minute)
Spans = Iterable[tuple[int, int, int]]


def every_day(opens: int, closes: int, weekdays: Iterable[int] = range(7)) -> Spans:
    """Spans of minutes of the day for `hours` and `breaks` below: `every_day(9 * 60, 17 * 60)`."""
    return [(weekday, opens, closes) for weekday in weekdays]


class StudioFactory(factory.django.DjangoModelFactory):
    """The one studio: the second call gives the first one's row."""

    class Meta:
        model = StudioSettings
        django_get_or_create = ("id",)

    id = 1
    name = "Stillwater"
    time_zone = "America/Edmonton"
    currency = "CAD"


class PractitionerFactory(factory.django.DjangoModelFactory):
    """`hours` and `breaks` are lists of (weekday, start_minute, end_minute); without them nobody works."""

    class Meta:
        model = Practitioner
        skip_postgeneration_save = True

    kind = ResourceKind.PRACTITIONER
    slug = factory.Sequence(lambda n: f"practitioner-{n}")
    name = factory.Sequence(lambda n: f"Practitioner {n}")

    @factory.post_generation
    def hours(self, create: bool, spans: Spans | None, **kwargs: object) -> None:
        _add_spans(self, WeeklyHours.Kind.OPEN, spans or ())

    @factory.post_generation
    def breaks(self, create: bool, spans: Spans | None, **kwargs: object) -> None:
        _add_spans(self, WeeklyHours.Kind.BREAK, spans or ())


class RoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Room

    kind = ResourceKind.ROOM
    slug = factory.Sequence(lambda n: f"room-{n}")
    name = factory.Sequence(lambda n: f"Room {n}")


class ServiceFactory(factory.django.DjangoModelFactory):
    """An hour for 115.00 with no buffers; `practitioners=[…]` give it, `rooms=[…]` it needs one of."""

    class Meta:
        model = Service
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"service-{n}")
    name = factory.Sequence(lambda n: f"Service {n}")
    duration_minutes = 60
    price_minor = 11500

    @factory.post_generation
    def practitioners(self, create: bool, people: Iterable[Practitioner] | None, **kwargs: object) -> None:
        self.practitioners.set(people or ())

    @factory.post_generation
    def rooms(self, create: bool, places: Iterable[Room] | None, **kwargs: object) -> None:
        self.rooms.set(places or ())


def _add_spans(practitioner: Practitioner, kind: str, spans: Spans) -> None:
    WeeklyHours.objects.bulk_create(
        WeeklyHours(practitioner=practitioner, kind=kind, weekday=weekday, start_minute=start, end_minute=end)
        for weekday, start, end in spans
    )
