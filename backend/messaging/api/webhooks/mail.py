"""`/webhooks/mail`: what Resend and SendGrid say became of an e-mail. Signatures and shapes are anymail's to know."""

from collections.abc import Callable
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.signals import AnymailTrackingEvent, EventType
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

from common.time import now
from messaging.api.webhooks.door import UNBELIEVED, Webhook, WrongSignature, unreadable
from messaging.providers import resend, sendgrid
from messaging.services.webhooks import Kind, Notice, apply

# By name: Resend's comes with a whole client of its service, half of what every process would take to start.
RESEND_READER = "anymail.webhooks.resend.ResendTrackingWebhookView"
SENDGRID_READER = "anymail.webhooks.sendgrid.SendGridTrackingWebhookView"

KINDS: dict[str, Kind] = {
    EventType.DELIVERED: "delivered",
    EventType.BOUNCED: "bounced",
    EventType.COMPLAINED: "complained",
    EventType.REJECTED: "refused",
    EventType.FAILED: "refused",
}
# anymail does not know these two of Resend's yet.
RESEND_KINDS: dict[str, Kind] = {"email.failed": "refused", "email.suppressed": "refused"}


class MailWebhook(Webhook):
    def receive(self, request: HttpRequest) -> HttpResponse:
        reader, to_notice = _reader(request)
        try:
            reader.run_validators(request)
        except (AnymailWebhookValidationFailure, ValueError) as error:
            raise WrongSignature(UNBELIEVED) from error
        try:
            notices = [to_notice(event) for event in reader.parse_events(request)]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise unreadable(error) from error
        apply([notice for notice in notices if notice.event_id], now=now())
        return HttpResponse()


def _reader(request: HttpRequest) -> tuple[Any, Callable[[AnymailTrackingEvent], Notice]]:
    """anymail's view of whoever signed, with its key: without a key anymail would believe anybody."""
    if "svix-signature" in request.headers:
        if secret := settings.ANYMAIL["RESEND_SIGNING_SECRET"]:
            return import_string(RESEND_READER)(signing_secret=secret), _from_resend
    elif "X-Twilio-Email-Event-Webhook-Signature" in request.headers and (
        key := settings.ANYMAIL["SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY"]
    ):
        return import_string(SENDGRID_READER)(tracking_webhook_verification_key=key), _from_sendgrid
    raise WrongSignature(UNBELIEVED)


def _from_resend(event: AnymailTrackingEvent) -> Notice:
    data = event.esp_event["data"]
    tags = data.get("tags") or {}
    if isinstance(tags, list):  # as they are sent
        tags = {tag["name"]: tag["value"] for tag in tags}
    bounce = data.get("bounce") or {}
    kind = RESEND_KINDS.get(event.esp_event["type"], KINDS.get(event.event_type, "other"))
    if kind == "bounced" and bounce.get("type") == "Transient":
        kind = "other"  # a full mailbox or a slow server: they try again
    return Notice(
        provider=resend.Resend.name,
        event_id=event.event_id or "",
        kind=kind,
        occurred_at=event.timestamp,
        message_key=str(tags.get(resend.TAG, "")),
        provider_id=event.message_id or "",
        detail=" ".join(filter(None, [bounce.get("type"), bounce.get("subType")])),
    )


def _from_sendgrid(event: AnymailTrackingEvent) -> Notice:
    return Notice(
        provider=sendgrid.SendGrid.name,
        event_id=event.event_id or "",
        kind=KINDS.get(event.event_type, "other"),
        occurred_at=event.timestamp,
        message_key=str(event.metadata.get(sendgrid.ARGUMENT, "")),
        provider_id=event.message_id or "",
        # Their reason may quote the address; these two do not.
        detail=" ".join(str(event.esp_event.get(name) or "") for name in ("type", "status")).strip(),
    )
