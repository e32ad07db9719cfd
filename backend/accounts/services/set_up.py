"""Set-up links: how a person without a password gets one, once."""

from datetime import datetime

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts import selectors
from accounts.errors import AddressTaken
from accounts.models import User
from accounts.services import audit
from accounts.services.users import create_user


class SetUpKeys(PasswordResetTokenGenerator):
    """Keys of set-up and password reset links, signed and stored nowhere.

    Good for `PASSWORD_RESET_TIMEOUT` seconds. Using one changes the password, on which the key depends; a sign-in, a
    new address and deactivation end it as well. In place of allauth's own, which writes a row per address.
    """

    key_salt = "accounts.set-up"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


@transaction.atomic
def create_owner(*, email: str, name: str, now: datetime) -> str:
    """An owner without a password, and the link with which they choose one.

    For somebody who is an owner already it is a new link, which is how a locked-out owner returns. Raises AddressTaken
    if the address belongs to somebody with another role.
    """
    user = selectors.user_with_email(email)
    if user is None:
        user = create_user(email=email, name=name, role=User.Role.OWNER, actor=None, now=now)
    elif user.role != User.Role.OWNER or not user.is_active:
        raise AddressTaken(_("This address belongs to somebody who is not an active owner."))
    audit.record(action="set-up-link.made", subject_kind="user", subject_id=user.pk, actor=None, now=now)
    return set_up_link(user)


def set_up_link(user: User) -> str:
    """The address at which `user` chooses a password, good for 24 hours and once."""
    key = f"{user_pk_to_url_str(user)}-{SetUpKeys().make_token(user)}"
    template: str = settings.HEADLESS_FRONTEND_URLS["account_reset_password_from_key"]
    return template.replace("{key}", key)
