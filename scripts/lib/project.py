"""Where things are, how we speak to the person at the terminal, and fingerprints. Standard library only."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"


_installing: list[bool] = []


@contextmanager
def only_installer() -> Iterator[None]:
    """Wait until no other command sets this copy up: two at once leave each other half a `node_modules`.

    May be entered again by what is called inside. The lock ends with the process, however that ends.
    """
    if _installing:
        yield
        return
    with (ROOT / ".setup-lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another command that is setting up this copy …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        _installing.append(True)
        try:
            yield
        finally:
            _installing.clear()


def data_dir() -> Path:
    """Where database, secrets and logs live; made on first use, for this user's eyes only."""
    chosen = Path(os.environ.get("DATA_DIR") or ROOT / ".data").expanduser()
    path = chosen if chosen.is_absolute() else ROOT / chosen
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def remember_address(address: str) -> None:
    """Keep where this installation was last served, for links that a command prints (set-up, manage)."""
    kept = data_dir() / "address"
    kept.unlink(missing_ok=True)  # another user may own it
    kept.write_text(address)


def last_address() -> str:
    """Where ./scripts/start last served this data, or would."""
    kept = data_dir() / "address"
    return kept.read_text() if kept.exists() else f"http://localhost:{port()}"


def port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        fail(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def wanted(name: str, *, default: bool = True) -> bool:
    """A switch in the environment: `0`, `false`, `no`, `off` mean no."""
    value = os.environ.get(name, "").strip().lower()
    return value not in {"0", "false", "no", "off"} if value else default


def say(text: str) -> None:
    print(text, flush=True)


def fail(text: str) -> NoReturn:
    print(f"Stillpoint: {text}", file=sys.stderr, flush=True)
    raise SystemExit(1)


def fingerprint(files: Iterable[Path], *facts: str) -> str:
    """A hash of names and contents; the same for the same files wherever the project lies."""
    digest = hashlib.sha256("\0".join(facts).encode())
    for file in sorted(files):
        digest.update(f"\0{os.path.relpath(file, ROOT)}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_stamped(stamp: Path, value: str) -> bool:
    return stamp.exists() and stamp.read_text() == value
