from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from common.time import now
from messaging.services.delivery import THREADS, deliver_due


class Command(BaseCommand):
    help = "Try every message that is due. Any number of these may run at once."

    def add_arguments(self, parser: CommandParser) -> None:
        # The scheduler runs its jobs one after the other: what is left comes with the next run, a minute later.
        parser.add_argument("--seconds", type=float, default=45, help="Begin no message after this time.")
        parser.add_argument("--threads", type=int, default=THREADS)

    def handle(self, *args: Any, **options: Any) -> None:
        done = deliver_due(until=now() + timedelta(seconds=options["seconds"]), threads=options["threads"])
        told = ", ".join(f"{count} {status}" for status, count in sorted(done.items()))
        self.stdout.write(told or "nothing was due")
