"""Shapes of the studio's facts for staff: flat, so that a form's field and a problem's pointer have one name."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.api.serializers import UserOutput
from accounts.models import User
from common.api.fields import MoneyField
from common.api.serializers import Lines, Minor, StrictSerializer, Text
from common.api.wall_clock import WallClock
from common.time import MINUTES_PER_DAY
from studio.models import Practitioner, Service, StudioSettings
from studio.rules import POLICY_BOUNDS, WeeklySpan
from studio.selectors import own_practitioner
from studio.services.settings import FIELDS as STUDIO_FIELDS

MAX_BUFFER_MINUTES = 480
MAX_PRICE_MINOR = 100_000_000
MAX_POSITION = 32_767


def _policies() -> dict[str, serializers.Field]:
    return {
        name: serializers.IntegerField(min_value=least, max_value=most) for name, (least, most) in POLICY_BOUNDS.items()
    }


class StaffStudioOutput(serializers.ModelSerializer):
    email = serializers.CharField(read_only=True, help_text="Empty where none is given.")

    class Meta:
        model = StudioSettings
        fields = STUDIO_FIELDS
        read_only_fields = fields


class StudioInput(StrictSerializer):
    """All of it to set a studio up, some of it to change one. Zone and currency are checked by name."""

    name = Text(max_length=120)
    tagline = Text(max_length=120, allow_blank=True, required=False)
    description = Lines(max_length=400, allow_blank=True, required=False)
    time_zone = Text(max_length=64, help_text="IANA name, such as America/Edmonton.")
    currency = Text(max_length=3, help_text="ISO 4217. Fixed once somebody has booked.")
    email = serializers.EmailField(max_length=254, allow_blank=True, required=False)
    phone = Text(max_length=32, allow_blank=True, required=False, help_text="As it is to be shown.")
    address_street = Text(max_length=160, allow_blank=True, required=False)
    address_city = Text(max_length=80, allow_blank=True, required=False)
    address_region = Text(max_length=80, allow_blank=True, required=False)
    address_postal_code = Text(max_length=16, allow_blank=True, required=False)
    address_country = serializers.RegexField(
        "^[A-Z]{2}$", allow_blank=True, required=False, help_text="ISO 3166-1 alpha-2."
    )
    arrival_note = Lines(max_length=300, allow_blank=True, required=False)
    terms_version = Text(max_length=20, required=False)
    slot_grid_minutes = serializers.ChoiceField(choices=StudioSettings.GRID_CHOICES, required=False)

    def get_fields(self) -> dict[str, serializers.Field]:
        policies = _policies()
        for field in policies.values():
            field.required = False
        return {**super().get_fields(), **policies}


class StudioGistOutput(serializers.Serializer):
    name = serializers.CharField()
    time_zone = serializers.CharField()
    currency = serializers.CharField()


class MeOutput(UserOutput):
    """Who is signed in, and where. `studio` is null until it is set up."""

    practitioner = serializers.SerializerMethodField(help_text="Slug of this person's own calendar.")
    studio = serializers.SerializerMethodField()

    class Meta(UserOutput.Meta):
        fields = [*UserOutput.Meta.fields, "practitioner", "studio"]
        read_only_fields = fields

    def get_practitioner(self, user: User) -> str | None:
        own = own_practitioner(user)
        return own.slug if own else None

    @extend_schema_field(StudioGistOutput(allow_null=True))
    def get_studio(self, user: User) -> dict[str, Any] | None:
        studio = StudioSettings.objects.filter(pk=1).first()
        return dict(StudioGistOutput(studio).data) if studio else None


class SlugsOf(serializers.ListField):
    """Slugs of a prefetched relation, in the studio's order."""

    child = serializers.CharField()

    def to_representation(self, related: Any) -> list[str]:
        return [row.slug for row in related.all()]


class StaffServiceOutput(serializers.ModelSerializer):
    price = MoneyField("price_minor")
    practitioners = SlugsOf(read_only=True)
    rooms = SlugsOf(read_only=True, help_text="Empty: no room is needed.")

    class Meta:
        model = Service
        fields = [
            "slug",
            "name",
            "summary",
            "description",
            "art",
            "duration_minutes",
            "buffer_before_minutes",
            "buffer_after_minutes",
            "price",
            "asks_health_consent",
            "practitioners",
            "rooms",
            "position",
            "archived_at",
        ]
        read_only_fields = fields


class StaffServiceInput(StrictSerializer):
    """`price_minor` is a whole number in the currency's minor unit; people and rooms are slugs, replaced as a whole."""

    name = Text(max_length=120)
    summary = Text(max_length=160, allow_blank=True, required=False)
    description = Lines(max_length=4000, allow_blank=True, required=False)
    art = serializers.RegexField("^[a-z-]*$", max_length=20, allow_blank=True, required=False)
    duration_minutes = serializers.IntegerField(min_value=5, max_value=MINUTES_PER_DAY)
    buffer_before_minutes = serializers.IntegerField(min_value=0, max_value=MAX_BUFFER_MINUTES, required=False)
    buffer_after_minutes = serializers.IntegerField(min_value=0, max_value=MAX_BUFFER_MINUTES, required=False)
    price_minor = Minor(min_value=0, max_value=MAX_PRICE_MINOR)
    asks_health_consent = serializers.BooleanField(required=False)
    practitioners = serializers.ListField(child=serializers.SlugField(), max_length=200)
    rooms = serializers.ListField(child=serializers.SlugField(), max_length=200, required=False)
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)


class StaffPractitionerOutput(serializers.ModelSerializer):
    user = serializers.SerializerMethodField(help_text="E-mail address of the staff user whose calendar this is.")

    class Meta:
        model = Practitioner
        fields = ["slug", "name", "title", "bio", "user", "position", "archived_at"]
        read_only_fields = fields

    def get_user(self, practitioner: Practitioner) -> str | None:
        return practitioner.user.email if practitioner.user else None


class StaffPractitionerInput(StrictSerializer):
    name = Text(max_length=120)
    title = Text(max_length=80, allow_blank=True, required=False)
    bio = Lines(max_length=600, allow_blank=True, required=False)
    user = serializers.EmailField(max_length=254, allow_null=True, required=False, source="user_email")
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)


class StaffRoomOutput(serializers.Serializer):
    slug = serializers.CharField()
    name = serializers.CharField()
    position = serializers.IntegerField()
    archived_at = serializers.DateTimeField(allow_null=True)


class StaffRoomInput(StrictSerializer):
    name = Text(max_length=120)
    position = serializers.IntegerField(min_value=0, max_value=MAX_POSITION, required=False)


class StaffServiceListOutput(serializers.Serializer):
    results = StaffServiceOutput(many=True)
    next = serializers.CharField(allow_null=True)


class StaffPractitionerListOutput(serializers.Serializer):
    results = StaffPractitionerOutput(many=True)
    next = serializers.CharField(allow_null=True)


class StaffRoomListOutput(serializers.Serializer):
    results = StaffRoomOutput(many=True)
    next = serializers.CharField(allow_null=True)


class OpeningSpan(StrictSerializer):
    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="Monday is 0.")
    opens = WallClock(source="start_minute")
    closes = WallClock(source="end_minute")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return _in_order(attrs, "closes")


class BreakSpan(StrictSerializer):
    weekday = serializers.IntegerField(min_value=0, max_value=6, help_text="Monday is 0.")
    starts = WallClock(source="start_minute")
    ends = WallClock(source="end_minute")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        return _in_order(attrs, "ends")


class WeekShape(StrictSerializer):
    """Somebody's whole week, in the studio's local time. Breaks lie inside the intervals."""

    intervals: serializers.ListSerializer = serializers.ListSerializer(child=OpeningSpan(), max_length=100)
    breaks: serializers.ListSerializer = serializers.ListSerializer(child=BreakSpan(), max_length=100)

    def spans(self, name: str) -> list[WeeklySpan]:
        return [WeeklySpan(**span) for span in self.validated_data[name]]


def _in_order(attrs: dict[str, Any], end_name: str) -> dict[str, Any]:
    if attrs["start_minute"] >= attrs["end_minute"]:
        raise serializers.ValidationError(
            {end_name: serializers.ErrorDetail("The end is not after the beginning.", code="order")}
        )
    return attrs
