"""Headers that every response carries, errors and files included (integrity, section 4)."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Pages of one visitor's booking. By address, since redirects and refused methods never reach a view that could say
# so; the list of treatments (/book/) is the same for everybody.
ONE_VISITORS_OWN = re.compile(r"^/(fr/)?(b/|bookings/|book/.)")
PERMISSIONS_POLICY = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()"


class SecurityHeaders:
    """Outermost middleware, so that what any other one answers passes through here too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if ONE_VISITORS_OWN.match(request.path_info):
            response["Referrer-Policy"] = "no-referrer"
            response["Cache-Control"] = "no-store"
        if request.headers.get("Authorization"):
            response["Cache-Control"] = "no-store"
        return response
