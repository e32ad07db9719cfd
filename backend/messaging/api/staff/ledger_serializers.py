"""Shapes of the message ledger."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api.contacts import Email, Phone
from common.api.fields import LocalMoment
from common.api.serializers import StrictSerializer, Text
from messaging.events import EVENTS, Audience, Channel
from messaging.models import Attempt, Failure, Message, Status


class MessagesQuery(serializers.Serializer):
    status = serializers.MultipleChoiceField(choices=Status.choices, required=False)
    channel = serializers.ChoiceField(choices=Channel.choices, required=False)
    event = serializers.MultipleChoiceField(choices=sorted(EVENTS), required=False)
    q = Text(required=False, allow_blank=True, max_length=100)
    reference = Text(required=False, allow_blank=True, max_length=12)
    unreached = serializers.BooleanField(required=False)
    cursor = serializers.CharField(required=False)


class MessageOutput(serializers.Serializer):
    key = serializers.UUIDField()
    event = serializers.ChoiceField(choices=sorted(EVENTS))
    audience = serializers.SerializerMethodField()
    channel = serializers.ChoiceField(choices=Channel.choices)
    language = serializers.CharField()
    recipient = serializers.CharField(help_text="A name.")
    address = serializers.CharField(help_text='E-mail or E.164; "" where it is looked up when it is sent.')
    status = serializers.ChoiceField(choices=Status.choices)
    failure = serializers.ChoiceField(choices=Failure.choices, allow_blank=True)
    failure_detail = serializers.CharField()
    due_at = LocalMoment()
    next_attempt_at = LocalMoment()
    status_at = LocalMoment()
    created_at = LocalMoment()
    tries = serializers.IntegerField()
    subject_line = serializers.CharField()
    reference = serializers.CharField(source="subject_reference", help_text='Of the appointment, or "".')
    settled_at = LocalMoment(allow_null=True)
    resend_of = serializers.UUIDField(source="first_sent_as", allow_null=True, help_text="What this one sends again.")
    resent_as = serializers.UUIDField(allow_null=True, help_text="Which one sent this again.")
    provider = serializers.CharField()

    @extend_schema_field(serializers.ChoiceField(choices=Audience.choices))
    def get_audience(self, message: Message) -> str:
        return EVENTS[message.event].audience


class AttemptOutput(serializers.Serializer):
    provider = serializers.CharField()
    started_at = LocalMoment()
    ended_at = LocalMoment(allow_null=True)
    outcome = serializers.ChoiceField(choices=Attempt.Outcome.choices, allow_blank=True)
    detail = serializers.CharField()


class NoticeOutput(serializers.Serializer):
    """What a provider told about it afterwards."""

    kind = serializers.CharField()
    occurred_at = LocalMoment(allow_null=True)
    received_at = LocalMoment()


class MessageDetailOutput(MessageOutput):
    text = serializers.SerializerMethodField(help_text="What it said; of one that waits, what it would say now.")
    page = serializers.SerializerMethodField(help_text='Path of the e-mail as a page, for ten minutes; or "".')
    characters = serializers.SerializerMethodField(help_text="Of an SMS.")
    segments = serializers.SerializerMethodField(help_text="Of an SMS: how many the network counts and charges.")
    attempts = AttemptOutput(many=True)
    notices = NoticeOutput(many=True, source="delivery_events")

    def get_text(self, _message: Message) -> str:
        return str(self.context["said"].text)

    def get_page(self, _message: Message) -> str:
        return str(self.context["said"].page)

    def get_characters(self, _message: Message) -> int | None:
        return self.context["said"].characters  # type: ignore[no-any-return]

    def get_segments(self, _message: Message) -> int | None:
        return self.context["said"].segments  # type: ignore[no-any-return]


class MessageListOutput(serializers.Serializer):
    results = MessageOutput(many=True)
    next = serializers.CharField(allow_null=True)


class EmailResendInput(StrictSerializer):
    address = Email(required=False, default="", allow_blank=True, help_text="Another one than before.")


class SmsResendInput(StrictSerializer):
    address = Phone(required=False, default="", allow_blank=True)


class ResendInput(StrictSerializer):
    """As published; which of the two above reads it follows from the message's channel."""

    address = Text(required=False, max_length=254, help_text="Another e-mail address or phone number than before.")


class ResentOutput(serializers.Serializer):
    resent = serializers.IntegerField()


def resend_input(message: Message, data: Any, *, country: str) -> str:
    """The address that was asked for, as the message's channel has it, or "". Raises ValidationError."""
    reader = SmsResendInput if message.channel == Channel.SMS else EmailResendInput
    body = reader(data=data, context={"country": country})
    body.is_valid(raise_exception=True)
    return str(body.validated_data["address"])
