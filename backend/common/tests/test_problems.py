"""Errors as problem documents."""

import json

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404
from rest_framework import exceptions as drf
from rest_framework.exceptions import ErrorDetail

from common.api.problems import field_errors, handle
from common.errors import Busy, Conflict, Missing, NotNow, NotPermitted, RuleViolation, TooManyRequests


@pytest.fixture
def answer(rf):
    """The response to an error, and its document."""

    class DrfRequest:
        _request = rf.get("/")

    def answer(error):
        response = handle(error, {"request": DrfRequest})
        return response, json.loads(response.content)

    return answer


def database_error(sqlstate, kind=OperationalError):
    error = kind("words that nobody matches on")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": sqlstate})()
    return error


@pytest.mark.parametrize(
    ("error", "status", "slug"),
    [
        (NotPermitted(), 403, "not-permitted"),
        (Missing(), 404, "missing"),
        (Conflict(), 409, "conflict"),
        (RuleViolation(), 422, "rule"),
        (TooManyRequests(retry_after_seconds=7), 429, "too-many-requests"),
        (NotNow(retry_after_seconds=5), 503, "unavailable"),
        (Busy(retry_after_seconds=1), 503, "busy"),
        (drf.ParseError(), 400, "unreadable"),
        (drf.NotAuthenticated(), 401, "not-authenticated"),
        (drf.MethodNotAllowed("PUT"), 405, "method-not-allowed"),
        (drf.UnsupportedMediaType("text/plain"), 415, "unsupported-media-type"),
        (Http404(), 404, "missing"),
        (PermissionDenied(), 403, "not-permitted"),
        (RequestDataTooBig(), 413, "too-large"),
        (SuspiciousOperation(), 400, "unreadable"),
        (UnicodeError(), 400, "unreadable"),
        (database_error("40P01"), 503, "busy"),
        (database_error("55P03"), 503, "busy"),
        (database_error("57P01"), 503, "unavailable"),
        (database_error("57014", DatabaseError), 503, "busy"),
        (database_error("53300"), 503, "unavailable"),
        (InterfaceError("connection already closed"), 503, "unavailable"),
        (KeyError("a bug"), 500, "internal-error"),
        (database_error("42P01", DatabaseError), 500, "internal-error"),
    ],
    ids=repr,
)
def test_every_error_is_a_problem_of_its_own_type(answer, error, status, slug):
    response, document = answer(error)

    assert (response.status_code, document["status"], document["type"]) == (status, status, f"/problems/{slug}")
    assert response["Content-Type"] == "application/problem+json"
    assert ("Retry-After" in response) == (status in (429, 503))


def test_a_bug_tells_nothing_about_itself(answer):
    _response, document = answer(KeyError("secret"))

    assert "secret" not in json.dumps(document)


def test_a_detail_with_lone_surrogates_can_still_be_sent(answer):
    _response, document = answer(Missing("\ud800 is not here"))

    assert document["detail"] == "? is not here"


def test_pointers_name_members_at_any_depth_with_their_slashes_escaped():
    wrong = ErrorDetail("no", code="bad")
    detail = {"client": {"e/m~l": [wrong]}, "spans": [{}, {"opens": [wrong]}], "non_field_errors": [wrong]}

    found = {error["pointer"] for error in field_errors(detail)}

    assert found == {"#/client/e~1m~0l", "#/spans/1/opens", "#"}
