"""Shapes of the public booking API. Outputs hold no e-mail address, phone number or note of anybody."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from bookings.actors import ClientDetails, WantedTime
from bookings.api.fields import OffersUndo, UndoChange, UndoUntil
from bookings.models import Appointment, AppointmentStatus, Hold
from bookings.selectors import token_of
from common.api.contacts import Email, Phone
from common.api.fields import LocalMoment, MoneyField
from common.api.serializers import Lines, Moment, StrictSerializer, Text
from studio.api.public.serializers import DayRangeInput


class SlotsQuery(DayRangeInput):
    """With `practitioner`, a slug."""

    practitioner = serializers.SlugField(required=False)


class SlotOutput(serializers.Serializer):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    practitioners = serializers.ListField(child=serializers.CharField())


class SlotsOutput(serializers.Serializer):
    time_zone = serializers.CharField()
    slots = SlotOutput(many=True)


class WantedTimeInput(StrictSerializer):
    service = serializers.SlugField()
    starts_at = Moment()
    practitioner = serializers.SlugField(required=False, allow_null=True)

    def wanted(self) -> WantedTime:
        data = self.validated_data
        return WantedTime(data["service"], data["starts_at"], data.get("practitioner"))


class HoldInput(WantedTimeInput):
    replaces = Text(required=False, max_length=100, help_text="Token of a hold to give up for this one.")


class HoldTokenInput(StrictSerializer):
    hold_token = Text(max_length=100)


class NamedOutput(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()


class HoldOutput(serializers.Serializer):
    hold_token = serializers.SerializerMethodField()
    expires_at = LocalMoment()
    service = NamedOutput()
    practitioner = NamedOutput()
    starts_at = LocalMoment()
    ends_at = LocalMoment()
    price = MoneyField("price_minor")

    def get_hold_token(self, hold: Hold) -> str:
        return str(self.context["token"])


class ClientInput(StrictSerializer):
    name = Text(max_length=120)
    email = Email()
    phone = Phone(required=False, allow_blank=True)

    def details(self) -> ClientDetails:
        return ClientDetails(**self.validated_data)


class ConsentsInput(StrictSerializer):
    terms = serializers.BooleanField(default=False)
    health = serializers.BooleanField(default=False)
    sms = serializers.BooleanField(default=False)
    marketing = serializers.BooleanField(default=False)


class BookingInput(StrictSerializer):
    """Either `hold_token`, or `service` and `starts_at` with perhaps `practitioner`."""

    hold_token = Text(required=False, max_length=100)
    service = serializers.SlugField(required=False)
    starts_at = Moment(required=False)
    practitioner = serializers.SlugField(required=False, allow_null=True)
    client = ClientInput()
    consents = ConsentsInput()
    language = serializers.ChoiceField(choices=settings.LANGUAGES, default="en")
    note = Lines(required=False, allow_blank=True, max_length=1000, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        direct = {name for name in ("service", "starts_at", "practitioner") if attrs.get(name)}
        if attrs.get("hold_token"):
            if direct:
                raise serializers.ValidationError(dict.fromkeys(direct, "Send this or the hold_token, not both."))
        elif missing := {"service", "starts_at"} - direct:
            raise serializers.ValidationError(
                {name: serializers.ErrorDetail("This field is required.", code="required") for name in missing}
            )
        return attrs


class BookingOutput(OffersUndo):
    door = "client"

    reference = serializers.CharField()
    status = serializers.ChoiceField(choices=AppointmentStatus.choices)
    service = NamedOutput()
    practitioner = NamedOutput()
    starts_at = LocalMoment()
    ends_at = LocalMoment()
    price = MoneyField("price_minor")
    free_cancellation_until = LocalMoment()
    reschedule_until = LocalMoment()
    late_fee = MoneyField("late_fee_minor", help_text="What cancelling after the deadline costs.")
    charged_late_fee = MoneyField("charged_late_fee_minor", help_text="What is owed for having cancelled late.")
    undo_until = UndoUntil()
    undo_change = UndoChange()


class BookingWithTokenOutput(BookingOutput):
    manage_token = serializers.SerializerMethodField()

    def get_manage_token(self, appointment: Appointment) -> str:
        return token_of(appointment)


class LookupInput(StrictSerializer):
    reference = Text(max_length=20)
    email = Email()


class CancellationInput(StrictSerializer):
    reason = Lines(required=False, allow_blank=True, max_length=300, default="")


class RescheduleInput(StrictSerializer):
    starts_at = Moment()
    practitioner = serializers.SlugField(required=False, allow_null=True)
