"""Child processes under another account, tied to the life of this one. Standard library only."""

# ruff: noqa: S603, S607, PLW1509, PLW1510 - the commands are ours; the fork is made before any thread
from __future__ import annotations

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

HAS_DEATH_SIGNAL = sys.platform == "linux"  # elsewhere a watchdog does the kernel's part
PUBLIC_HOME = Path("/var/lib/stillpoint")
# Nothing of the caller's environment (PG*, LC_*, LD_*) may change how the server behaves.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER = 0x10000000
_NOBODY = 65534
_watchdogs: dict[int, tuple[subprocess.Popen[bytes], int]] = {}


@dataclass(frozen=True)
class Account:
    """Whom a child runs as. `in_namespace`: this very user, called `nobody` in a user namespace."""

    uid: int
    gid: int
    in_namespace: bool = False

    def entering(self, *, ending: signal.Signals | None = None) -> Callable[[], None]:
        """What the child does between fork and exec; `ending` is the signal it gets when we die."""
        libc = ctypes.CDLL(None, use_errno=True)  # loaded here: a forked child should load nothing
        parent = os.getpid()

        def enter() -> None:
            if self.in_namespace:
                _enter_namespace(libc, self.uid, self.gid)
            elif os.geteuid() != self.uid:
                os.setgroups([])
                os.setgid(self.gid)
                os.setuid(self.uid)
            if ending is not None and HAS_DEATH_SIGNAL:
                # After the change of user, which would clear it.
                if libc.prctl(_PR_SET_PDEATHSIG, int(ending), 0, 0, 0) != 0:
                    raise OSError(ctypes.get_errno(), "prctl")
                if os.getppid() != parent:  # The parent died before the request was made.
                    os._exit(1)

        return enter

    def can_run(self, command: list[str], directory: Path) -> bool:
        """Whether this account can run `command` and write in `directory`, found by trying."""
        script = 'test -w "$0" && test -x "$0" && exec "$@"'
        try:
            done = subprocess.run(
                ["/bin/sh", "-c", script, str(directory), *command],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=ENVIRONMENT,
                cwd="/",
                preexec_fn=self.entering(),
            )
        except (OSError, subprocess.SubprocessError):
            return False
        return done.returncode == 0


NOBODY = Account(_NOBODY, _NOBODY)


def for_data_in(data_dir: Path, *, cluster: Path) -> Account | None:
    """Who may serve the data in `data_dir`; None when that is nobody we can become."""
    me = os.geteuid()
    owner = cluster.stat() if cluster.exists() else data_dir.stat()
    if me != 0:
        return Account(me, os.getegid()) if owner.st_uid == me else None
    if owner.st_uid != 0:  # Made by an ordinary user: root serves it as that user.
        return Account(owner.st_uid, owner.st_gid)
    return Account(me, os.getegid(), in_namespace=True) if sys.platform == "linux" else None


def spawn_tied(
    command: list[str],
    *,
    account: Account,
    ending: signal.Signals,
    cwd: Path,
    output: IO[bytes] | None = None,
    environment: dict[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` in a process group of its own; it gets `ending` when this process ends.

    `output` takes both streams; without it they stay ours. A group of its own, because Ctrl-C reaches a whole group,
    and the order of stopping is ours.
    """
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        env=ENVIRONMENT if environment is None else environment,
        cwd=cwd,
        process_group=0,
        preexec_fn=account.entering(ending=ending),
    )
    if not HAS_DEATH_SIGNAL:
        _watch(child.pid, ending)
    return child


def release(child: subprocess.Popen[bytes]) -> None:
    """End the watchdog of a child that has been waited for, before its pid means another process."""
    watchdog, pipe = _watchdogs.pop(child.pid, (None, -1))
    if watchdog is not None:
        watchdog.kill()
        watchdog.wait()
        os.close(pipe)


def _watch(pid: int, ending: signal.Signals) -> None:
    """Where the kernel knows no death signal: a shell that reads a pipe only we can close."""
    reading, writing = os.pipe()
    watchdog = subprocess.Popen(
        ["/bin/sh", "-c", f'read _; kill -{int(ending)} "$0"', str(pid)], stdin=reading, process_group=0
    )
    os.close(reading)
    _watchdogs[pid] = (watchdog, writing)


def runs(pid: int, program: str, *arguments: str) -> bool:
    """Whether process `pid` is `program` with all of `arguments`. A pid alone proves nothing."""
    if pid <= 1:
        return False
    try:
        line = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        if Path("/proc/self").exists():
            return False
        asked: Any = subprocess.run(["ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        line = asked.stdout.split()
    return bool(line) and Path(line[0]).name == program and all(argument in line for argument in arguments)


def new_home_for_nobody() -> Path:
    """A new directory that `nobody` owns, under `PUBLIC_HOME`."""
    PUBLIC_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="data-", dir=PUBLIC_HOME))
    os.chown(home, NOBODY.uid, NOBODY.gid)
    return home


def copied_for_nobody(programs: Path, version: str) -> Path:
    """The database's programs where `nobody` can read them; copied once for each version."""
    target = PUBLIC_HOME / f"pgserver-{version}"
    package = programs.parent.parent
    if not target.exists():
        PUBLIC_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="copy-", dir=PUBLIC_HOME))
        inside = draft / package.name / programs.parent.name
        shutil.copytree(programs.parent, inside, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # found by the programs at ../../../
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        draft.chmod(0o755)
        try:
            draft.rename(target)
        except OSError:  # Another start was faster.
            shutil.rmtree(draft)
    return target / package.name / programs.parent.name / programs.name


def _enter_namespace(libc: ctypes.CDLL, uid: int, gid: int) -> None:
    if libc.unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, line in (("setgroups", "deny"), ("uid_map", f"{_NOBODY} {uid} 1"), ("gid_map", f"{_NOBODY} {gid} 1")):
        handle = os.open(f"/proc/self/{name}", os.O_WRONLY)
        os.write(handle, line.encode())
        os.close(handle)
