"""Second half of ./scripts/start: runs the database, the web server and the scheduler, and stops them in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import keys
from project import BACKEND, VENV_PYTHON, data_dir, fail, port, remember_address, say, wanted

sys.path.insert(0, str(BACKEND))

from operations.embedded_postgres import EmbeddedPostgres, NotStarted
from operations.process_accounts import Account, release, spawn_tied

READY_SECONDS = 60
STOP_SECONDS = 25  # a little more than the web server gives its requests

stopping = threading.Event()


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    environment = keys.in_environment(data_dir())
    environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    environment.setdefault("PUBLIC_URL", f"http://localhost:{port()}")
    environment["PYTHONUNBUFFERED"] = "1"
    remember_address(environment["PUBLIC_URL"])
    if environment.get("DATABASE_URL"):
        return serve(environment, {})
    database = EmbeddedPostgres(data_dir())
    try:
        database.start()
    except NotStarted as reason:
        fail(str(reason))
    try:
        return serve(environment | {"DATABASE_URL": database.url}, {"The database": database.process})
    finally:
        database.stop()


def serve(environment: dict[str, str], parts: dict[str, subprocess.Popen[bytes]]) -> int:
    """Run until told to stop (0) or until a part of `parts`, or one started here, dies (1)."""
    mark = data_dir() / "running"
    mark.unlink(missing_ok=True)  # another user may own it
    mark.touch()
    started: dict[str, subprocess.Popen[bytes]] = {}
    try:
        demo = ["--demo"] if wanted("DEMO") else []
        prepare = _spawn(["manage.py", "prepare", *demo, "--report", str(mark)], environment)
        if not _finished(prepare):
            return 0 if stopping.is_set() else 1
        started["The web server"] = _spawn(
            ["-m", "gunicorn", "--config", "operations/gunicorn_settings.py", "config.wsgi:application"],
            environment | {"PORT": str(port())},
        )
        started["The scheduler"] = _spawn(["manage.py", "run_scheduler"], environment)
        ended = _wait_until_ready(parts | started) or _announce(mark.read_text()) or _watch(parts | started)
    finally:
        _stop(started)
        mark.unlink(missing_ok=True)
    if ended:
        say(f"{ended}. Everything else was stopped; ./scripts/start starts again where it was.")
    return 1 if ended else 0


def _spawn(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return spawn_tied(
        [str(VENV_PYTHON), *arguments],
        account=Account(os.geteuid(), os.getegid()),
        ending=signal.SIGTERM,
        cwd=BACKEND,
        environment=environment,
    )


def _finished(step: subprocess.Popen[bytes]) -> bool:
    while step.poll() is None:
        if stopping.wait(0.05):
            step.terminate()
            step.wait()
    release(step)
    if step.returncode and not stopping.is_set():
        say("The database could not be prepared; the reason stands above.")
    return step.returncode == 0


def _wait_until_ready(parts: dict[str, subprocess.Popen[bytes]]) -> str:
    deadline = time.monotonic() + READY_SECONDS
    while not stopping.wait(0.05):
        if ended := _first_ended(parts):
            return ended
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port()}/readyz", timeout=5).close()
        except urllib.error.HTTPError as answer:
            if time.monotonic() > deadline:
                return f"The web server is not ready: {answer.read(300).decode(errors='replace')}"
        except OSError:
            if time.monotonic() > deadline:
                return f"The web server did not answer within {READY_SECONDS} s"
        else:
            return ""
    return ""


def _announce(who_signs_in: str) -> str:
    """Say where to go and who can sign in (demo, owner or nobody). Returns "", as a step in which nothing ended."""
    if stopping.is_set():
        return ""
    address = f"http://localhost:{port()}"
    say(f"\nStillpoint is running.\n  Clients:  {address}/\n  Staff:    {address}/admin/")
    if who_signs_in == "demo":
        say("  Sign in:  owner@example.com with demo-stillpoint (demo data only)")
    elif who_signs_in == "nobody":
        say("  Nobody can sign in yet. Make the first owner:  ./scripts/manage create_owner --help")
    say("Ctrl-C stops it.\n")
    return ""


def _watch(parts: dict[str, subprocess.Popen[bytes]]) -> str:
    while not stopping.wait(0.2):
        if ended := _first_ended(parts):
            return ended
    say("Stopping …")
    return ""


def _first_ended(parts: dict[str, subprocess.Popen[bytes]]) -> str:
    for name, part in parts.items():
        code = part.poll()
        if code is not None:
            how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
            return f"{name} {how}"
    return ""


def _stop(parts: dict[str, subprocess.Popen[bytes]]) -> None:
    """End the parts together; each may finish what it is at."""
    for part in parts.values():
        if part.poll() is None:
            part.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for part in parts.values():
        try:
            part.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()
            part.wait()
        release(part)
        with suppress(ProcessLookupError):  # A killed leader leaves its workers; the group is theirs alone.
            os.killpg(part.pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    sys.exit(main())
