from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from config.staff_app import OPENAPI


class Command(BaseCommand):
    help = "Write backend/openapi.json, from which the staff app's types are made. Warnings are errors."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--file", default=str(OPENAPI))

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("spectacular", format="openapi-json", file=options["file"], fail_on_warn=True, validate=True)
