"""Fields about people and bookings that more than one door has."""

from datetime import datetime
from typing import Any, ClassVar

import phonenumbers
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bookings.models import Appointment, LastChange
from bookings.undo import change_to_undo, offered_change
from common.api.fields import local_text
from common.api.serializers import StrictSerializer, Text
from common.time import now

MAX_EMAIL_LENGTH = 254


class Email(Text):
    """An e-mail address, as typed but for surrounding space."""

    default_error_messages = {
        "incomplete": _("The address stops after “{domain}”. Add the ending, such as .com"),
        "invalid_email": _("This is not an e-mail address. It reads like name@example.com"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=MAX_EMAIL_LENGTH, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not value:
            return value
        # Kept in lower case, where a letter may become two.
        if len(value.lower()) > MAX_EMAIL_LENGTH:
            self.fail("max_length", max_length=MAX_EMAIL_LENGTH)
        _name, at, domain = value.rpartition("@")
        if at and domain and "." not in domain:
            self.fail("incomplete", domain=domain)
        try:
            EmailValidator()(value)
        except Exception as error:
            raise serializers.ValidationError(self.error_messages["invalid_email"], code="invalid_email") from error
        return value


class Phone(Text):
    """A phone number in any usual form; gives E.164.

    Without a country code it is read as one of the studio's country (`country` in the serializer's context).
    """

    default_error_messages = {"phone": _("This is not a phone number we can reach. Check its digits.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not value:
            return ""
        number = read_phone(value, country=self.context.get("country", ""))
        if number is None:
            self.fail("phone")
        return str(number)


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


def read_phone(text: str, *, country: str) -> str | None:
    """E.164 of a number as typed, or None. `country`: ISO 3166-1 alpha-2; North American where none is given."""
    try:
        number = phonenumbers.parse(text, country or "CA")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
