from typing import Any

from django.core.management.base import BaseCommand

from bookings.services.reminders import queue_reminders
from common.time import now


class Command(BaseCommand):
    help = "Put the reminders of the next quarter of an hour into the outbox."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{queue_reminders(now=now())} reminders queued")
