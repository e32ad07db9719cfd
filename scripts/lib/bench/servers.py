"""What is measured, started as production runs it: a durable PostgreSQL, gunicorn, and mail servers to send to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from project import BACKEND, VENV_PYTHON, fail

HERE = Path(__file__).parent
READY_SECONDS = 60
# Whatever the environment is set up for: nobody is written to, and bookings leave their messages to a scheduler that
# is not there. Only the lines about messages send them.
NO_MESSAGES_LEAVE = {
    "MESSAGES_SENT_AT_ONCE": "false",
    "MAIL_PROVIDERS": "",
    "RESEND_API_KEY": "",
    "SENDGRID_API_KEY": "",
    "SMTP_HOST": "",
    "TWILIO_ACCOUNT_SID": "",
}


@dataclass
class Server:
    """gunicorn over one database."""

    url: str
    port: int
    process: subprocess.Popen[bytes]


def filled(server_url: str, size: int) -> str:
    """The address of a new database with so many appointments."""
    import psycopg

    name = f"bench_{size}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    for command in (["manage.py", "migrate", "--verbosity", "0"], [str(HERE / "filling.py"), str(size)]):
        subprocess.run([str(VENV_PYTHON), *command], cwd=BACKEND, env=_environment(url), check=True)
    return url


@contextmanager
def serving(url: str, log: Path, **settings: str) -> Iterator[Server]:
    """gunicorn with the workers and threads of docker-compose.yml."""
    from operations.process_accounts import Account, release, spawn_tied

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with log.open("wb") as output:  # each refusal is a line of its own
        process = spawn_tied(
            [str(VENV_PYTHON), "-m", "gunicorn", "--config", "operations/gunicorn_settings.py", "config.wsgi"],
            account=Account(os.geteuid(), os.getegid()),
            ending=signal.SIGTERM,
            cwd=BACKEND,
            output=output,
            environment=_environment(url, PORT=str(port), WEB_WORKERS="2", WEB_THREADS="4", **settings),
        )
    try:
        _wait_until_ready(port, process, log)
        yield Server(url, port, process)
    finally:
        process.terminate()
        try:
            process.wait(25)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        release(process)


@contextmanager
def serving_with_mail(url: str, log: Path, *, behaviour: str, handed_over: Counter[str]) -> Iterator[Server]:
    """gunicorn that sends its messages as they are committed, to a mail server that takes them or hangs.

    Threads that hang, and what waits for one, end with it. What the mail server has seen is added to `handed_over`.
    """
    with subprocess.Popen(
        [str(VENV_PYTHON), str(HERE / "mail_server.py"), behaviour],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as mail:
        port = mail.stdout.readline().strip()  # type: ignore[union-attr]
        with serving(
            url,
            log,
            MESSAGES_SENT_AT_ONCE="true",
            SMTP_HOST="127.0.0.1",
            SMTP_PORT=port,
            SMTP_SECURITY="none",
            MAIL_FROM="hello@mail.example.com",
        ) as server:
            yield server
        handed_over.update(json.loads(mail.communicate()[0]))


def _environment(url: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench_site.settings",
        "PYTHONPATH": f"{HERE}{os.pathsep}{BACKEND}",
        "SECRET_KEY": "a-key-of-one-run-that-signs-nothing-that-lasts",
        "MANAGE_TOKEN_KEY": "another-key-of-one-run-that-signs-nothing",
        "RATELIMIT_ENABLE": "false",
        **NO_MESSAGES_LEAVE,
        **more,
    }


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            fail(f"the web server ended while it started:\n{log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/bench/bare", timeout=5).close()
        except urllib.error.HTTPError as answer:
            fail(f"the web server answers {answer.code} to the simplest view.")
        except OSError:
            time.sleep(0.05)
        else:
            return
    fail(f"the web server did not answer within {READY_SECONDS} s.")
