"""People with accounts: made, given a role, shut out."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import locks
from accounts.errors import AddressTaken, LastOwner, UserMissing
from accounts.models import User
from accounts.services import audit
from accounts.services.tokens import end_all_sign_ins
from common.db import command, refused_as


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    role: str,
    actor: User | None,
    now: datetime,
    password: str | None = None,
    language: str = "en",
) -> User:
    """A person who may sign in; without a password they first need a set-up link.

    Raises AddressTaken, whatever the case of the address.
    """
    with refused_as(AddressTaken(_("Somebody has this e-mail address already.")), "accounts_user_email_key"):
        user = User.objects.create_user(email, password, name=name, role=role, language=language)
    audit.record(
        action="user.created",
        subject_kind="user",
        subject_id=user.pk,
        actor=actor,
        now=now,
        after={"email": user.email, "name": name, "role": role},
    )
    return user


@command
def change_role(*, user_id: int, role: str, actor: User | None, now: datetime) -> User:
    """Give somebody another role; they sign in again. Raises UserMissing, LastOwner. Locks owners, then the user."""
    user = _locked(user_id, keeps_an_owner=role == User.Role.OWNER)
    return _change(user, field="role", value=role, action="user.role-changed", actor=actor, now=now)


@command
def deactivate(*, user_id: int, actor: User | None, now: datetime) -> User:
    """Shut somebody out from their next request on. Raises UserMissing, LastOwner. Locks owners, then the user."""
    user = _locked(user_id, keeps_an_owner=False)
    return _change(user, field="is_active", value=False, action="user.deactivated", actor=actor, now=now)


@command
def reactivate(*, user_id: int, actor: User | None, now: datetime) -> User:
    """Let somebody in again; tokens of before stay dead. Raises UserMissing."""
    user = _locked(user_id, keeps_an_owner=True)
    return _change(user, field="is_active", value=True, action="user.reactivated", actor=actor, now=now)


def _locked(user_id: int, *, keeps_an_owner: bool) -> User:
    owners = locks.lock_owners()
    user = locks.lock_user(user_id)
    if user is None:
        raise UserMissing(_("There is no such person."))
    if not keeps_an_owner and [owner.pk for owner in owners] == [user.pk]:
        raise LastOwner(_("Make somebody else an owner first."))
    return user


def _change(user: User, *, field: str, value: object, action: str, actor: User | None, now: datetime) -> User:
    before = getattr(user, field)
    setattr(user, field, value)
    user.save(update_fields=[field])
    end_all_sign_ins(user=user)
    audit.record(
        action=action,
        subject_kind="user",
        subject_id=user.pk,
        actor=actor,
        now=now,
        before={field: before},
        after={field: value},
    )
    return user
