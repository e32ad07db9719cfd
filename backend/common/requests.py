"""Middleware about where a request comes from, and what it is called."""

import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from common.api.problems import problem_response
from common.errors import NotPermitted, Refusal

SAFE = {"GET", "HEAD", "OPTIONS"}
REQUEST_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")


class ForeignOrigin(NotPermitted):
    type = "foreign-origin"
    title = "Sent from another site"


class TooLarge(Refusal):
    type = "too-large"
    title = "The request is too large"


class RequestIds:
    """Gives each request a name that an error answer shows and the log holds, so that one finds the other."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if REQUEST_ID.match(given) else secrets.token_hex(8)  # type: ignore[attr-defined]
        return self.get_response(request)


class OwnOriginOnly:
    """Refuses writes that a browser says come from another site.

    There are no cookies, hence no ambient authority and no CSRF token; this keeps other sites from making their
    visitors' browsers place holds all the same. Programs send neither header and pass.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in SAFE and self._is_foreign(request):
            return problem_response(ForeignOrigin("This form can only be sent from the studio's own pages."), request)
        return self.get_response(request)

    def _is_foreign(self, request: HttpRequest) -> bool:
        origin = request.headers.get("Origin")
        if origin in settings.CORS_ALLOWED_ORIGINS:
            return False
        if request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
            return True
        # A page under `no-referrer` sends Origin: null for its own forms; Sec-Fetch-Site above tells those apart.
        if origin is None or (origin == "null" and request.headers.get("Sec-Fetch-Site") == "same-origin"):
            return False
        try:
            return urlsplit(origin).netloc != request.get_host()
        except ValueError:  # `http://[` is nobody's origin
            return True


class BodyLimit:
    """Refuses a body over `DATA_UPLOAD_MAX_MEMORY_SIZE` bytes before it is read.

    Django checks only what goes through `request.body` and forms; DRF's JSON parser reads the stream past it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > (settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0):
            return problem_response(TooLarge("At most 1 MB can be sent."), request)
        return self.get_response(request)
