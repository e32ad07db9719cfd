"""Every row lock of this app. Order: owners (by key), user, session."""

from django.contrib.sessions.models import Session

from accounts.models import ExpiringToken, User


def lock_owners() -> list[User]:
    """All active owners, so that two of them cannot remove each other at once."""
    owners = User.objects.filter(role=User.Role.OWNER, is_active=True).order_by("pk")
    return list(owners.select_for_update(no_key=True))


def lock_user(user_id: int) -> User | None:
    """One person: sign-ins on one device and changes of role queue here."""
    return User.objects.filter(pk=user_id).select_for_update(no_key=True).first()


def lock_sign_in(token: ExpiringToken) -> ExpiringToken | None:
    """The session of a token, and the token as it is once the lock is ours; None if either has gone.

    All tokens of a family hang on one session, so rotations queue here, and so does a logout beside them.
    """
    session = Session.objects.filter(pk=token.session_id).select_for_update(no_key=True)
    # A statement of its own after the wait: it sees what the rotation before us wrote.
    return ExpiringToken.objects.filter(pk=token.pk).first() if session.first() else None
