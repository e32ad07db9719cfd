"""Our token in allauth's hands: the raw Django session key is neither accepted nor given out. See ADR 0004."""

import uuid
from typing import Any

from allauth.headless.internal.sessionkit import session_store
from allauth.headless.tokens.strategies.base import AbstractTokenStrategy
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from accounts.api.authentication import token_in
from accounts.models import User
from accounts.services import tokens
from common.time import now


class ExpiringTokenStrategy(AbstractTokenStrategy):  # type: ignore[misc]
    """allauth asks here which session a request belongs to and what to give the client in its stead."""

    def get_session_token(self, request: HttpRequest) -> str | None:
        """The one header; `X-Session-Token` is not looked at."""
        return token_in(request)

    def lookup_session(self, session_token: str) -> SessionBase | None:
        """The session of a good token, complete sign-in or not."""
        row = tokens.use(token=session_token, now=now())
        return session_store(row.session_id) if row else None

    def create_session_token(self, request: HttpRequest) -> str:
        """The token for the session as it now stands: the one that came in if it still fits, else a new one.

        allauth asks whenever it has written to the session, several times for one answer.
        """
        return self._issued(request).token

    def create_access_token_payload(self, request: HttpRequest) -> dict[str, Any] | None:
        """What joins `meta` when somebody has just signed in."""
        issued = self._issued(request)
        return {"access_token": issued.token, "expires_at": issued.expires_at.isoformat().replace("+00:00", "Z")}

    def create_access_token(self, request: HttpRequest) -> str | None:
        """The same token: there is one credential, not two."""
        return self._issued(request).token

    def _issued(self, request: HttpRequest) -> tokens.Issued:
        if not request.session.session_key:
            request.session.save()
        session_key = str(request.session.session_key)
        user = request.user if isinstance(request.user, User) else None
        standing = (session_key, user.pk if user else None)

        kept = getattr(request, "_token_issued", None)
        if kept and kept[0] == standing:
            return kept[1]  # type: ignore[no-any-return]
        issued = self._still_fits(request, standing) or tokens.issue(
            session_key=session_key, user=user, device=device_in(request), now=now()
        )
        request._token_issued = (standing, issued)  # type: ignore[attr-defined]
        return issued

    def _still_fits(self, request: HttpRequest, standing: tuple[str, int | None]) -> tokens.Issued | None:
        token = token_in(request)
        row = tokens.use(token=token, now=now()) if token else None
        if token is None or row is None or (row.session_id, row.user_id) != standing:
            return None
        return tokens.Issued(token, row.expires_at)


def device_in(request: HttpRequest) -> uuid.UUID | None:
    """The id that the app keeps for this device; None if there is none. Raises ValueError if it is no UUID."""
    given = request.headers.get("X-Device")
    return uuid.UUID(given) if given else None
