"""`Authorization: Token …` for the API."""

from typing import cast

from django.http import HttpRequest
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from accounts.models import ExpiringToken, User
from accounts.services import tokens
from common.time import now

SCHEME = "Token"


def token_in(request: HttpRequest | Request) -> str | None:
    """The token in the Authorization header; None if there is no header or it has another scheme."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == SCHEME.lower() else None


def signed_in(request: Request) -> tuple[User, ExpiringToken]:
    """Who calls a view that only signed-in people reach, and by which token."""
    return cast(User, request.user), cast(ExpiringToken, request.auth)


class ExpiringTokenAuthentication(BaseAuthentication):
    """Signs a request in by its token: `request.user` is the person, `request.auth` the token's row."""

    def authenticate(self, request: Request) -> tuple[User, ExpiringToken] | None:
        """None without a token (another scheme is somebody else's business); 401 for a token that is not good."""
        token = token_in(request)
        if token is None:
            return None
        row = tokens.use(token=token, now=now())
        # A token without a user belongs to a sign-in that is not complete; it is good for /auth/app/ only.
        if row is None or row.user is None:
            raise AuthenticationFailed("Sign in again.")
        return row.user, row

    def authenticate_header(self, request: Request) -> str:
        """Makes DRF answer 401 with `WWW-Authenticate: Token`."""
        return SCHEME
