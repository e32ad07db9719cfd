"""Money: integers in the currency's minor unit, never a float."""

import re
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision, list_currencies


def minor_unit_digits(currency: str) -> int:
    """Decimal places of a currency: CAD 2, JPY 0 (ISO 4217 as kept by CLDR)."""
    return get_currency_precision(currency)


def is_currency(code: str) -> bool:
    return code in list_currencies()


def format_money(amount_minor: int, currency: str, language: str = "en") -> str:
    """`11500` CAD in English is "$115", `11550` "$115.50"; a whole amount carries no decimals."""
    digits = minor_unit_digits(currency)
    amount = Decimal(amount_minor).scaleb(-digits)
    locale = {"en": "en_CA", "fr": "fr_CA"}.get(language, language)
    text: str = format_currency(amount, currency, locale=locale)
    if digits and amount == amount.to_integral_value():
        # CLDR has no pattern for "no decimals when there are none", and prices on a card read better without.
        # The last group of digits only: ",00" stands in "$1,000" too.
        text = re.sub(rf"[.,]0{{{digits}}}(?=\D*$)", "", text)
    return text
