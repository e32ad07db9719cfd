"""What stands before allauth's views: readable bodies, a device that is one, limits, and problems instead of pages."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException, MethodNotAllowed, ParseError
from rest_framework.request import Request

from accounts.api.authentication import token_in
from accounts.api.token_strategy import device_in
from accounts.services import tokens
from common.api.problems import handle
from common.errors import Invalid, Refusal
from common.limits import Action, enforce
from common.text import unusable_characters
from common.time import now

View = Callable[..., HttpResponseBase]


def door(view: View, *methods: str, limited_as: Action | None = None) -> View:
    """`view` of allauth behind our checks, for `methods` alone; each use counts against the limits of `limited_as`.

    allauth checks a body before it looks at the method, so HEAD or OPTIONS with a password would tell whether it is
    right, and no limit would count it.
    """

    @csrf_exempt  # no cookie, no ambient authority
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            if request.method not in methods:
                raise MethodNotAllowed(str(request.method))
            _check_device(request)
            body = _body_of(request)
            if limited_as:
                _limit(request, limited_as, body)
            return view(request, *args, **kwargs)
        except (Refusal, APIException, SuspiciousOperation, DatabaseError, InterfaceError) as error:
            answer = handle(error, {"request": Request(request)})
            if answer is None:
                raise
            return answer

    return opened


def _check_device(request: HttpRequest) -> None:
    try:
        device_in(request)
    except ValueError:
        fault = {"pointer": "#X-Device", "code": "invalid", "detail": _("The header X-Device must be a UUID.")}
        raise Invalid(errors=[fault]) from None


def _body_of(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent, {} if none was. allauth answers a broken one with an empty page or a 500."""
    if not request.body:
        return {}
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        raise ParseError(_("The body is not JSON.")) from None
    if not isinstance(body, dict):
        raise ParseError(_("The body must be a JSON object."))
    faults = [
        {"pointer": f"#/{name}", "code": "invalid_characters", "detail": _("It holds characters that no text holds.")}
        for name, value in body.items()
        if isinstance(value, str) and unusable_characters(value)
    ]
    if faults:
        raise Invalid(errors=faults)
    return body


def _limit(request: HttpRequest, action: Action, body: dict[str, Any]) -> None:
    email = body.get("email")
    token = token_in(request) if action == "password" else None
    row = tokens.use(token=token, now=now()) if token else None
    enforce(
        request,
        action,
        email=email if isinstance(email, str) else None,
        user_id=row.user_id if row else None,
    )
