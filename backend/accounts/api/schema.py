"""How our OpenAPI tells of the token."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class ExpiringTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Registers itself on import; AccountsConfig.ready imports it."""

    target_class = "accounts.api.authentication.ExpiringTokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        """OpenAPI knows `bearer` and `basic`; any other scheme is an API key in the Authorization header."""
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Token <token>`, from sign-in or rotation; see docs/auth.md.",
        }
