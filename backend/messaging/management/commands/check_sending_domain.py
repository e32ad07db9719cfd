from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from messaging.sending_domain import KNOWN_MAIL_SERVERS, PROVIDERS, CouldNotLook, Needs, State, examine, look_up


class Command(BaseCommand):
    help = "Look up SPF, DKIM and DMARC of the sending subdomain and say what to add. Fails unless nothing is missing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--domain", default="", help="Another than that of MAIL_FROM.")

    def handle(self, *args: Any, **options: Any) -> None:
        domain = options["domain"] or settings.MAIL_FROM.rpartition("@")[2]
        if not domain:
            raise CommandError("MAIL_FROM is not set: there is no sending domain to look at.")
        if not settings.MAIL_PROVIDERS:
            raise CommandError("No mail provider is set up: nothing says what the domain must allow.")
        try:
            findings = examine(domain, _needs(), look_up)
        except CouldNotLook as error:
            raise CommandError(f"The DNS could not be asked ({error}): {domain} was not checked.") from error
        for finding in findings:
            self.stdout.write(f"{finding.state.upper():8}{finding.what}: {finding.said}")
            if finding.add:
                self.stdout.write(f"        add: {finding.add}")
        missing = [finding.what for finding in findings if finding.state == State.MISSING]
        if missing:
            raise CommandError(f"{domain} lacks {', '.join(missing)}.")
        if any(finding.state == State.UNKNOWN for finding in findings):
            self.stdout.write(f"{domain} lacks nothing that can be seen from here.")
        else:
            self.stdout.write(f"{domain} is fine.")


def _needs() -> dict[str, Needs]:
    return {name: PROVIDERS.get(name) or _of_mail_server() for name in settings.MAIL_PROVIDERS}


def _of_mail_server() -> Needs:
    known = KNOWN_MAIL_SERVERS.get(settings.SMTP["HOST"].lower(), Needs(spf="", selectors=()))
    return replace(known, selectors=tuple(settings.DKIM_SELECTORS) or known.selectors)
