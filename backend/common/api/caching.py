"""How long others may keep a public answer."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PubliclyCached:
    """Mixed into views of public facts: kept for `max_age_seconds`, then asked again with the ETag.

    Only good answers are kept: a problem is about one moment.
    """

    max_age_seconds = 60

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        if response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={self.max_age_seconds}"
        return response


class NeverStored:
    """Mixed into views whose answers are somebody's own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        response.headers["Cache-Control"] = "no-store"
        return response
