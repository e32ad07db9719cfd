"""Resend, through anymail."""

from typing import Any

from anymail.backends.resend import EmailBackend, ResendPayload
from django.core.mail.backends.base import BaseEmailBackend

from messaging.providers.mail import OverHttp, answered
from messaging.providers.port import Answer, Outcome, Ready

TAG = "message"


class _Backend(EmailBackend):  # type: ignore[misc]
    """anymail's, with the header that makes a second try harmless."""

    def __init__(self, hand_over: str) -> None:
        super().__init__()
        self.hand_over = hand_over

    def build_message_payload(self, message: Any, defaults: Any) -> ResendPayload:
        return ResendPayload(message, defaults, self, headers={"Idempotency-Key": self.hand_over})


class Resend(OverHttp):
    name = "resend"
    knows_repeats = True

    def backend(self, message: Ready) -> BaseEmailBackend:
        backend: BaseEmailBackend = _Backend(message.hand_over or str(message.key))
        return backend

    def extras(self, message: Ready) -> dict[str, Any]:
        # Resend's own tags, since only those come back with every notice.
        return {"esp_extra": {"tags": [{"name": TAG, "value": str(message.key)}]}}

    def refusal(self, status: int, body: Any) -> Answer:
        fields = body if isinstance(body, dict) else {}
        name, text = str(fields.get("name", ""))[:60], str(fields.get("message", ""))
        if name == "invalid_idempotent_request":
            # It has a message under this key already, in slightly other words: the one that we did not know about.
            return Answer(Outcome.ACCEPTED, detail="resend had taken it before.")
        if name == "concurrent_idempotent_requests":
            return Answer(Outcome.UNKNOWN, detail="resend is still at the try before.")
        return answered(self.name, status, name, names_the_recipient="`to`" in text)
