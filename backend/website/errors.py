"""Refusals as pages: the same statuses as the API's problems, in the look and language of the site."""

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from common.api.problems import status_of
from common.errors import Refusal
from studio.errors import StudioNotSetUp
from website.responses import with_retry_after
from website.site import Site, load_site, render

log = logging.getLogger(__name__)
AWAY = (OperationalError, InterfaceError)


class RefusalPages:
    """Middleware that answers a refusal raised by a page, or by middleware further in, with a page.

    Refusals of the API are problem documents already and pass.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_problem = response.get("Content-Type", "").startswith("application/problem+json")
        if not is_problem or not is_page(request):
            return response
        page = error_page(request, response.status_code)
        if "Retry-After" in response:
            page["Retry-After"] = response["Retry-After"]
        return page

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponseBase | None:
        if not is_page(request):
            return None
        if isinstance(error, StudioNotSetUp):
            return error_page(request, 503, title=_("This studio is being set up"), detail=_("Come back soon."))
        if isinstance(error, Refusal):
            return refusal_page(request, error)
        if isinstance(error, AWAY):
            log.warning("a page could not reach the database: %s", error)
            return error_page(request, 503)
        return None


def refusal_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return with_retry_after(error_page(request, status_of(refusal), detail=str(refusal.detail)), refusal)


def error_page(request: HttpRequest, status: int, *, title: str = "", detail: str = "") -> HttpResponse:
    default_title, default_detail = _words(status)
    context: dict[str, Any] = {
        "status": status,
        "title": title or default_title,
        "detail": detail or default_detail,
        "request_id": getattr(request, "id", "") if status >= 500 else "",
        # No links made from an address that is not there: one that begins with two slashes would lead to another site.
        "addresses": {},
    }
    response = render(request, "error.html", _site_if_there(status), context, status=status)
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response


def is_page(request: HttpRequest) -> bool:
    """Whether a person looks at this address in a browser, rather than a program."""
    return not request.path.startswith(("/api/", "/admin/", "/assets/", "/healthz", "/readyz", "/metrics"))


def _site_if_there(status: int) -> Site | None:
    if status >= 500:  # whatever broke, asking it again would break the page that says so
        return None
    try:
        return load_site()
    except (StudioNotSetUp, DatabaseError, InterfaceError):
        return None


def _words(status: int) -> tuple[str, str]:
    if status == 404:
        return _("There is nothing here"), _("The address may be old or mistyped. Nothing is wrong with your booking.")
    if status == 403:
        return _("This was sent from another site"), _("Open the studio's own page and try there.")
    if status == 413:
        return _("That was too much to read"), _("Shorten what you typed and send it again.")
    if status == 429:
        return _("Too many tries in a row"), _("Wait a few minutes, then try again. Nothing was changed.")
    if status == 503:
        return _("The studio's server is away"), _("Nothing was changed. Try again in a moment.")
    if status >= 500:
        return _("Something went wrong here"), _("It is logged, and nothing you did caused it. Try again in a moment.")
    return _("This could not be read"), _("Go back and try again.")
