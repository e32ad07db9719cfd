"""How our OpenAPI tells of the manage token."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class ManageTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Registers itself on import; BookingsConfig.ready imports it."""

    target_class = "bookings.api.public.authentication.ManageScheme"
    name = "manageToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, Any]:
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "`Manage <token>`: the right to act on one booking, from booking it or looking it up.",
        }
