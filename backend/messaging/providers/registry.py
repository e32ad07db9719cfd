"""Which providers this installation has, in the order in which they are asked."""

from collections.abc import Sequence

from django.conf import settings

from messaging.events import Channel
from messaging.providers.ledger import Ledger
from messaging.providers.port import Provider
from messaging.providers.resend import Resend
from messaging.providers.sendgrid import SendGrid
from messaging.providers.sms import Twilio
from messaging.providers.smtp import Smtp

MAIL: dict[str, type[Provider]] = {"resend": Resend, "sendgrid": SendGrid, "smtp": Smtp}


def providers_for(channel: str) -> Sequence[Provider]:
    """Empty when the channel is not set up, and nothing stands in for it."""
    configured: list[Provider] = []
    if channel == Channel.EMAIL:
        configured = [MAIL[name]() for name in settings.MAIL_PROVIDERS]
    elif settings.TWILIO["ACCOUNT_SID"]:
        configured = [Twilio()]
    if not configured and settings.MESSAGES_STAY_HERE:
        return [Ledger()]
    return configured


def knows_repeats(name: str) -> bool:
    """Whether this provider may be asked again and again about one hand-over."""
    providers: dict[str, type[Provider]] = {**MAIL, Twilio.name: Twilio, Ledger.name: Ledger}
    return name in providers and providers[name].knows_repeats


def available(channel: str) -> bool:
    """Whether a message on this channel has anywhere to go."""
    return bool(providers_for(channel))
