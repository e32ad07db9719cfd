"""The accounts app: who may sign in, with what, and what they did."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, expiring tokens and the audit trail."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Connect the receivers that end sessions when a password changes, and tell OpenAPI of the token."""
        from accounts import signals  # noqa: F401
        from accounts.api import schema  # noqa: F401
