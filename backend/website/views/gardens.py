"""The studio's garden as files, under addresses that change with what they show."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from common.drawing.picture import STYLE_HASH
from common.drawing.planting import SHAPES
from studio.selectors import get_studio
from website.assets import A_YEAR
from website.gardens import drawn, key_of


@require_safe
def garden(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """One picture. Under another key, from a page kept a while, it is still the garden of today, for a minute.

    Only this studio's gardens are drawn, whatever the address says: drawing takes time that no stranger may spend.
    """
    if name not in SHAPES:
        raise Http404
    studio = get_studio()
    file = drawn(studio, name)
    takes_gzip = _takes_gzip(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(file.compressed if takes_gzip else file.plain, content_type="image/svg+xml")
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    is_current = key == key_of(studio)
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_current else "public, max-age=60"
    # The colours for dark stand in a style inside the file; nothing else may come with it.
    response["Content-Security-Policy"] = f"default-src 'none'; style-src '{STYLE_HASH}'"
    return response


def _takes_gzip(accepted: str) -> bool:
    """`gzip`, or `*` where gzip is not named, and neither with a q of 0."""
    named = {
        coding.strip().lower(): parameters
        for coding, _, parameters in (one.partition(";") for one in accepted.split(","))
    }
    parameters = named.get("gzip", named.get("*"))
    return parameters is not None and re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", parameters, re.IGNORECASE) is None
