"""Sessions without cookies."""

from collections.abc import Callable

from allauth.headless.internal.sessionkit import new_session
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse


class NoAmbientSession:
    """Gives each request an empty session and nobody as its user, where allauth expects both to be there.

    In place of Django's SessionMiddleware and AuthenticationMiddleware: those read a session key from a cookie, and a
    session key must open nothing. The session is lazy and never saved; allauth puts the token's own in its place.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session = new_session()
        request.user = AnonymousUser()
        return self.get_response(request)
