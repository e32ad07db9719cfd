"""RFC 9457: every error of the API as `application/problem+json`. The one module that maps refusals to HTTP."""

import json
import logging
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions as drf
from rest_framework.utils.encoders import JSONEncoder

from common.db import CONTENTION, GONE, RERUN, sqlstate
from common.errors import (
    Busy,
    Conflict,
    Invalid,
    Missing,
    NotNow,
    NotPermitted,
    Refusal,
    RuleViolation,
    TooManyRequests,
)

log = logging.getLogger(__name__)

FAMILIES: list[tuple[type[Refusal], int]] = [
    (Invalid, 400),
    (NotPermitted, 403),
    (Missing, 404),
    (Conflict, 409),
    (RuleViolation, 422),
    (TooManyRequests, 429),
    (NotNow, 503),
]

# What the framework itself raises: status → (type, title).
FRAMEWORK = {
    400: ("unreadable", "The request could not be read"),
    401: ("not-authenticated", "Sign in first"),
    403: ("not-permitted", "Not permitted"),
    404: ("missing", "Not found"),
    405: ("method-not-allowed", "Method not allowed"),
    406: ("not-acceptable", "Only JSON is served here"),
    413: ("too-large", "The request is too large"),
    415: ("unsupported-media-type", "Send JSON"),
}


def handle(error: Exception, context: dict[str, Any]) -> HttpResponse | None:
    """DRF's exception handler. What is not a refusal is a bug: logged in full, answered with its request's name."""
    return _answer(error, context["request"]._request)


def problem_response(refusal: Refusal, request: HttpRequest) -> HttpResponse:
    """The problem document of a refusal, for views and middleware outside DRF as well."""
    response = _problem(
        status_of(refusal), refusal.type, str(refusal.title), str(refusal.detail), request, refusal.facts
    )
    if isinstance(refusal, (TooManyRequests, NotNow)):
        response["Retry-After"] = str(refusal.retry_after_seconds)
    return response


def status_of(refusal: Refusal) -> int:
    by_type = {slug: status for status, (slug, _title) in FRAMEWORK.items()}
    return next((status for family, status in FAMILIES if isinstance(refusal, family)), by_type.get(refusal.type, 500))


def server_error(request: HttpRequest) -> HttpResponse:
    """A bare 500: what happened stands in the log under the same name."""
    return _problem(
        500, "internal-error", "Something went wrong here", _("It is logged; nothing you did caused it."), request, {}
    )


def _answer(error: Exception, request: HttpRequest) -> HttpResponse:
    if isinstance(error, Refusal):
        return problem_response(error, request)
    if isinstance(error, drf.ValidationError):
        return problem_response(Invalid(_("Correct the named fields."), errors=field_errors(error.detail)), request)
    if isinstance(error, RequestDataTooBig):
        return _framework(413, _("At most 1 MB can be sent."), request)
    if isinstance(error, (Http404, drf.NotFound)):
        return _framework(404, _("There is nothing at this address."), request)
    if isinstance(error, PermissionDenied):
        return _framework(403, _("You may not do this."), request)
    if isinstance(error, (SuspiciousOperation, UnicodeError)):
        return _framework(400, _("The request could not be read."), request)
    if isinstance(error, drf.APIException):
        response = _framework(error.status_code, str(error.detail), request)
        header = getattr(error, "auth_header", None)
        if header:
            response["WWW-Authenticate"] = header
        return response
    if isinstance(error, (OperationalError, InterfaceError)) or (
        isinstance(error, DatabaseError) and sqlstate(error) in RERUN | CONTENTION | GONE
    ):
        state = sqlstate(error)
        kind = Busy if state in RERUN | CONTENTION else NotNow
        log.warning("database refused a request: %s", state or "no connection")
        return problem_response(
            kind(_("Nothing was changed; try again."), retry_after_seconds=2 if kind is Busy else 5), request
        )
    log.exception("unexpected error", extra={"request_id": getattr(request, "id", "")})
    return server_error(request)


def field_errors(detail: Any, pointer: str = "#") -> list[dict[str, str]]:
    """DRF's nested details as a flat list: `{"client": {"email": [...]}}` → pointer `#/client/email`."""
    if isinstance(detail, dict):
        return [
            found
            for name, inner in detail.items()
            for found in field_errors(inner, pointer if name == "non_field_errors" else f"{pointer}/{_escaped(name)}")
        ]
    if isinstance(detail, list):
        nested = any(isinstance(item, (dict, list)) for item in detail)
        return [
            found
            for index, item in enumerate(detail)
            for found in field_errors(item, f"{pointer}/{index}" if nested else pointer)
        ]
    return [{"pointer": pointer, "code": getattr(detail, "code", "invalid"), "detail": str(detail)}]


def _escaped(name: Any) -> str:
    """A member's name within a JSON Pointer (RFC 6901)."""
    return str(name).replace("~", "~0").replace("/", "~1")


def _framework(status: int, detail: str, request: HttpRequest) -> HttpResponse:
    slug, title = FRAMEWORK.get(status, ("refused", "Refused"))
    return _problem(status, slug, title, detail, request, {})


def _problem(
    status: int, slug: str, title: str, detail: str, request: HttpRequest, facts: dict[str, Any]
) -> HttpResponse:
    document = {
        **facts,
        "type": f"/problems/{slug}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": f"/requests/{getattr(request, 'id', 'unknown')}",
    }
    # A detail may quote what was sent, and lone surrogates have no UTF-8.
    body = json.dumps(document, cls=JSONEncoder, ensure_ascii=False).encode(errors="replace")
    response = HttpResponse(body, status=status, content_type="application/problem+json")
    response["Cache-Control"] = "no-store"
    return response
