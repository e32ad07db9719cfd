"""`/api/v1/message-pages/{signed}`: an e-mail as a page, for whoever was given its address within ten minutes.

It is HTML with styles of its own and words that staff and clients typed, so it gets the least of rights: no script,
nothing fetched, framed by the staff app alone, which may measure it: without script its origin is of no use to it.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override
from django.views.decorators.http import require_safe

from common.time import now
from messaging.pages import markup

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-same-origin"
)


@require_safe
def message_page(request: HttpRequest, signed: str) -> HttpResponse:
    page = markup(signed, now())
    if page is None:
        with override(get_language_from_request(request)):
            response = HttpResponse(render_to_string("messaging/page_over.html"), status=404)
    else:
        response = HttpResponse(page)
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
