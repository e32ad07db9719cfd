"""Shapes of closures for staff."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bookings.api.staff.serializers import AppointmentOutput
from bookings.services.closures import WantedClosure
from common.api.serializers import StrictSerializer, Text
from common.api.wall_clock import WallClock
from common.time import MINUTES_PER_DAY
from studio.models import Closure
from studio.rules import ClosedSpan

KINDS = [("days", "days"), ("weekly", "weekly")]


class ClosureInput(StrictSerializer):
    """`days`: from first to last day, inclusive. `weekly`: a weekday every week, between the days if they are given.

    Without `starts` and `ends` it lasts the whole day; without a practitioner it is for everybody.
    """

    practitioner = serializers.SlugField(required=False, allow_null=True)
    kind = serializers.ChoiceField(choices=KINDS)
    first_day = serializers.DateField(required=False, allow_null=True)
    last_day = serializers.DateField(required=False, allow_null=True)
    weekday = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=6, help_text="Monday is 0; only with kind weekly."
    )
    starts = WallClock(required=False, allow_null=True)
    ends = WallClock(required=False, allow_null=True)
    reason = Text(required=False, allow_blank=True, max_length=120, default="", help_text="For staff.")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        weekday = attrs.get("weekday")
        if attrs["kind"] == "weekly" and weekday is None:
            raise serializers.ValidationError(
                {"weekday": serializers.ErrorDetail("A weekly closure needs its weekday.", code="required")}
            )
        if attrs["kind"] == "days" and weekday is not None:
            raise serializers.ValidationError(
                {"weekday": serializers.ErrorDetail("Only a weekly closure has a weekday.", code="unexpected")}
            )
        return attrs

    def wanted(self) -> WantedClosure:
        data = self.validated_data
        starts, ends = data.get("starts"), data.get("ends")
        span = ClosedSpan(
            weekday=data.get("weekday"),
            first_day=data.get("first_day"),
            last_day=data.get("last_day"),
            start_minute=0 if starts is None else starts,
            end_minute=MINUTES_PER_DAY if ends is None else ends,
            reason=data["reason"],
        )
        return WantedClosure(span, data.get("practitioner"))


class ClosureOutput(serializers.Serializer):
    id = serializers.IntegerField()
    practitioner = serializers.SerializerMethodField(help_text="A slug; null is everybody.")
    kind = serializers.SerializerMethodField()
    first_day = serializers.DateField(allow_null=True)
    last_day = serializers.DateField(allow_null=True)
    weekday = serializers.IntegerField(allow_null=True)
    starts = serializers.SerializerMethodField(help_text="HH:MM; null with a null end is the whole day.")
    ends = serializers.SerializerMethodField()
    reason = serializers.CharField()

    def get_practitioner(self, closure: Closure) -> str | None:
        return closure.practitioner.slug if closure.practitioner else None

    @extend_schema_field(serializers.ChoiceField(choices=KINDS))
    def get_kind(self, closure: Closure) -> str:
        return "days" if closure.weekday is None else "weekly"

    def get_starts(self, closure: Closure) -> str | None:
        return None if _is_whole_day(closure) else WallClock().to_representation(closure.start_minute)

    def get_ends(self, closure: Closure) -> str | None:
        return None if _is_whole_day(closure) else WallClock().to_representation(closure.end_minute)


class ClosureListOutput(serializers.Serializer):
    results = ClosureOutput(many=True)
    next = serializers.CharField(allow_null=True)


class ConflictsOutput(serializers.Serializer):
    """Coming appointments that stay booked under the closure: how many, the first twenty, and how many holds."""

    count = serializers.IntegerField()
    appointments = AppointmentOutput(many=True)
    holds = serializers.IntegerField()


class ClosureWithConflictsOutput(serializers.Serializer):
    closure = ClosureOutput()
    conflicts = ConflictsOutput()


def _is_whole_day(closure: Closure) -> bool:
    return closure.start_minute == 0 and closure.end_minute == MINUTES_PER_DAY
