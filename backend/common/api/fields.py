"""Output shapes that several doors share."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drf_spectacular.utils import extend_schema_field, inline_serializer
from rest_framework import serializers

MoneyShape = inline_serializer(
    "Money",
    {
        "amount": serializers.IntegerField(help_text="In the currency's minor unit."),
        "currency": serializers.CharField(help_text="ISO 4217."),
    },
)


@extend_schema_field(MoneyShape)
class MoneyField(serializers.Field):
    """`{amount, currency}` from the named amount attribute and `currency` (a name of an attribute, or in the
    context)."""

    def __init__(self, amount: str, **kwargs: Any) -> None:
        self.amount = amount
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, value: Any) -> dict[str, Any]:
        currency = getattr(value, "currency", None) or self.context["currency"]
        return {"amount": getattr(value, self.amount), "currency": currency}


class LocalMoment(serializers.DateTimeField):
    """RFC 3339 with the offset of the studio's zone (`zone` in the serializer's context)."""

    def to_representation(self, value: Any) -> Any:
        return None if value is None else local_text(value, self.context.get("zone"))


def local_text(moment: datetime, zone: ZoneInfo | None) -> str:
    return (moment.astimezone(zone) if zone else moment).isoformat()
