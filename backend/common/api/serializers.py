"""Building blocks for input serializers: strict about what they are given."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.text import unusable_characters

# Python's calendar ends at the years 1 and 9999: reckoning with a zone or the day before falls over its edge.
YEARS = range(1970, 3000)


class StrictSerializer(serializers.Serializer):
    """Refuses fields it does not know: a misspelt `practitoner` must not book just anyone."""

    default_error_messages = {"unknown": _("There is no such field."), "not_an_object": _("Send a JSON object.")}

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = {name: self.error_messages["unknown"] for name in data if name not in self.fields}
            if unknown:
                raise serializers.ValidationError(
                    {name: [serializers.ErrorDetail(str(text), code="unknown")] for name, text in unknown.items()}
                )
        return super().to_internal_value(data)


class Text(serializers.CharField):
    """One line of text without control characters, trimmed."""

    default_error_messages = {"characters": _("Some characters in this text cannot be used.")}
    lines = False

    def to_internal_value(self, data: Any) -> str:
        value: str = super().to_internal_value(data)
        if unusable_characters(value) or (not self.lines and any(c in value for c in "\n\r\t")):
            self.fail("characters")
        return value


class Lines(Text):
    """Text that may run over several lines."""

    lines = True


class Minor(serializers.IntegerField):
    """An amount in the currency's minor unit: a JSON integer, never a fraction, a string or a boolean."""

    default_error_messages = {"whole": _("Send a whole number of the currency's smallest unit.")}

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("whole")
        return int(super().to_internal_value(data))


class Moment(serializers.DateTimeField):
    """RFC 3339 with an offset; a time without one could mean anything. Gives an aware datetime with the given
    offset."""

    default_error_messages = {
        "offset": _("Add the offset from UTC, such as 2027-03-01T16:30:00-07:00."),
        "minute": _("Times have whole minutes."),
        "year": _("This year is out of range."),
    }

    def to_internal_value(self, value: Any) -> Any:
        if not isinstance(value, str):
            self.fail("invalid", format="RFC 3339")
        parsed = super().to_internal_value(value)
        offset = parsed.utcoffset() or timedelta(0)
        if parsed.second or parsed.microsecond or offset % timedelta(minutes=1):
            self.fail("minute")
        if parsed.year not in YEARS:
            self.fail("year")
        return parsed

    def enforce_timezone(self, value: Any) -> Any:
        if value.tzinfo is None:
            self.fail("offset")
        return value


class Day(serializers.DateField):
    """A local day, `2027-03-01`, with room in the calendar on both sides."""

    default_error_messages = {"year": _("This year is out of range.")}

    def to_internal_value(self, value: Any) -> Any:
        parsed = super().to_internal_value(value)
        if parsed.year not in YEARS:
            self.fail("year")
        return parsed
