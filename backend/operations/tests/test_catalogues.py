"""Message catalogues are compiled without GNU gettext."""

import gettext
import os

import pytest

from operations.catalogues import compile_stale

PO = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Book"\nmsgstr "Réserver"\n'


@pytest.fixture
def folder(tmp_path, settings):
    settings.BACKEND, settings.ROOT = tmp_path, tmp_path / "none"
    messages = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "django.po").write_text(PO)
    return messages


def test_a_catalogue_is_compiled_to_what_gettext_reads(folder):
    compile_stale()

    with (folder / "django.mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Book") == "Réserver"


def test_only_what_has_changed_is_compiled_again(folder):
    assert len(compile_stale()) == 1
    assert compile_stale() == []

    os.utime(folder / "django.po", ns=(0, (folder / "django.mo").stat().st_mtime_ns + 1))

    assert len(compile_stale()) == 1
