"""Compile message catalogues (.po to .mo)."""

from typing import Any

from django.core.management.base import BaseCommand

from operations.catalogues import compile_stale


class Command(BaseCommand):
    help = "Compile every message catalogue that is newer than its compiled form."
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        for source in compile_stale():
            self.stdout.write(f"compiled {source}")
