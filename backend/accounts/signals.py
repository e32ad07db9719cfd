"""What follows when allauth changes a password: every sign-in ends and the trail says so."""

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.db import transaction
from django.dispatch import receiver

from accounts.models import User
from accounts.services import audit
from accounts.services.tokens import end_all_sign_ins
from common.time import now


@receiver(password_changed, dispatch_uid="accounts.password_changed")
@receiver(password_set, dispatch_uid="accounts.password_set")
@receiver(password_reset, dispatch_uid="accounts.password_reset")
def end_sign_ins(sender: type[User], user: User, **kwargs: Any) -> None:
    """The fingerprint has killed the tokens already; this takes the rows away and tells who did it."""
    with transaction.atomic():
        end_all_sign_ins(user=user)
        audit.record(action="password.changed", subject_kind="user", subject_id=user.pk, actor=user, now=now())
