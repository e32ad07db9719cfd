"""Messages as the outbox holds them, about a subject that no source knows."""

from datetime import UTC, datetime

import factory

from messaging.models import Message

NOON = datetime(2027, 3, 1, 18, tzinfo=UTC)  # noon in the studio of the tests, a quiet time for nobody


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    dedupe_key = factory.Sequence(lambda n: f"test:{n}")
    event = "booking-confirmed"
    channel = "email"
    subject_kind = "test"
    subject_id = factory.Sequence(int)
    subject_reference = "7Q2M9XKD"
    recipient = "Priya Nair"
    address = "priya@example.com"
    created_at = NOON
    due_at = factory.SelfAttribute("created_at")
    next_attempt_at = factory.SelfAttribute("due_at")
    status_at = factory.SelfAttribute("created_at")

    class Params:
        failed = factory.Trait(status="failed", failure="bounced")
        sent = factory.Trait(status="sent", subject_line="Booked", text="See you on Monday.")
