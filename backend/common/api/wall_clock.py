"""Times of day without a date: HH:MM on the studio's clocks."""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from common.time import wall_clock

SHAPE = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00", re.ASCII)


@extend_schema_field({"type": "string", "pattern": "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$", "examples": ["09:00"]})
class WallClock(serializers.Field):
    """`09:00` to and from minutes of the day; `24:00` is the end of the day and ends things only."""

    default_error_messages = {"wall_clock": _("A time of day reads like 09:00; the end of the day is 24:00.")}

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, str) or not SHAPE.fullmatch(data):
            self.fail("wall_clock")
        hours, minutes = data.split(":")
        return int(hours) * 60 + int(minutes)

    def to_representation(self, value: int) -> str:
        return wall_clock(value)
