"""`/webhooks/twilio`: what became of an SMS, and what people answer to one."""

import re
import unicodedata

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from twilio.request_validator import RequestValidator

from common.time import now
from messaging.api.webhooks.door import UNBELIEVED, Webhook, WrongSignature, unreadable
from messaging.services.webhooks import Kind, Notice, apply, start, stop

# Twilio's own words, on which it acts by itself, and French ones, on which only we do.
STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT", "ARRET", "DESABONNER"}
START = {"START", "YES", "UNSTOP", "COMMENCER"}
KINDS: dict[str, Kind] = {"delivered": "delivered", "read": "delivered", "undelivered": "bounced", "failed": "refused"}
UNSUBSCRIBED = "21610"
NOTHING_TO_SAY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'
NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")


class TwilioWebhook(Webhook):
    def receive(self, request: HttpRequest) -> HttpResponse:
        if not _is_signed(request):
            raise WrongSignature(UNBELIEVED)
        form = request.POST
        if "MessageStatus" in form:
            apply([_notice(request.GET, form)], now=now())
            return HttpResponse()
        _answer(form)
        return HttpResponse(NOTHING_TO_SAY, content_type="text/xml")


def _is_signed(request: HttpRequest) -> bool:
    """Twilio signs the address it was told, which is the public one, whatever proxies have made of it since."""
    token = settings.TWILIO["AUTH_TOKEN"]
    if not token:
        return False
    address = settings.PUBLIC_URL + request.get_full_path()
    signature = request.headers.get("X-Twilio-Signature", "")
    return bool(RequestValidator(token).validate(address, request.POST, signature))


def _notice(query: QueryDict, form: QueryDict) -> Notice:
    try:
        sid, status = str(form["MessageSid"]), str(form["MessageStatus"])
    except KeyError as error:
        raise unreadable(error) from error
    code = form.get("ErrorCode", "")
    kind: Kind = "stopped" if code == UNSUBSCRIBED else KINDS.get(status, "other")
    return Notice(
        provider="twilio",
        event_id=f"{sid}:{status}",
        kind=kind,
        message_key=query.get("message", ""),
        provider_id=sid,
        detail=f"error {code}" if code.isdecimal() else "",
    )


def _answer(form: QueryDict) -> None:
    """STOP and START; anything else that people write is not ours to read."""
    sid, phone = form.get("MessageSid", ""), form.get("From", "")
    if not sid or not NUMBER.fullmatch(phone):
        return
    word = form.get("OptOutType") or _word(form.get("Body", ""))
    if word in STOP:
        stop(phone=phone, event_id=f"{sid}:received", now=now())
    elif word in START:
        start(phone=phone, event_id=f"{sid}:received", now=now())


def _word(body: str) -> str:
    """`Arrêt !` → `ARRET`."""
    plain = unicodedata.normalize("NFKD", body).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z]", "", plain.upper())
