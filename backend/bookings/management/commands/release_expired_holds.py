from typing import Any

from django.core.management.base import BaseCommand

from bookings.services.holds import release_expired_holds
from common.time import now


class Command(BaseCommand):
    help = "Delete holds past their time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{release_expired_holds(now=now())} holds released")
