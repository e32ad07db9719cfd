"""The outbox: every e-mail and SMS, from the transaction that owes it until a provider has it, and after."""

from uuid import uuid4

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from messaging.events import Audience, Channel


class Status(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class Failure(models.TextChoices):
    """Why a message failed for good."""

    REFUSED = "refused"  # no provider takes it: a bad address, a number that is none
    STOPPED = "stopped"  # the number wrote STOP
    NO_ADDRESS = "no-address"
    BOUNCED = "bounced"  # taken by the provider, given back by the recipient's
    COMPLAINED = "complained"  # marked as spam
    GAVE_UP = "gave-up"  # a day of passing faults
    UNKNOWN = "unknown"  # twice nobody said whether it was taken: it may have arrived
    FAULT = "fault"  # it could not be written: a bug, or a template that broke


class Message(models.Model):
    """One e-mail or SMS to one person about one thing.

    `waiting → sending → sent → delivered | failed`; `waiting → missed | withdrawn | failed`; and back from `sending` to
    `waiting` after a passing fault. What it says is written when it is sent, so that it says what is true then;
    `subject_line`, `text` and `content` keep what was said, with capability links redacted.
    """

    key = models.UUIDField(default=uuid4, unique=True, editable=False, help_text="Also its id with providers.")
    dedupe_key = models.CharField(max_length=200, help_text="Nothing is said twice: unique among what stands.")
    event = models.CharField(max_length=40)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default="en")
    subject_kind = models.CharField(max_length=20, help_text="Which source composes it: appointment, …")
    subject_id = models.BigIntegerField()
    subject_reference = models.CharField(max_length=12, blank=True, help_text="What people call it; not a secret.")
    context = models.JSONField(default=dict, encoder=DjangoJSONEncoder, help_text="What must still be so; no names.")
    recipient = models.CharField(max_length=120, blank=True, help_text="A name, for the ledger.")
    address = models.CharField(max_length=254, blank=True, help_text="E-mail or E.164; empty: asked when sent.")
    is_addressed_by_hand = models.BooleanField(default=False, help_text="Staff chose the address, for this one.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, help_text="From then on it would make no sense.")
    next_attempt_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    status_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True, help_text="Whoever is sending it has died by then.")
    tries = models.PositiveSmallIntegerField(default=0)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    unknown_tries = models.PositiveSmallIntegerField(default=0, help_text="Nobody knows whether these were taken.")
    provider = models.CharField(max_length=20, blank=True)
    provider_id = models.CharField(max_length=120, blank=True)
    failure = models.CharField(max_length=12, blank=True, choices=Failure.choices)
    failure_detail = models.CharField(max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="Sent again, or put aside by staff.")
    resend_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="resends")
    subject_line = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    content = models.JSONField(default=dict, help_text="The parts of the e-mail as it was sent; see messaging.letters.")

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["next_attempt_at", "id"], condition=Q(status="waiting"), name="message_waiting"),
            models.Index(fields=["claimed_until"], condition=Q(status="sending"), name="message_in_hand"),
            models.Index(fields=["subject_kind", "subject_id"], name="message_by_subject"),
            models.Index(fields=["subject_reference"], name="message_by_reference"),
            models.Index(fields=["-created_at", "-id"], name="message_latest"),
            models.Index(fields=["status", "-status_at"], condition=Q(settled_at=None), name="message_unsettled"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["dedupe_key"], condition=~Q(status="withdrawn"), name="message_once"),
            models.CheckConstraint(
                condition=Q(status="sending", claimed_until__isnull=False)
                | (~Q(status="sending") & Q(claimed_until=None)),
                name="message_in_hand_with_end",
            ),
            models.CheckConstraint(
                condition=Q(status="failed") & ~Q(failure="") | ~Q(status="failed") & Q(failure=""),
                name="message_failed_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(next_attempt_at__gte=F("due_at")), name="message_not_early"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.channel} {self.key}"


class Attempt(models.Model):
    """One try with one provider. Without an end, its outcome is not known (yet)."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted"
        REFUSED = "refused"  # by this provider, for good: asking again changes nothing
        FAULT = "fault"  # certainly not taken: try again, or elsewhere
        UNKNOWN = "unknown"  # perhaps taken: only the same provider may be asked, once more

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    provider = models.CharField(max_length=20)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    detail = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["started_at", "id"]

    def __str__(self) -> str:
        return f"{self.provider} {self.outcome or 'in hand'}"


class DeliveryEvent(models.Model):
    """One notice of a provider's webhook: kept so that it is applied once, however often it comes."""

    provider = models.CharField(max_length=20)
    event_id = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    message = models.ForeignKey(Message, null=True, on_delete=models.CASCADE, related_name="delivery_events")
    occurred_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "id"]
        constraints = [models.UniqueConstraint(fields=["provider", "event_id"], name="delivery_event_once")]

    def __str__(self) -> str:
        return f"{self.provider} {self.kind}"


class SmsStop(models.Model):
    """A number that wrote STOP; the row goes when it writes START."""

    phone = models.CharField(max_length=20, unique=True, help_text="E.164.")
    stopped_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"stopped {self.stopped_at:%Y-%m-%d}"


class MessageTemplate(models.Model):
    """The studio's own words for an event on a channel in a language. No row: the words that come with Stillpoint."""

    event = models.CharField(max_length=40)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES)
    subject_line = models.CharField(max_length=150, blank=True, help_text="E-mail only.")
    body = models.TextField(max_length=2000)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "channel", "language"], name="template_once")]

    def __str__(self) -> str:
        return f"{self.event} {self.channel} {self.language}"


class ReminderRule(models.Model):
    """How long before its start an appointment is called to mind, by which channel and whom."""

    audience = models.CharField(max_length=12, choices=Audience.choices)
    channel = models.CharField(max_length=5, choices=Channel.choices)
    minutes_before = models.PositiveIntegerField()
    since = models.DateTimeField(
        help_text="What was due before is not owed: a new rule reminds nobody of what is about to begin."
    )

    class Meta:
        ordering = ["audience", "channel", "-minutes_before"]
        constraints = [
            models.UniqueConstraint(fields=["audience", "channel", "minutes_before"], name="reminder_rule_once"),
            models.CheckConstraint(
                condition=Q(minutes_before__gte=15, minutes_before__lte=14 * 24 * 60), name="reminder_rule_bounded"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.audience} {self.channel} {self.minutes_before} min"
