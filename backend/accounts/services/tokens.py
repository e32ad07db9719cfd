"""The life of a token: issued at sign-in, used, rotated, revoked. See ADR 0004."""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction

from accounts import locks, rules, selectors
from accounts.models import ExpiringToken, User
from accounts.services import audit
from common.db import command

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Issued:
    """A token in clear, which exists in memory and in one answer only."""

    token: str
    expires_at: datetime


@transaction.atomic
def issue(*, session_key: str, user: User | None, device: uuid.UUID | None, now: datetime) -> Issued:
    """A token for a saved session; with `user` it is a full one and replaces theirs on the same device.

    Without `user` (sign-in waits for a second factor) it opens nothing but sign-in itself. Locks the user.
    """
    if user is not None and locks.lock_user(user.pk) is not None and device is not None:
        earlier = Session.objects.filter(tokens__user=user, tokens__device=device)
        earlier.exclude(pk=session_key).delete()
    token = rules.new_token()
    row = ExpiringToken.objects.create(
        digest=rules.digest_of(token),
        user=user,
        session_id=session_key,
        device=device or uuid.uuid4(),
        fingerprint=user.get_session_auth_hash() if user else "",
        signed_in_at=now,
        created_at=now,
        expires_at=now + ExpiringToken.LIFE,
    )
    return Issued(token, row.expires_at)


def use(*, token: str, now: datetime) -> ExpiringToken | None:
    """The row of a token that is good at this moment, or None. A replayed one revokes its family.

    The row's `user` is empty while sign-in waits for a second factor.
    """
    row = selectors.unexpired_token(token, now=now)
    if row is None:
        return None
    if rules.is_replay(rotated_at=row.rotated_at, grace=ExpiringToken.GRACE, now=now):
        _revoke_replayed(row, now=now)
        return None
    if row.user is not None and not row.user.matches_fingerprint(row.fingerprint):
        return None
    return row


@command
def rotate(*, token: str, now: datetime) -> Issued | None:
    """Swap a full token for its successor, which lives 24 hours from now as does the session; None if it is not good.

    Whoever rotates the same token within 30 seconds is given the same successor; later it is a replay. Locks the
    session: sixteen rotations at once make one successor.
    """
    used = use(token=token, now=now)
    if used is None or used.user is None:
        return None
    row = locks.lock_sign_in(used)
    if row is None:
        return None
    if row.rotated_at is not None:
        return _same_successor(row, token)

    successor = rules.successor_of(token, secret=settings.SECRET_KEY)
    expires_at = now + ExpiringToken.LIFE
    ExpiringToken.objects.create(
        digest=rules.digest_of(successor),
        user_id=row.user_id,
        session_id=row.session_id,
        device=row.device,
        family=row.family,
        predecessor=row,
        fingerprint=row.fingerprint,
        signed_in_at=row.signed_in_at,
        created_at=now,
        expires_at=expires_at,
    )
    row.rotated_at = now
    row.save(update_fields=["rotated_at"])
    Session.objects.filter(pk=row.session_id).update(expire_date=expires_at)
    return Issued(successor, expires_at)


@transaction.atomic
def end_sign_in(*, user: User, family: uuid.UUID) -> bool:
    """End one sign-in of `user` with all its tokens; False if there is none such."""
    return bool(Session.objects.filter(tokens__user=user, tokens__family=family).delete()[0])


def end_all_sign_ins(*, user: User) -> None:
    """End every session and token of `user`. Assumes a transaction."""
    Session.objects.filter(tokens__user=user).delete()


def _same_successor(row: ExpiringToken, token: str) -> Issued | None:
    stored = ExpiringToken.objects.filter(predecessor=row).first()
    if stored is None:
        return None
    # The secret may have been changed since: then an earlier one made the successor.
    for secret in [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]:
        successor = rules.successor_of(token, secret=secret)
        if rules.digest_of(successor) == stored.digest:
            return Issued(successor, stored.expires_at)
    return None


@transaction.atomic
def _revoke_replayed(row: ExpiringToken, *, now: datetime) -> None:
    revoked = Session.objects.filter(tokens__family=row.family).delete()[0]
    if revoked:  # two replays at once are one event
        log.warning("A rotated token was used again; its family is revoked. user=%s", row.user_id)
        audit.record(
            action="token.replayed",
            subject_kind="user",
            subject_id=row.user_id,
            actor=None,
            now=now,
            after={"family": str(row.family), "device": str(row.device)},
        )
