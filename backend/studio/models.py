"""The studio's facts: who works, where, when, and what is on offer."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from common.time import MINUTES_PER_DAY


class StudioSettings(models.Model):
    """The one row about the business and its house rules."""

    GRID_CHOICES: ClassVar = [(0, "back to back"), (15, "15 minutes"), (30, "30 minutes")]

    name = models.CharField(max_length=120)
    tagline = models.CharField(max_length=120, blank=True)
    description = models.CharField(max_length=400, blank=True)
    time_zone = models.CharField(max_length=64, help_text="IANA name, such as America/Edmonton.")
    currency = models.CharField(max_length=3, help_text="ISO 4217 code.")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=32, blank=True)
    address_street = models.CharField(max_length=160, blank=True)
    address_city = models.CharField(max_length=80, blank=True)
    address_region = models.CharField(max_length=80, blank=True)
    address_postal_code = models.CharField(max_length=16, blank=True)
    address_country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1 alpha-2.")
    arrival_note = models.CharField(max_length=300, blank=True, help_text="How to find the door.")

    slot_grid_minutes = models.PositiveSmallIntegerField(choices=GRID_CHOICES, default=15)
    minimum_notice_minutes = models.PositiveIntegerField(default=120)
    horizon_days = models.PositiveSmallIntegerField(default=60)
    cancel_deadline_minutes = models.PositiveIntegerField(default=24 * 60)
    reschedule_deadline_minutes = models.PositiveIntegerField(default=24 * 60)
    late_cancellation_percent = models.PositiveSmallIntegerField(default=50)
    hold_minutes = models.PositiveSmallIntegerField(default=10)
    daily_cap = models.PositiveSmallIntegerField(
        default=0, help_text="The most appointments one practitioner takes in one local day; 0 is no cap."
    )
    terms_version = models.CharField(max_length=20, default="2027-01", help_text="Stored with each consent.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="studio_settings_one_row"),
            models.CheckConstraint(condition=Q(slot_grid_minutes__in=[0, 15, 30]), name="studio_grid_known"),
            models.CheckConstraint(condition=Q(hold_minutes__gte=1, hold_minutes__lte=30), name="studio_hold_bounded"),
            models.CheckConstraint(
                condition=Q(horizon_days__gte=1, horizon_days__lte=730), name="studio_horizon_bounded"
            ),
            models.CheckConstraint(condition=Q(late_cancellation_percent__lte=100), name="studio_late_fee_bounded"),
            models.CheckConstraint(condition=Q(daily_cap__lte=100), name="studio_daily_cap_bounded"),
        ]

    def __str__(self) -> str:
        return self.name


class ResourceKind(models.TextChoices):
    PRACTITIONER = "practitioner"
    ROOM = "room"


class Resource(models.Model):
    """Something whose time can be taken. Its row is what a booking locks."""

    kind = models.CharField(max_length=12, choices=ResourceKind.choices)
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0, help_text="The studio's order, smallest first.")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="resource_slug_once_per_kind")]

    def __str__(self) -> str:
        return self.name


class Practitioner(Resource):
    """Who gives treatments. The primary key is the resource's."""

    title = models.CharField(max_length=80, blank=True, help_text="Such as RMT.")
    bio = models.CharField(max_length=600, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="practitioner"
    )


class Room(Resource):
    """Where treatments are given. The primary key is the resource's."""


class WeeklyHours(models.Model):
    """Local wall time in which a practitioner works, or within it takes a break, each week.

    Minutes of the day, 0–1440, half-open. Breaks are kept apart from hours, since "9 to 5 with lunch at 12" is what
    people say and change.
    """

    class Kind(models.TextChoices):
        OPEN = "open"
        BREAK = "break"

    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="weekly_hours")
    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.OPEN)
    weekday = models.PositiveSmallIntegerField(help_text="Monday is 0.")
    start_minute = models.PositiveSmallIntegerField()
    end_minute = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["weekday", "start_minute"]
        constraints = [
            models.CheckConstraint(condition=Q(weekday__lte=6), name="weekly_hours_weekday"),
            models.CheckConstraint(
                condition=Q(start_minute__lt=F("end_minute"), end_minute__lte=MINUTES_PER_DAY),
                name="weekly_hours_bounds",
            ),
            # With weekly_hours_no_overlap (migration 0002), which Django cannot express without btree_gist.
        ]

    def __str__(self) -> str:
        return f"{self.practitioner_id} {self.weekday} {self.start_minute}–{self.end_minute} {self.kind}"


class Closure(models.Model):
    """Time in which nothing may be booked: days, part of days, or a weekday every week; one practitioner's or all."""

    practitioner = models.ForeignKey(
        Practitioner, null=True, blank=True, on_delete=models.CASCADE, related_name="closures"
    )
    weekday = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Every week on it; Monday is 0.")
    first_day = models.DateField(null=True, blank=True, help_text="Local day, inclusive.")
    last_day = models.DateField(null=True, blank=True, help_text="Local day, inclusive.")
    start_minute = models.PositiveSmallIntegerField(default=0)
    end_minute = models.PositiveSmallIntegerField(default=MINUTES_PER_DAY)
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["first_day", "weekday", "start_minute", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_minute__lt=F("end_minute"), end_minute__lte=MINUTES_PER_DAY), name="closure_minutes"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6) | Q(weekday=None, first_day__isnull=False, last_day__isnull=False),
                name="closure_weekly_or_dated",
            ),
            models.CheckConstraint(
                condition=Q(first_day=None) | Q(last_day=None) | Q(first_day__lte=F("last_day")), name="closure_days"
            ),
        ]

    def __str__(self) -> str:
        return self.reason or f"closure {self.pk}"


class Service(models.Model):
    """A one-to-one treatment."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    summary = models.CharField(max_length=160, blank=True, help_text="One line for lists.")
    description = models.TextField(max_length=4000, blank=True)
    art = models.CharField(
        max_length=20, blank=True, help_text="Which drawing stands beside it; empty: the neutral one."
    )
    duration_minutes = models.PositiveSmallIntegerField()
    buffer_before_minutes = models.PositiveSmallIntegerField(default=0)
    buffer_after_minutes = models.PositiveSmallIntegerField(default=0)
    price_minor = models.PositiveIntegerField(help_text="In the studio's currency, minor units.")
    asks_health_consent = models.BooleanField(default=False)
    practitioners = models.ManyToManyField(Practitioner, related_name="services")
    rooms = models.ManyToManyField(Room, related_name="services", blank=True, help_text="None: no room is needed.")
    position = models.PositiveSmallIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    if TYPE_CHECKING:  # what `studio.facts` adds to its rows
        people: list[dict[str, Any]]
        places: list[dict[str, Any]]
        needs_room: bool

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duration_minutes__gte=5, duration_minutes__lte=MINUTES_PER_DAY), name="service_duration"
            ),
            models.CheckConstraint(
                condition=Q(buffer_before_minutes__lte=480, buffer_after_minutes__lte=480), name="service_buffers"
            ),
            models.CheckConstraint(condition=Q(price_minor__lte=100_000_000), name="service_price"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def takes_minutes(self) -> int:
        """Minutes taken from practitioner and room, buffers included."""
        return self.buffer_before_minutes + self.duration_minutes + self.buffer_after_minutes


class FactsVersion(models.Model):
    """The one row that triggers (migration 0004) change with every write to the tables above; see `studio.facts`."""

    version = models.UUIDField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="facts_version_one_row")]

    def __str__(self) -> str:
        return str(self.version)
