from typing import Any

from django.core.management.base import BaseCommand

from bookings.services.attendance import complete_past_appointments
from common.time import now


class Command(BaseCommand):
    help = "Complete appointments that ended over an hour ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{complete_past_appointments(now=now())} appointments completed")
