"""The `Idempotency-Key` header."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from common.idempotency import MAX_KEY_LENGTH, IdempotentCall


def idempotent_call(request: Request, *, scope: str, body: Any) -> IdempotentCall | None:
    """The call as its key names it, or None without the header. `scope` is route and caller; 400 for a key too long."""
    key = request.headers.get("Idempotency-Key")
    if key is None:
        return None
    if not 0 < len(key) <= MAX_KEY_LENGTH:
        raise serializers.ValidationError({"Idempotency-Key": f"Use 1 to {MAX_KEY_LENGTH} characters."})
    return IdempotentCall.of(scope=scope, key=key, body=body)
