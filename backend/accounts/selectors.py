"""Reads: tokens, sign-ins and people."""

from datetime import datetime

from django.db.models import QuerySet

from accounts import rules
from accounts.models import ExpiringToken, User


def unexpired_token(token: str, *, now: datetime) -> ExpiringToken | None:
    """The row of `token` with its user, if neither it nor its session has expired. One query."""
    if not rules.TOKEN_SHAPE.match(token):
        return None
    return (
        ExpiringToken.objects.select_related("user")
        .filter(digest=rules.digest_of(token), expires_at__gt=now, session__expire_date__gt=now)
        .first()
    )


def sign_ins_of(user: User, *, now: datetime) -> QuerySet[ExpiringToken]:
    """The living sign-ins of one person, newest first: the latest token of each family."""
    return user.tokens.filter(rotated_at=None, expires_at__gt=now, session__expire_date__gt=now).order_by(
        "-signed_in_at", "-pk"
    )


def user_with_email(email: str) -> User | None:
    """The person with this address, whatever its case."""
    return User.objects.filter(email=email.strip().lower()).first()
