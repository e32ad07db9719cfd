"""What is typed into forms that work without script. Shapes only; the services decide."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from bookings.errors import NotOffered
from common.api.serializers import Moment
from common.text import unusable_characters
from messaging.events import Channel
from messaging.providers import registry
from studio.models import Service


def usable(value: str) -> None:
    if unusable_characters(value):
        raise ValidationError(_("Some characters in this field cannot be used. Type it again."), code="characters")


class ClientForm(forms.Form):
    """The details step. Attributes of inputs stand in the template, since they are about the page."""

    name = forms.CharField(
        max_length=120, validators=[usable], error_messages={"required": _("Write the name the studio should use.")}
    )
    email = forms.EmailField(
        max_length=254, error_messages={"required": _("Write the e-mail address for this booking.")}
    )
    phone = forms.CharField(max_length=32, required=False, validators=[usable])
    sms = forms.BooleanField(required=False)
    note = forms.CharField(max_length=1000, required=False, validators=[usable])
    terms = forms.BooleanField(error_messages={"required": _("Tick this to book. It covers the cancellation rule.")})
    health = forms.BooleanField(required=False)
    marketing = forms.BooleanField(required=False)

    def __init__(self, *args: Any, service: Service, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country or "CA"
        self.fields["email"].error_messages["invalid"] = self._what_is_wrong_with_email()
        if service.asks_health_consent:
            self.fields["health"].required = True
            self.fields["health"].error_messages["required"] = _("This treatment needs it. Tick this, or call us.")
        else:
            del self.fields["health"]
        if not registry.available(Channel.SMS):
            del self.fields["sms"]

    @classmethod
    def typed(cls, data: Mapping[str, Any]) -> dict[str, str]:
        return {name: data[name] for name in cls.base_fields if name in data}

    @classmethod
    def was_typed_in(cls, data: Mapping[str, Any]) -> bool:
        return any(str(value).strip() for value in cls.typed(data).values())

    def clean_phone(self) -> str:
        typed: str = self.cleaned_data["phone"]
        if not typed.strip():
            return ""
        try:
            number = phonenumbers.parse(typed, self.country)
        except phonenumbers.NumberParseException:
            number = None
        if number is None or not phonenumbers.is_possible_number(number):
            raise ValidationError(_("This number is not complete. Write it with its area code."), code="phone")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        if typed.get("sms") and typed.get("phone") == "":
            self.add_error("phone", ValidationError(_("Write the number to text."), code="required"))
        return typed

    @property
    def consents(self) -> frozenset[str]:
        given = (kind for kind in ("terms", "health", "sms", "marketing") if self.cleaned_data.get(kind))
        return frozenset(given)

    def _what_is_wrong_with_email(self) -> str:
        """The likeliest slip, named: an ending left off, or the sign itself."""
        typed = str(self.data.get("email", "")).strip()
        _name, at, domain = typed.rpartition("@")
        if not at:
            return str(_("An e-mail address has an @, as in name@example.ca."))
        if domain and "." not in domain:
            return str(_("The address stops after “%(domain)s”. Add the ending, such as .com") % {"domain": domain})
        return str(_("This address is not complete. It looks like name@example.ca."))


class LookupForm(forms.Form):
    reference = forms.CharField(
        max_length=40, validators=[usable], error_messages={"required": _("Write the reference, such as K7QM 4T2X.")}
    )
    email = forms.CharField(
        max_length=254, validators=[usable], error_messages={"required": _("Write the address you booked with.")}
    )


class CancelForm(forms.Form):
    """`fee` is what the page said it costs, in minor units: nobody is charged what they were not shown."""

    reason = forms.CharField(max_length=300, required=False, validators=[usable])
    fee = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


def read_moment(text: str) -> datetime | None:
    """An aware RFC 3339 time from a button's value, or None: such a value was never offered by a page."""
    try:
        moment: datetime = Moment().run_validation(text)
    except serializers.ValidationError:
        return None
    return moment


def read_practitioner(text: str) -> str | None:
    """A practitioner's slug, or None for anyone. Raises NotOffered for what can be nobody's."""
    if not text:
        return None
    try:
        validate_slug(text)
    except ValidationError:
        raise NotOffered() from None
    return text


def read_token(text: str) -> str | None:
    """A token that a page carries along, or None where it cannot be one."""
    return text if text and not unusable_characters(text) else None
