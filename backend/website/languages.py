"""The address decides the language of a page; only the front door asks what a browser prefers."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import get_language


class LanguageOfAddress(LocaleMiddleware):
    """Django's, without its `Vary: Accept-Language` on every English answer.

    With `prefix_default_language=False` that header is never looked at, and would make caches keep a copy of each page
    for every browser's list of languages. The front door, which does look, says so itself.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response.setdefault("Content-Language", get_language() or "en")
        return response
