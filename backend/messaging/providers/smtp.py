"""A mail server, spoken to directly. What an error means depends on how far the conversation had come."""

import smtplib
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.mail.backends.smtp import EmailBackend

from messaging.providers.mail import NotBuilt, send_transactional
from messaging.providers.port import Answer, Outcome, Ready

END_OF_DATA = b"\r\n.\r\n"
NO_SUCH_MAILBOX = {501, 550, 551, 553}


class _Conversation:
    """How far it came. Until the last line of the data is on its way, no server can have taken anything."""

    handed_over = False
    accepted = False


class _Phased:
    """Mixed into smtplib's clients: notes the two moments that matter."""

    def __init__(self, conversation: _Conversation, *args: Any, **kwargs: Any) -> None:
        self.conversation = conversation
        super().__init__(*args, **kwargs)

    def send(self, s: Any) -> None:
        if isinstance(s, bytes) and s.endswith(END_OF_DATA):
            self.conversation.handed_over = True
        super().send(s)  # type: ignore[misc]

    def data(self, msg: Any) -> tuple[int, bytes]:
        answer: tuple[int, bytes] = super().data(msg)  # type: ignore[misc]
        self.conversation.accepted = answer[0] == 250
        return answer


class _Plain(_Phased, smtplib.SMTP):
    pass


class _Tls(_Phased, smtplib.SMTP_SSL):
    pass


class _Backend(EmailBackend):
    def __init__(self) -> None:
        options: dict[str, Any] = settings.SMTP
        super().__init__(
            host=options["HOST"],
            port=options["PORT"],
            username=options["USER"],
            password=options["PASSWORD"],
            use_tls=options["SECURITY"] == "starttls",
            use_ssl=options["SECURITY"] == "tls",
            timeout=settings.PROVIDER_TIMEOUT_SECONDS,
        )
        self.conversation = _Conversation()

    @property
    def connection_class(self) -> Any:
        kind = _Tls if self.use_ssl else _Plain
        return lambda *args, **kwargs: kind(self.conversation, *args, **kwargs)

    def _close_connection(self, connection: smtplib.SMTP) -> None:
        # Whether the server says goodbye changes nothing about what it has taken.
        with suppress(OSError):
            connection.quit()
        connection.close()


class Smtp:
    name = "smtp"
    knows_repeats = False

    def send(self, message: Ready) -> Answer:
        backend = _Backend()
        conversation = backend.conversation
        try:
            send_transactional(message, backend)
        except NotBuilt as error:
            return Answer(Outcome.FAULT, detail=f"The e-mail could not be built: {error}.")
        except smtplib.SMTPRecipientsRefused as error:
            return _after_recipient(*next(iter(error.recipients.values())))
        except smtplib.SMTPResponseException as error:
            if error.smtp_code <= 0:  # no reply that could be read
                return _after_silence(conversation, error)
            # Also after the data: what this server thinks of its contents, another may see otherwise.
            return Answer(Outcome.FAULT, detail=f"The mail server answered {_code(error.smtp_code, error.smtp_error)}.")
        except OSError as error:  # which smtplib's and ssl's errors are too
            return _after_silence(conversation, error)
        except ValueError as error:  # an address or a header that cannot be written
            return Answer(Outcome.FAULT, detail=f"The e-mail could not be built: {type(error).__name__}.")
        return Answer(Outcome.ACCEPTED)


def _after_recipient(code: int, text: bytes | str) -> Answer:
    """An answer to the recipient's address: final if it says that there is none, but not if it is about who may send
    (5.7) or how full a mailbox is (5.2)."""
    shown = _code(code, text)
    enhanced = shown.partition(" ")[2]
    final = enhanced.startswith("5.1.") if enhanced else code in NO_SUCH_MAILBOX
    return Answer(Outcome.REFUSED if final else Outcome.FAULT, detail=f"The mail server answered {shown}.")


def _after_silence(conversation: _Conversation, error: Exception) -> Answer:
    if conversation.accepted:
        return Answer(Outcome.ACCEPTED)
    kind = type(error).__name__
    if conversation.handed_over:
        return Answer(Outcome.UNKNOWN, detail=f"The mail server did not say whether it took it ({kind}).")
    return Answer(Outcome.FAULT, detail=f"The mail server could not be used ({kind}).")


def _code(code: int, text: bytes | str) -> str:
    """The reply code, with the enhanced one where there is one: the words after them may quote the address."""
    words = (text.decode(errors="replace") if isinstance(text, bytes) else text).split()
    enhanced = words[0] if words and words[0].count(".") == 2 and words[0].replace(".", "").isdecimal() else ""
    return f"{code} {enhanced}".strip()
