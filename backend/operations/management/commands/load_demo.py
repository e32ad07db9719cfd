from typing import Any

from django.core.management.base import BaseCommand

from common.time import now
from operations.demo.loading import load_demo


class Command(BaseCommand):
    help = "Fill an empty installation with a believable studio. Refuses where a studio exists."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(load_demo(now=now()))
