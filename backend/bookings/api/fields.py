"""Input fields about people and bookings."""

from typing import Any

import phonenumbers
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.api.serializers import Text


class Email(Text):
    """An e-mail address, as typed but for surrounding space."""

    default_error_messages = {
        "incomplete": _("The address stops after “{domain}”. Add the ending, such as .com"),
        "invalid_email": _("This is not an e-mail address. It reads like name@example.com"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=254, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not value:
            return value
        _name, at, domain = value.rpartition("@")
        if at and domain and "." not in domain:
            self.fail("incomplete", domain=domain)
        try:
            EmailValidator()(value)
        except Exception as error:
            raise serializers.ValidationError(self.error_messages["invalid_email"], code="invalid_email") from error
        return value


class Phone(Text):
    """A phone number in any usual form; gives E.164. Without a country code it is read as North American."""

    default_error_messages = {"phone": _("This is not a phone number we can reach. Check its digits.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not value:
            return ""
        try:
            number = phonenumbers.parse(value, "CA")
        except phonenumbers.NumberParseException:
            self.fail("phone")
        if not phonenumbers.is_possible_number(number):
            self.fail("phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
