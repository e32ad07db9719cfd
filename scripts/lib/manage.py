"""Runs a management command with the database and the secrets of ./scripts/start."""

from __future__ import annotations

import os
import subprocess
import sys

import keys
from environment import ensure_packages
from project import BACKEND, VENV_PYTHON, data_dir, fail, last_address


def main() -> int:
    ensure_packages("local")
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV_PYTHON.parents[1]):
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])
    sys.path.insert(0, str(BACKEND))
    from operations.embedded_postgres import NotStarted, running, url_of_running

    environment = keys.in_environment(data_dir())
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    environment.setdefault("PUBLIC_URL", last_address())
    command = [str(VENV_PYTHON), "manage.py", *sys.argv[1:]]
    if url := environment.get("DATABASE_URL") or url_of_running(data_dir()):
        return subprocess.run(command, cwd=BACKEND, env=environment | {"DATABASE_URL": url}).returncode
    try:
        with running(data_dir()) as url:
            return subprocess.run(command, cwd=BACKEND, env=environment | {"DATABASE_URL": url}).returncode
    except NotStarted as reason:
        fail(str(reason))


if __name__ == "__main__":
    sys.exit(main())
