"""Migrate, and with --demo load the demo studio once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand
from django.db import connection

from operations.catalogues import compile_stale
from operations.services.preparation import load_demo_once, who_signs_in

LOCK_KEY = 7_265_113_402  # any number that nothing else uses


class Command(BaseCommand):
    help = "Compile message catalogues, migrate, and with --demo load demo data into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo studio if there is no studio")
        parser.add_argument(
            "--report", type=Path, help="a file for the answer to: who can sign in? demo, owner or nobody"
        )

    def handle(self, *, demo: bool, report: Path | None, **options: Any) -> None:
        compile_stale()
        # Several back ends may start at once; the second waits here and then finds nothing to do.
        keeper = connection.copy()
        try:
            with keeper.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK_KEY])
            call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
            if demo and "load_demo" in get_commands() and load_demo_once():
                self.stdout.write("Demo data loaded.")
            if report is not None:
                report.write_text(who_signs_in())
        finally:
            keeper.close()
