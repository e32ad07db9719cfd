"""What a failed HTTP request says about whether the other side took the message."""

import ssl
from collections.abc import Iterator

import requests
import urllib3

from messaging.providers.port import Answer, Outcome

# Nothing was sent yet when these rise.
BEFORE_SENDING = (
    requests.ConnectTimeout,
    requests.exceptions.ProxyError,
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidHeader,
    urllib3.exceptions.NewConnectionError,
    urllib3.exceptions.ConnectTimeoutError,
    ssl.SSLCertVerificationError,
)
GATEWAY_TIMEOUT = 504


def after_exception(provider: str, error: BaseException) -> Answer:
    """A connection that was never made took nothing. One that fell silent or broke may have."""
    kind = type(error).__name__
    if any(isinstance(each, BEFORE_SENDING) for each in _chain(error)):
        return Answer(Outcome.FAULT, detail=f"{provider} could not be reached ({kind}).")
    return Answer(Outcome.UNKNOWN, detail=f"{provider} did not answer ({kind}).")


def after_status(provider: str, status: int, reason: str = "", *, names_the_recipient: bool = False) -> Answer:
    """An answer that is no success. Most are about our account or their health, and another provider may do better;
    only one that names the recipient's address is final."""
    detail = f"{provider} answered {status}{f' ({reason})' if reason else ''}."
    if status == GATEWAY_TIMEOUT:  # a machine in between does not know what became of it either
        return Answer(Outcome.UNKNOWN, detail=detail)
    if names_the_recipient:
        return Answer(Outcome.REFUSED, detail=detail)
    return Answer(Outcome.FAULT, detail=detail)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error with all that it carries: requests keeps urllib3's in its arguments, urllib3 the socket's."""
    seen: list[BaseException] = []
    found: list[object] = [error]
    while found:
        each = found.pop()
        if isinstance(each, BaseException) and each not in seen:
            seen.append(each)
            yield each
            found += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
