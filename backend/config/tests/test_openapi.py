"""The committed specification is the one the code makes."""

from pathlib import Path

from django.core.management import call_command

from config.staff_app import OPENAPI


def test_the_committed_openapi_file_is_what_the_code_says(tmp_path: Path):
    made = tmp_path / "openapi.json"

    call_command("write_openapi", file=str(made))

    assert OPENAPI.read_text() == made.read_text(), "Run ./scripts/manage write_openapi and commit the file."
