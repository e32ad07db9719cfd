"""Phone numbers as people type them, kept as E.164."""

import phonenumbers
import pytest

from common.api.contacts import read_phone


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [
        ("403 555-0142", "CA", "+14035550142"),
        ("(403) 555.0142", "", "+14035550142"),  # North American where the studio names no country
        ("1 403 555 0142", "CA", "+14035550142"),
        ("06 12 34 56 78", "FR", "+33612345678"),
        ("+33 6 12 34 56 78", "CA", "+33612345678"),  # whoever types a country has said which
        ("0033 6 12 34 56 78", "FR", "+33612345678"),
    ],
)
def test_a_number_is_kept_as_e164_by_the_plan_of_the_studios_country(typed, country, kept):
    assert read_phone(typed, country=country) == kept
    number = phonenumbers.parse(kept)
    assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == kept


@pytest.mark.parametrize("typed", ["555", "call me", "+999 123 456 789", "403 555 0142 0142 0142"])
def test_what_is_no_number_is_not_kept(typed):
    assert read_phone(typed, country="CA") is None
