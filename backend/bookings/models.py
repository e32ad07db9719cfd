"""Clients, and every claim on somebody's time."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from studio.models import Practitioner, Resource, Room, Service


class Client(models.Model):
    """A person who books. May have no e-mail address when staff wrote them down from a phone call."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164, such as +14035550142.")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    feed_version = models.PositiveSmallIntegerField(default=1, help_text="Raising it revokes the calendar feed.")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="client_email_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ConsentKind(models.TextChoices):
    TERMS = "terms"
    HEALTH = "health"
    SMS = "sms"
    MARKETING = "marketing"


class ConsentSource(models.TextChoices):
    ONLINE = "online"
    STAFF = "staff"
    DEMO = "demo"


class Consent(models.Model):
    """That a client agreed, to which wording, when and where. Appended, never changed."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="consents")
    kind = models.CharField(max_length=10, choices=ConsentKind.choices)
    version = models.CharField(max_length=20)
    source = models.CharField(max_length=10, choices=ConsentSource.choices)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["given_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Hold(models.Model):
    """A time kept while a client types. Booking turns it into an appointment and deletes it."""

    token_hash = models.BinaryField(max_length=32, unique=True, help_text="SHA-256 of the token.")
    address_hash = models.BinaryField(max_length=32, help_text="Keyed hash of the network address that asked.")
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    price_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["address_hash", "expires_at"], name="hold_by_address"),
            models.Index(fields=["expires_at"], name="hold_by_expiry"),
        ]
        constraints = [models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="hold_times")]

    def __str__(self) -> str:
        return f"hold {self.pk} {self.starts_at:%Y-%m-%d %H:%M}"


class AppointmentStatus(models.TextChoices):
    AWAITING_PAYMENT = "awaiting_payment"
    CONFIRMED = "confirmed"
    COMPLETED = "completed"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class BookingSource(models.TextChoices):
    ONLINE = "online"
    STAFF = "staff"
    DEMO = "demo"


class Appointment(models.Model):
    """One client, one service, one practitioner, one time; with the promises made when it was booked."""

    reference = models.CharField(max_length=8, unique=True, help_text="Crockford base32; not a secret.")
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="appointments")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="appointments")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="appointments")
    room = models.ForeignKey(Room, null=True, on_delete=models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    status = models.CharField(max_length=16, choices=AppointmentStatus.choices, default=AppointmentStatus.CONFIRMED)
    price_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3)
    late_fee_minor = models.PositiveIntegerField(default=0, help_text="What cancelling after the deadline costs.")
    free_cancellation_until = models.DateTimeField()
    reschedule_until = models.DateTimeField()
    contact_name = models.CharField(max_length=120, help_text="As typed for this booking.")
    contact_phone = models.CharField(max_length=20, blank=True)
    texts_agreed = models.BooleanField(default=False, help_text="The client wants text messages about this booking.")
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    note = models.TextField(max_length=1000, blank=True, help_text="From the client; for the practitioner.")
    source = models.CharField(max_length=10, choices=BookingSource.choices)
    booked_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=10, blank=True, choices=[("client", "client"), ("studio", "studio")])
    cancel_reason = models.CharField(max_length=300, blank=True)
    charged_late_fee_minor = models.PositiveIntegerField(default=0, help_text="Owed because it was cancelled late.")
    token_version = models.PositiveSmallIntegerField(default=1, help_text="Raising it revokes the manage token.")
    sequence = models.PositiveSmallIntegerField(default=0, help_text="iCalendar SEQUENCE: grows with each change.")

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="appointment_by_start"),
            models.Index(fields=["practitioner", "starts_at"], name="appointment_by_practitioner"),
        ]
        constraints = [models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="appointment_times")]

    def __str__(self) -> str:
        return self.reference


class Reservation(models.Model):
    """A claim of one resource's time, buffers included. The row goes when the claim does; time that was used stays.

    `reservation_no_overlap` (migration 0002) forbids two that overlap, whoever owns them; see docs/adr/0001 and 0003.
    `reservation_bounds_finite` (0003) keeps the timestamp 'infinity' out.
    """

    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="reservations")
    period = DateTimeRangeField()
    hold = models.ForeignKey(Hold, null=True, on_delete=models.CASCADE, related_name="reservations")
    appointment = models.ForeignKey(Appointment, null=True, on_delete=models.CASCADE, related_name="reservations")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(hold__isnull=False, appointment=None) | Q(hold=None, appointment__isnull=False),
                name="reservation_one_owner",
            ),
            # An empty range or an infinite bound would escape the exclusion constraint, or block for ever.
            models.CheckConstraint(
                condition=Q(period__isempty=False, period__lower_inf=False, period__upper_inf=False),
                name="reservation_period_finite",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} {self.period}"


class LastChange(models.Model):
    """What the last cancel or move replaced, so that it can be taken back for a while: a client's by the client, the
    studio's by any member of staff (docs/adr/0007).

    One row an appointment: the next change takes its place, undoing takes it away. `key` names this very change to
    whoever was offered to undo it. What is said about a change is due at `undo_until`, while this row is still the one
    it was.
    """

    class Kind(models.TextChoices):
        CANCELLED = "cancelled"
        MOVED = "moved"

    appointment = models.OneToOneField(Appointment, on_delete=models.CASCADE, related_name="last_change")
    key = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    actor = models.CharField(max_length=10, help_text="client, staff or system: who made it, and may undo it")
    undo_until = models.DateTimeField()
    status = models.CharField(max_length=16, choices=AppointmentStatus.choices)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    taken = DateTimeRangeField(help_text="What was claimed, buffers included.")
    practitioner = models.ForeignKey(Practitioner, on_delete=models.CASCADE, related_name="+")
    room = models.ForeignKey(Room, null=True, on_delete=models.CASCADE, related_name="+")
    free_cancellation_until = models.DateTimeField()
    reschedule_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} until {self.undo_until:%Y-%m-%d %H:%M}"

    @property
    def resource_ids(self) -> list[int]:
        return [self.practitioner_id] if self.room_id is None else [self.practitioner_id, self.room_id]


class CalendarFeed(models.Model):
    """A practitioner's appointments as a calendar that programs read, by a link that acts as a key.

    Clients have one each without a row: its link is only ever made for a message to them (`bookings.feeds`).
    """

    practitioner = models.OneToOneField(Practitioner, on_delete=models.CASCADE, related_name="calendar_feed")
    version = models.PositiveIntegerField(default=1, help_text="Raising it revokes the link.")
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"feed of {self.practitioner_id}"


class AppointmentEvent(models.Model):
    """The timeline: who did what to an appointment, when, and why."""

    appointment = models.ForeignKey(Appointment, on_delete=models.CASCADE, related_name="timeline")
    at = models.DateTimeField()
    kind = models.CharField(max_length=20)
    actor = models.CharField(max_length=10, help_text="client, staff or system")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    from_status = models.CharField(max_length=16, blank=True)
    to_status = models.CharField(max_length=16)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
