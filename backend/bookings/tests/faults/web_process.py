"""A real gunicorn over the test's database, to be killed."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection


class WebProcess:
    """`with WebProcess(pause_after="module:function", paused_file=…) as web`; kill() is -9 for master and workers."""

    def __init__(self, *, pause_after: str = "", paused_file: Path | None = None) -> None:
        self.port = _free_port()
        self.environment = os.environ | {
            "DATABASE_URL": url_of_the_tests_database(),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PAUSE_AFTER": pause_after,
            "PAUSED_FILE": str(paused_file or ""),
        }

    def __enter__(self) -> "WebProcess":
        command = [sys.executable, "-m", "gunicorn", "-w", "1", "--threads", "4", "-b", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "--log-level", "error", "bookings.tests.faults.pausing_wsgi:application"],
            cwd=settings.BACKEND,
            env=self.environment,
            start_new_session=True,
        )
        wait_until(self._answers, "the web process answers")
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def kill(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def post(self, path: str, body: object, **headers: str) -> tuple[int, dict]:
        """Status and body; (0, {}) when the process died before it answered."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/public/{path}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", **headers},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)
        except (OSError, ValueError):
            return 0, {}

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1):
                return True
        except OSError:
            return False


def wait_until(condition, what: str, seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"waited {seconds} s in vain until {what}"
        time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def url_of_the_tests_database() -> str:
    at = connection.settings_dict
    return f"postgresql://{quote(at['USER'])}:{quote(at['PASSWORD'])}@{at['HOST']}:{at['PORT']}/{at['NAME']}"
