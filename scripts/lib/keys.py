"""The installation's secrets: made once, kept in DATA_DIR for this user's eyes only."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "MANAGE_TOKEN_KEY")


def in_environment(data_dir: Path) -> dict[str, str]:
    """This process's environment with the secrets in it. A value that is set already wins."""
    file = data_dir / "secrets.json"
    kept: dict[str, str] = json.loads(file.read_text()) if file.exists() else {}
    if not set(NAMES) <= kept.keys():
        # Losing these signs everybody out and kills every manage link: written whole, or not at all.
        kept = {name: secrets.token_urlsafe(48) for name in NAMES} | kept
        draft = file.with_suffix(".new")
        with open(draft, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as written:
            json.dump(kept, written, indent=1)
            written.flush()
            os.fsync(written.fileno())
        draft.replace(file)
    return kept | os.environ
