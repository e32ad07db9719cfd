"""Cursors come back from the outside, so anything may stand in them."""

import base64
import json

import pytest
from rest_framework.exceptions import ValidationError

from accounts.models import User
from accounts.tests.factories import UserFactory
from common.pagination import page


def cursor(value):
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "bad",
    [
        "!",
        "AAAA",
        cursor([]),
        cursor({"a": 1}),
        cursor(["name"]),
        cursor(["name", "no number"]),
        cursor(["name", {"x": 1}]),
        cursor(["name", None]),
        cursor(["name\x00", 1]),
        cursor(["\ud800", 1]),
    ],
)
@pytest.mark.django_db
def test_a_cursor_that_is_not_ours_is_refused(bad):
    with pytest.raises(ValidationError):
        page(User.objects.all(), order=["name", "id"], cursor=bad)


@pytest.mark.django_db
def test_equal_values_are_told_apart_by_the_last_field(monkeypatch):
    monkeypatch.setattr("common.pagination.PAGE_SIZE", 2)
    people = [UserFactory(name="Same") for _ in range(5)]
    seen, following = [], None

    while True:
        rows, following = page(User.objects.all(), order=["-name", "id"], cursor=following)
        seen += rows
        if following is None:
            break

    assert seen == people
