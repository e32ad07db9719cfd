"""Two kinds of page: content, which anyone may keep for a while, and the flow, which nobody may."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.csrf import csrf_exempt

from common.errors import NotNow, Refusal, TooManyRequests

View = Callable[..., HttpResponse]
CONTENT_SECONDS = 30
CONTENT_STALE_SECONDS = 300


def content_page(view: View) -> View:
    """The same for everybody who asks for this address: short `max-age`, `ETag`, 304 when nothing has changed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if response.status_code != 200:
            return response
        response["Cache-Control"] = f"public, max-age={CONTENT_SECONDS}, stale-while-revalidate={CONTENT_STALE_SECONDS}"
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:20])
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return answer


def flow_page(view: View) -> View:
    """Pages of one visitor's booking: kept by nobody, and their address goes to no other site.

    There are no cookies, hence no CSRF token; `common.requests.OwnOriginOnly` refuses what other sites send.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.encoding = "utf-8"  # whatever a sender names: other encodings can spell what no page can print
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return answer


def with_retry_after(response: HttpResponse, refusal: Refusal | None) -> HttpResponse:
    """Says when to come back, where the refusal knows."""
    if isinstance(refusal, (TooManyRequests, NotNow)):
        response["Retry-After"] = str(refusal.retry_after_seconds)
    return response


def see_other(address: str) -> HttpResponse:
    """303: whatever was posted, what follows is read with GET, so that reloading it sends nothing twice."""
    response = HttpResponse(status=303)
    response["Location"] = address
    return response


def vary_on_language(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept-Language"])
    return response
