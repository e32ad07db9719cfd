"""What allauth asks of us: who may sign up (nobody), who may sign in, what an answer says of a person."""

import dataclasses
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.adapter import DefaultHeadlessAdapter
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """No sign-up; a deactivated account answers like a wrong password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Staff are invited, members come with their issue."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person with this address and password.

        allauth would let a deactivated person through to a page that says so. That tells a stranger which addresses
        have accounts, and that the password was right.
        """
        user = super().authenticate(request, **credentials)
        return user if user is not None and user.is_active else None


@dataclasses.dataclass
class PublishedUser:
    """What an answer of `/auth/app/` says of the person; its field metadata makes allauth's OpenAPI right."""

    id: int = dataclasses.field(metadata={"description": "Number of the account.", "example": 7})
    email: str = dataclasses.field(metadata={"description": "Address to sign in with.", "example": "mia@example.com"})
    name: str = dataclasses.field(metadata={"description": "Name as shown.", "example": "Mia Fournier"})
    role: str = dataclasses.field(
        metadata={"description": "owner, front_desk, practitioner or member.", "example": "owner"}
    )
    language: str = dataclasses.field(metadata={"description": "BCP 47.", "example": "en"})


class HeadlessAdapter(DefaultHeadlessAdapter):  # type: ignore[misc]
    """Our own user shape, taken from our table and not from allauth's list of addresses."""

    def get_user_dataclass(self) -> type[PublishedUser]:
        """The shape, from which allauth also writes its specification."""
        return PublishedUser

    def user_as_dataclass(self, user: User) -> PublishedUser:
        """The values."""
        return PublishedUser(id=user.pk, email=user.email, name=user.name, role=user.role, language=user.language)
