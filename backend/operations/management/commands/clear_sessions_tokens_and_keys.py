"""Delete sessions, tokens, idempotency keys and job records past their time."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand

from common.time import now
from operations.services.clearing import clear_expired


class Command(BaseCommand):
    help = "Delete sessions, tokens, idempotency keys and job records past their time."

    def handle(self, **options: Any) -> None:
        cleared = clear_expired(now=now())
        self.stdout.write(", ".join(f"{count} {kind}" for kind, count in asdict(cleared).items()))
