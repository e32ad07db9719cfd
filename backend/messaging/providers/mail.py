"""Every e-mail that leaves is built here, whichever service takes it."""

import logging
import warnings
from abc import ABC, abstractmethod
from email.encoders import encode_base64
from email.message import Message as MimeMessage
from email.mime.base import MIMEBase
from email.utils import quote
from typing import Any

import requests
from anymail.exceptions import AnymailError, AnymailInvalidAddress, AnymailNotSupportedWarning
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from messaging.letters import Attachment
from messaging.providers.http_faults import after_exception, after_status
from messaging.providers.port import Answer, Outcome, Ready
from studio.facts import current_facts

log = logging.getLogger(__name__)

# anymail says at each use that it has no SendGrid account to test with any more; docs/messages.md tells operators once.
warnings.filterwarnings("ignore", category=AnymailNotSupportedWarning)


class NotBuilt(Exception):
    """The e-mail could not even be put together; nothing was sent."""


def send_transactional(message: Ready, backend: BaseEmailBackend, **extras: Any) -> EmailMultiAlternatives:
    """Build the e-mail and give it to `backend`; `extras` become attributes, such as anymail's `metadata`.

    From the sending subdomain in the studio's name, so that a complaint never harms the domain on which people write
    to each other; answers go to the studio's own inbox. Raises NotBuilt, and what the backend raises.
    """
    try:
        email = _built(message)
    except Exception as bug:
        log.exception("message %s could not be built", message.key)
        raise NotBuilt(type(bug).__name__) from bug
    for name, value in extras.items():
        setattr(email, name, value)
    backend.send_messages([email])
    return email


class OverHttp(ABC):
    """What services asked through anymail have in common."""

    name: str
    knows_repeats = False

    @abstractmethod
    def backend(self, message: Ready) -> BaseEmailBackend:
        """anymail's backend of the service, with its settings."""

    @abstractmethod
    def extras(self, message: Ready) -> dict[str, Any]:
        """With which the service's webhook names the message again."""

    @abstractmethod
    def refusal(self, status: int, body: Any) -> Answer:
        """What an answer without success says; `body` is parsed JSON, or None."""

    def send(self, message: Ready) -> Answer:
        try:
            email = send_transactional(message, self.backend(message), **self.extras(message))
        except NotBuilt as error:
            return Answer(Outcome.FAULT, detail=f"The e-mail could not be built: {error}.")
        except AnymailInvalidAddress as error:
            # anymail names the field. An address of ours that is wrong is no reason to give the client up.
            outcome = Outcome.REFUSED if "`to`" in str(error) else Outcome.FAULT
            return Answer(outcome, detail="This is no e-mail address.")
        except AnymailError as error:
            return self._after(error)
        status = email.anymail_status  # type: ignore[attr-defined]  # anymail's addition
        return Answer(Outcome.ACCEPTED, provider_id=status.message_id or "")

    def _after(self, error: AnymailError) -> Answer:
        response = getattr(error, "response", None)
        if response is None:
            if isinstance(error, requests.RequestException):
                return after_exception(self.name, error)
            return Answer(Outcome.FAULT, detail=f"The e-mail could not be built: {type(error).__name__}.")
        if 200 <= response.status_code < 300:
            return Answer(Outcome.UNKNOWN, detail=f"{self.name} answered {response.status_code} without sense.")
        try:
            body = response.json()
        except ValueError:
            body = None
        return self.refusal(response.status_code, body)


def answered(provider: str, status: int, reason: str, *, names_the_recipient: bool) -> Answer:
    """Only these two statuses are about the message; 401, 403, 404 and 429 are about the account."""
    return after_status(provider, status, reason, names_the_recipient=names_the_recipient and status in {400, 422})


def _built(message: Ready) -> EmailMultiAlternatives:
    studio = current_facts().settings
    email = EmailMultiAlternatives(
        subject=" ".join(message.subject_line.split()),
        body=message.text,
        from_email=f'"{quote(studio.name)}" <{settings.MAIL_FROM}>' if studio else settings.MAIL_FROM,
        to=[message.address],
        reply_to=[studio.email] if studio and studio.email else None,
        headers={
            # The same for every try, so that a mail program that gets it twice shows it once.
            "Message-ID": f"<{message.key}@{settings.MAIL_FROM.rpartition('@')[2]}>",
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",  # keeps holiday answers away (RFC 3834)
        },
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    for attachment in message.attachments:
        email.attach(_part(attachment))
    return email


def _part(attachment: Attachment) -> MIMEBase:
    """With all parameters of its type: without `method` a calendar file is only a file."""
    header = MimeMessage()
    header["Content-Type"] = attachment.content_type
    (kind, _), *parameters = header.get_params() or [("application/octet-stream", "")]
    main, _, sub = kind.partition("/")
    part = MIMEBase(main, sub, policy=None, **dict(parameters))
    part.set_payload(attachment.content)
    encode_base64(part)
    if attachment.content_id:  # a picture within the text
        part.add_header("Content-ID", f"<{attachment.content_id}>")
    disposition = "inline" if attachment.content_id else "attachment"
    part.add_header("Content-Disposition", disposition, filename=attachment.name)
    return part
