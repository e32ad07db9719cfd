"""Fields about people and bookings that more than one door has."""

from datetime import datetime
from typing import Any

import phonenumbers
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bookings.undo import undo_until
from common.api.fields import LocalMoment
from common.api.serializers import Text
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


@extend_schema_field(serializers.DateTimeField(allow_null=True))
class UndoUntil(LocalMoment):
    """Until when the last cancel or move made at one door ("client" or "staff") can be undone; null when it cannot.

    `now` in the serializer's context is the moment of the whole answer.
    """

    def __init__(self, actor_kind: str, **kwargs: Any) -> None:
        self.actor_kind = actor_kind
        super().__init__(
            source="*",
            read_only=True,
            allow_null=True,
            help_text="Until when what was last cancelled or moved at this door can be undone.",
            **kwargs,
        )

    def to_representation(self, value: Any) -> Any:
        moment: datetime = self.context.get("now") or now()
        return super().to_representation(undo_until(value, actor_kind=self.actor_kind, now=moment))


def read_phone(text: str, *, country: str) -> str | None:
    """E.164 of a number as typed, or None. `country`: ISO 3166-1 alpha-2; North American where none is given."""
    try:
        number = phonenumbers.parse(text, country or "CA")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
