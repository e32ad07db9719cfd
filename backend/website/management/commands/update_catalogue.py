"""Bring a language's catalogue up to date with the sources: new sentences come in empty, unused ones go."""

from typing import Any

from babel.messages.pofile import write_po
from django.core.management.base import BaseCommand, CommandParser

from website.catalogue import catalogue_file, read_catalogue, sentences, untranslated


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", nargs="?", default="fr")

    def handle(self, *args: Any, **options: Any) -> None:
        language: str = options["language"]
        catalogue = read_catalogue(language)
        catalogue.update(sentences(), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        with catalogue_file(language).open("wb") as file:
            write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
        missing = untranslated(language)
        self.stdout.write(f"{len(catalogue)} sentences, {len(missing)} without a translation.")
