"""Cursor pages: `{results, next}`, stable while rows are added, one indexed query each."""

import base64
import binascii
import json
from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError as NotAValue
from django.db.models import Field, Model, Q, QuerySet
from rest_framework.exceptions import ValidationError

from common.text import unusable_characters

Row = TypeVar("Row", bound=Model)

PAGE_SIZE = 50


def page(rows: QuerySet[Row], *, order: Sequence[str], cursor: str | None) -> tuple[list[Row], str | None]:
    """One page of `rows` and the cursor of the next, or None at the end.

    `order` names fields, a minus for descending, the last of them unique. The cursor is the last row's values of these
    fields: readable, since it holds nothing that the page did not show.
    """
    ordered = rows.order_by(*order)
    if cursor:
        ordered = ordered.filter(_after(order, _read(cursor, rows.model, order)))
    found = list(ordered[: PAGE_SIZE + 1])
    if len(found) <= PAGE_SIZE:
        return found, None
    last = found[PAGE_SIZE - 1]
    return found[:PAGE_SIZE], _write([getattr(last, name.lstrip("-")) for name in order])


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows beyond the cursor: later in the first field, or equal there and later in the next, and so on."""
    beyond, equal = Q(pk__in=[]), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        beyond |= equal & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        equal &= Q(**{field: value})
    return beyond


def _write(values: Sequence[Any]) -> str:
    text = json.dumps([value.isoformat() if hasattr(value, "isoformat") else value for value in values])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str, model: type[Model], order: Sequence[str]) -> list[Any]:
    """The values in a cursor, each as its field takes it."""
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if not isinstance(values, list):
            raise TypeError("not a list")
        return [_value(model, name.lstrip("-"), value) for name, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, binascii.Error, NotAValue) as error:
        raise ValidationError({"cursor": "This cursor is not one of ours."}) from error


def _value(model: type[Model], name: str, value: Any) -> Any:
    if type(value) not in (str, int) or unusable_characters(str(value)):
        raise TypeError("neither text nor a number")
    field = model._meta.get_field(name)
    assert isinstance(field, Field)  # noqa: S101  orders name columns, never the other side of a relation
    return field.to_python(value)
