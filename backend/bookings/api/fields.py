"""Fields about people and bookings that more than one door has."""

from datetime import datetime
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bookings.models import Appointment, LastChange
from bookings.undo import change_to_undo, offered_change
from common.api.fields import local_text
from common.api.serializers import StrictSerializer, Text
from common.time import now


class OffersUndo(serializers.Serializer):
    """Fills `undo_until` and `undo_change`: the last cancel or move made at one door, both null when it is no offer.

    In the context: `now`, the moment of the whole answer; `own_calendar`, where somebody may write for one only.
    """

    door: ClassVar[str]  # "client" or "staff"
    # A list tells by the clock alone; whether the old time is still free would be asked for each row.
    is_row: ClassVar[bool] = False
    _offer: LastChange | None = None

    def to_representation(self, instance: Appointment) -> Any:
        find = change_to_undo if self.is_row else offered_change
        moment: datetime = self.context.get("now") or now()
        own_calendar = self.context.get("own_calendar")
        self._offer = find(instance, actor_kind=self.door, now=moment, own_calendar=own_calendar)
        return super().to_representation(instance)

    @extend_schema_field(serializers.DateTimeField(allow_null=True))
    def get_undo_until(self, _appointment: Appointment) -> str | None:
        return local_text(self._offer.undo_until, self.context.get("zone")) if self._offer else None

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_undo_change(self, _appointment: Appointment) -> str | None:
        return str(self._offer.key) if self._offer else None


class UndoUntil(serializers.SerializerMethodField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text="Until when what was last cancelled or moved at this door can be undone.", **kwargs)


class UndoChange(serializers.SerializerMethodField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(help_text="Names that change, for undoing it and no other.", **kwargs)


class UndoInput(StrictSerializer):
    change = Text(
        required=False, max_length=64, help_text="`undo_change` as it was read; without it the last change, whichever."
    )
