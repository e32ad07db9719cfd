"""What a client of the auth door does, in its own words."""

from dataclasses import dataclass
from typing import Any

from rest_framework.test import APIClient

from accounts.tests.factories import PASSWORD

AUTH = "/api/v1/auth"
LOGIN = f"{AUTH}/app/v1/auth/login"
SESSION = f"{AUTH}/app/v1/auth/session"
RESET = f"{AUTH}/app/v1/auth/password/reset"
CHANGE = f"{AUTH}/app/v1/account/password/change"


@dataclass
class Door:
    client: APIClient

    def sign_in(self, email: str, password: str = PASSWORD, **headers: str) -> Any:
        return self.client.post(LOGIN, {"email": email, "password": password}, format="json", headers=headers)

    def token_for(self, user: Any, **headers: str) -> str:
        return self.sign_in(user.email, **headers).json()["meta"]["access_token"]

    def rotate(self, token: str) -> Any:
        return self.client.post(f"{AUTH}/rotation", headers=as_holder(token))

    def opens(self, token: str) -> bool:
        """Whether the API lets the holder of `token` in."""
        status = self.client.get(f"{AUTH}/sessions", headers=as_holder(token)).status_code
        assert status in {200, 401}
        return status == 200

    def log_out(self, token: str) -> Any:
        return self.client.delete(SESSION, headers=as_holder(token))

    def change_password(self, token: str, new: str, current: str = PASSWORD) -> Any:
        body = {"current_password": current, "new_password": new}
        return self.client.post(CHANGE, body, format="json", headers=as_holder(token))


def as_holder(token: str) -> dict[str, str]:
    return {"Authorization": f"Token {token}"}
