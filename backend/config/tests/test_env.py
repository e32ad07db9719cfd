"""A bad value stops start-up and is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: env.flag("X", default=True), "perhaps"),
        (lambda: env.whole_number("X", default=1), "-1"),
        (lambda: env.whole_number("X", default=1), "1.5"),
        (lambda: env.database("X"), "mysql://u@h/n"),
        (lambda: env.database("X"), "postgresql://u@h"),
        (lambda: env.origin("X", ""), "example.com"),
        (lambda: env.origin("X", ""), "https://example.com/path"),
        (lambda: env.text("X"), ""),
        (lambda: env.countries("X"), "CA,England"),
    ],
)
def test_a_value_that_cannot_be_read_is_named(monkeypatch, read, value):
    monkeypatch.setenv("X", value)

    with pytest.raises(ImproperlyConfigured, match="X"):
        read()


def test_a_password_may_hold_any_character(monkeypatch):
    monkeypatch.setenv("X", "postgresql://u%40v:p%2Fw%3A@h:5433/n")

    found = env.database("X")

    assert (found["USER"], found["PASSWORD"], found["PORT"]) == ("u@v", "p/w:", "5433")


def test_words_are_trimmed(monkeypatch):
    monkeypatch.setenv("X", " a.example , b.example,")

    assert env.words("X") == ["a.example", "b.example"]


def test_countries_are_read_in_any_case(monkeypatch):
    monkeypatch.setenv("X", "ca, US")

    assert env.countries("X") == ["CA", "US"]
