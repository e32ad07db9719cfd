"""First half of ./scripts/start: what must be there before anything runs. Standard library only."""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from pathlib import Path

import staff_app
from environment import ensure_packages
from project import VENV_PYTHON, data_dir, fail, port


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    refuse_a_taken_port()
    ensure_packages("local")
    staff_app.ensure_built()
    os.execv(VENV_PYTHON, [str(VENV_PYTHON), str(Path(__file__).with_name("stack.py"))])


def refuse_a_taken_port() -> None:
    # After a kill -9 the web server needs a moment to notice that its starter is gone.
    patience_ends = time.monotonic() + (25 if (data_dir() / "running").exists() else 0)
    while _is_taken(port()):
        if time.monotonic() >= patience_ends:
            fail(
                f"port {port()} is in use, by another Stillpoint or another program. "
                f"Stop that one, or choose another port: PORT={port() + 1} ./scripts/start"
            )
        time.sleep(0.2)


def _is_taken(number: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
        try:
            probe.bind(("127.0.0.1", number))
        except PermissionError:
            fail(f"port {number} needs special rights. Choose one above 1023: PORT=8000 ./scripts/start")
        except OSError:
            return True
        return False


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
