"""SendGrid, through anymail."""

from typing import Any

from anymail.backends.sendgrid import EmailBackend, SendGridPayload
from django.core.mail.backends.base import BaseEmailBackend

from messaging.providers.mail import OverHttp, answered
from messaging.providers.port import Answer, Ready

ARGUMENT = "message"


class _Payload(SendGridPayload):  # type: ignore[misc]
    def add_attachment(self, attachment: Any) -> None:
        """SendGrid refuses a type with a charset (it adds its own), and takes one with a method."""
        super().add_attachment(attachment)
        written = self.data["attachments"][-1]
        kind, *parameters = [part.strip() for part in written["type"].split(";")]
        kept = [parameter for parameter in parameters if parameter.lower().startswith("method=")]
        written["type"] = "; ".join([kind, *kept]).replace('"', "")


class _Backend(EmailBackend):  # type: ignore[misc]
    def build_message_payload(self, message: Any, defaults: Any) -> SendGridPayload:
        return _Payload(message, defaults, self)


class SendGrid(OverHttp):
    name = "sendgrid"

    def backend(self, message: Ready) -> BaseEmailBackend:
        backend: BaseEmailBackend = _Backend()
        return backend

    def extras(self, message: Ready) -> dict[str, Any]:
        return {"metadata": {ARGUMENT: str(message.key)}}

    def refusal(self, status: int, body: Any) -> Answer:
        errors = body.get("errors") if isinstance(body, dict) else None
        fields = [str(error.get("field") or "") for error in errors or [] if isinstance(error, dict)]
        about_the_recipient = any(field.startswith("personalizations") and ".to" in field for field in fields)
        return answered(
            self.name, status, ", ".join(filter(None, fields))[:120], names_the_recipient=about_the_recipient
        )
