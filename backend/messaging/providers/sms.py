"""SMS through Twilio."""

import logging
from functools import cache
from typing import Any

import requests
from django.conf import settings
from twilio.base.exceptions import TwilioException
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

from messaging.providers.http_faults import after_exception, after_status
from messaging.providers.port import Answer, Outcome, Ready

# `messaging.api.webhooks`, which a worker has no other reason to load.
STATUS_CALLBACK = "/api/v1/webhooks/twilio"
API = "https://api.twilio.com"
STOPPED = 21610
# The number is none, is no mobile one, or is one that Twilio has no way to.
NO_SUCH_NUMBER = {21211, 21214, 21217, 21219, 21265, 21421, 21612, 21614, 21635}


class _Http(TwilioHttpClient):  # type: ignore[misc]
    """Twilio's own, which has no time limit by default, at the address of the settings."""

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        return super().request(method, url.replace(API, settings.TWILIO["API_URL"], 1), *args, **kwargs)


class Twilio:
    name = "twilio"
    knows_repeats = False

    def send(self, message: Ready) -> Answer:
        options = settings.TWILIO
        try:
            taken = _client().messages.create(
                to=message.address,
                body=message.text,
                status_callback=f"{settings.PUBLIC_URL}{STATUS_CALLBACK}?message={message.key}",
                **_sender(options["FROM"]),
            )
        except requests.RequestException as error:
            return after_exception(self.name, error)
        except TwilioException as error:
            return _after(error)
        except ValueError:  # a success that is not JSON
            return Answer(Outcome.UNKNOWN, detail="twilio answered without sense.")
        return Answer(Outcome.ACCEPTED, provider_id=taken.sid or "")


def _after(error: TwilioException) -> Answer:
    status, code = getattr(error, "status", None), getattr(error, "code", None)
    if not isinstance(status, int):
        return Answer(Outcome.UNKNOWN, detail=f"twilio broke: {type(error).__name__}.")
    if code == STOPPED:
        return Answer(Outcome.REFUSED, detail="This number has asked for no more messages.", stopped=True)
    return after_status("twilio", status, f"error {code}", names_the_recipient=code in NO_SUCH_NUMBER)


def _sender(value: str) -> dict[str, str]:
    """A number, or the id of a messaging service."""
    return {"messaging_service_sid": value} if value.startswith("MG") else {"from_": value}


def _client() -> Client:
    options = settings.TWILIO
    return _client_of(options["ACCOUNT_SID"], options["AUTH_TOKEN"], settings.PROVIDER_TIMEOUT_SECONDS)


@cache
def _client_of(account: str, token: str, timeout: float) -> Client:
    # A session is not shared between threads, hence no pool of connections.
    quiet = logging.getLogger("twilio.http_client")
    quiet.setLevel(logging.WARNING)  # at INFO it writes every request
    return Client(account, token, http_client=_Http(pool_connections=False, timeout=timeout, logger=quiet))
