"""Shapes of the auth door that are ours."""

from rest_framework import serializers

from accounts.models import ExpiringToken, User


class UserOutput(serializers.ModelSerializer):
    """The person's own part of `staff/me`; the studio's part is added where the studio is known."""

    class Meta:
        model = User
        fields = ["id", "email", "name", "role", "language"]
        read_only_fields = fields


class RotationOutput(serializers.Serializer):
    """The successor, and when it dies unless it is rotated."""

    access_token = serializers.CharField(source="token", help_text="43 characters; replaces the token that was sent.")
    expires_at = serializers.DateTimeField(help_text="24 hours from the rotation that made it.")


class SignInOutput(serializers.ModelSerializer):
    """One living sign-in on some device; `id` is the family of its tokens."""

    id = serializers.UUIDField(source="family", read_only=True)
    is_current = serializers.SerializerMethodField(help_text="Whether this very request belongs to it.")

    class Meta:
        model = ExpiringToken
        fields = ["id", "signed_in_at", "expires_at", "is_current"]
        read_only_fields = fields

    def get_is_current(self, sign_in: ExpiringToken) -> bool:
        """The view puts the request's own family into the context."""
        return bool(sign_in.family == self.context["family"])


class SignInListOutput(serializers.Serializer):
    """All of them; nobody has so many that pages are needed."""

    results = SignInOutput(many=True)
    next = serializers.CharField(allow_null=True, default=None)
