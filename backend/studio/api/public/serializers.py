"""What anybody may know about the studio. Nothing personal but what the studio publishes about itself."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.api.fields import MoneyField
from common.api.serializers import Day


class PractitionerOutput(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    title = serializers.CharField()
    bio = serializers.CharField()


class AddressOutput(serializers.Serializer):
    street = serializers.CharField(source="address_street")
    city = serializers.CharField(source="address_city")
    region = serializers.CharField(source="address_region")
    postal_code = serializers.CharField(source="address_postal_code")
    country = serializers.CharField(source="address_country")


class PoliciesOutput(serializers.Serializer):
    slot_grid_minutes = serializers.IntegerField()
    minimum_notice_minutes = serializers.IntegerField()
    horizon_days = serializers.IntegerField()
    cancel_deadline_minutes = serializers.IntegerField()
    reschedule_deadline_minutes = serializers.IntegerField()
    late_cancellation_percent = serializers.IntegerField()
    hold_minutes = serializers.IntegerField()
    daily_cap = serializers.IntegerField(help_text="Appointments a practitioner takes in one day at most; 0: no cap.")


class StudioOutput(serializers.Serializer):
    name = serializers.CharField()
    tagline = serializers.CharField()
    description = serializers.CharField()
    time_zone = serializers.CharField()
    currency = serializers.CharField()
    email = serializers.CharField(help_text="The studio's public address.")
    phone = serializers.CharField()
    address = AddressOutput(source="*")
    arrival_note = serializers.CharField()
    policies = PoliciesOutput(source="*")
    terms_version = serializers.CharField()
    practitioners = serializers.SerializerMethodField()

    @extend_schema_field(PractitionerOutput(many=True))
    def get_practitioners(self, studio: Any) -> list[dict[str, Any]]:
        return PractitionerOutput(self.context["practitioners"], many=True).data  # type: ignore[return-value]


class GiverOutput(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    title = serializers.CharField()


class ServiceOutput(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    summary = serializers.CharField()
    description = serializers.CharField()
    duration_minutes = serializers.IntegerField()
    price = MoneyField("price_minor")
    asks_health_consent = serializers.BooleanField()
    practitioners = GiverOutput(source="people", many=True)


class ServiceListOutput(serializers.Serializer):
    results = ServiceOutput(many=True)
    next = serializers.CharField(allow_null=True)


class OpenIntervalOutput(serializers.Serializer):
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()


class OpenDayOutput(serializers.Serializer):
    day = serializers.DateField()
    open = OpenIntervalOutput(many=True)


class HoursOutput(serializers.Serializer):
    time_zone = serializers.CharField()
    results = OpenDayOutput(many=True)
    next = serializers.CharField(allow_null=True)


class DayRangeInput(serializers.Serializer):
    """`from` and `to`: local days, inclusive."""

    def get_fields(self) -> dict[str, serializers.Field]:
        # `from` is a keyword, so these two cannot be class attributes.
        return {**super().get_fields(), "from": Day(), "to": Day()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["to"] < attrs["from"]:
            raise serializers.ValidationError({"to": "The last day is before the first."})
        return attrs
