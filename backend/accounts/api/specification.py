"""allauth's own OpenAPI, cut to what is mounted here, served beside ours."""

from functools import cache
from typing import Any

from allauth.headless.spec.internal.schema import get_schema
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def specification(request: HttpRequest) -> JsonResponse:
    """OpenAPI 3.0 of `/api/v1/auth/app/`."""
    response = JsonResponse(_document())
    response["Cache-Control"] = "public, max-age=3600"
    return response


@cache
def _document() -> dict[str, Any]:
    """Made once a process: reading allauth's YAML takes a second."""
    document: dict[str, Any] = get_schema()
    document["info"]["title"] = "Stillpoint: signing in"
    document["info"]["description"] = (
        "The part of django-allauth headless that is mounted. The token goes into `Authorization: Token …`; "
        "rotation and everything else stand in /api/docs/."
    )
    # allauth's parameter of this name is the raw session key in a header of its own, which nothing here reads.
    document["components"]["parameters"]["SessionToken"] = {
        "name": "Authorization",
        "in": "header",
        "schema": {"type": "string"},
        "example": "Token 2XcZ4cBq0mYb8h1cT5uO6cJb1mB1o1o8xkz4o7d0k1E",
        "description": "`Token ` and the token.",
    }
    return document
