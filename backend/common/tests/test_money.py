import pytest

from common.money import format_money, is_currency, minor_unit_digits


@pytest.mark.parametrize(
    ("amount_minor", "currency", "language", "shown"),
    [
        (11500, "CAD", "en", "$115"),
        (11550, "CAD", "en", "$115.50"),
        (5, "CAD", "en", "$0.05"),
        (0, "CAD", "en", "$0"),
        (1250000, "CAD", "en", "$12,500"),
        (11550, "CAD", "fr", "115,50\N{NO-BREAK SPACE}$"),
        (11500, "CAD", "fr", "115\N{NO-BREAK SPACE}$"),
        (11500, "JPY", "en", "JP¥11,500"),
    ],
)
def test_amounts_read_as_the_language_writes_them(amount_minor, currency, language, shown):
    assert format_money(amount_minor, currency, language) == shown


def test_currencies_know_their_minor_unit():
    assert [minor_unit_digits(code) for code in ("CAD", "JPY", "BHD")] == [2, 0, 3]


def test_only_real_currencies_are_known():
    assert is_currency("CAD")
    assert not is_currency("XYZ1")
