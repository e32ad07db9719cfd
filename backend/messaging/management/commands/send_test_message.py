from typing import Any

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from common.time import now
from messaging.events import Channel
from messaging.models import Status
from messaging.services.testing import send_test


class Command(BaseCommand):
    help = "Send a message to yourself through the outbox, and say which provider took it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, help="An e-mail address, or a number such as +15875550132.")
        parser.add_argument("--channel", choices=Channel.values, help="By default what the address fits.")
        parser.add_argument("--language", choices=["en", "fr"], default="en")

    def handle(self, *args: Any, **options: Any) -> None:
        to = options["to"]
        channel = Channel(options["channel"] or (Channel.EMAIL if "@" in to else Channel.SMS))
        message = send_test(to=_checked(to, channel), channel=channel, language=options["language"], now=now())
        for attempt in message.attempts.all():
            outcome = f"{attempt.provider or 'outbox'}: {attempt.outcome} {attempt.detail}"
            self.stdout.write(outcome.strip())
        if message.status == Status.SENT:
            self.stdout.write(f"Sent by {message.provider}.")
        elif message.status == Status.WAITING:
            why = message.failure_detail or "it is between 21:00 and 8:00 in the studio, when no SMS goes out"
            raise CommandError(f"Not sent yet, tried again at {message.next_attempt_at:%H:%M} UTC: {why}")
        else:
            raise CommandError(f"Not sent: {message.failure or message.status}. {message.failure_detail}".strip())


def _checked(to: str, channel: Channel) -> str:
    if channel == Channel.EMAIL:
        try:
            validate_email(to)
        except ValidationError as error:
            raise CommandError("--to is no e-mail address.") from error
        return to
    try:
        number = phonenumbers.parse(to)
    except phonenumbers.NumberParseException as error:
        raise CommandError("--to is no number in international form, such as +15875550132.") from error
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
