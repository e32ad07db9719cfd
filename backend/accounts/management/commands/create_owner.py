"""`manage.py create_owner --email … --name …`: the first owner, and a link to choose a password."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email

from accounts.services.set_up import create_owner
from common.errors import Refusal
from common.time import now


class Command(BaseCommand):
    help = "Makes an owner (or finds one) and prints a set-up link, good for 24 hours and once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)

    def handle(self, *args: Any, email: str, name: str, **options: Any) -> None:
        try:
            validate_email(email.strip())
            link = create_owner(email=email, name=name.strip(), now=now())
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Open this link within 24 hours to choose a password. It works once:\n\n  {link}\n")
