"""`/admin/` and `/api/docs/` where no nginx stands in front: built files, served as they are.

The staff app is one page: every address under `/admin/` that is no file answers with its `index.html`. It shows
messages in frames, which nothing else does.
"""

from functools import cache
from pathlib import Path

import drf_spectacular_sidecar
from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import path
from django.views.decorators.http import require_safe
from whitenoise import WhiteNoise

BUILD: Path = settings.ROOT / "admin-spa" / "dist"
SWAGGER = Path(drf_spectacular_sidecar.__file__).parent / "static" / "drf_spectacular_sidecar" / "swagger-ui-dist"
OPENAPI: Path = settings.BACKEND / "openapi.json"
DOCS: Path = settings.BACKEND / "config" / "api_docs"


@require_safe
@csp_update({"frame-src": [SELF]})
def staff_app(request: HttpRequest, file: str = "") -> HttpResponseBase:
    if not (BUILD / "index.html").is_file():
        raise Http404("The staff app is not built; ./scripts/start builds it.")
    response = _served(request, BUILD, "/" + file)
    if response is not None:
        # Vite names files by their content.
        if file.startswith("assets/"):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response
    if file.startswith("assets/"):
        raise Http404
    response = FileResponse((BUILD / "index.html").open("rb"), content_type="text/html; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    return HttpResponse(OPENAPI.read_bytes(), content_type="application/json")


@require_safe
def api_docs(request: HttpRequest, file: str = "index.html") -> HttpResponseBase:
    """Swagger UI from its package, with a page and a starter of ours: its own page loads a CDN and inline script."""
    response = _served(request, DOCS, "/" + file) or _served(request, SWAGGER, "/" + file)
    if response is None:
        raise Http404
    return response


def _served(request: HttpRequest, folder: Path, file: str) -> HttpResponseBase | None:
    found = _files(folder).files.get(file)
    if found is None:
        return None
    answer = found.get_response(request.method, request.META)
    response = HttpResponse(answer.file.read() if answer.file else b"", status=int(answer.status))
    for name, value in answer.headers:
        response.headers[name] = value
    return response


@cache
def _files(folder: Path) -> WhiteNoise:
    library = WhiteNoise(None, max_age=60, allow_all_origins=False)
    library.add_files(str(folder), prefix="/")
    return library


urlpatterns = [
    path("admin/", staff_app),
    path("admin/<path:file>", staff_app),
    path("api/openapi.json", openapi),
    path("api/docs/", api_docs),
    path("api/docs/<path:file>", api_docs),
]
