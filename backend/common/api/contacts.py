"""Fields for the ways to reach a person: e-mail and phone."""

from typing import Any

import phonenumbers
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.api.serializers import Text

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


def read_phone(text: str, *, country: str) -> str | None:
    """E.164 of a number as typed, or None. `country`: ISO 3166-1 alpha-2; North American where none is given."""
    try:
        number = phonenumbers.parse(text, country or "CA")
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
