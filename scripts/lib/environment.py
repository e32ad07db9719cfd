"""The virtual environment and the locked packages in it. Standard library only."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from project import BACKEND, VENV, VENV_PYTHON, fail, fingerprint, is_stamped, only_installer, say

REQUIREMENTS = BACKEND / "requirements"
# A set that holds another need not be followed by it.
INCLUDES = {"dev": ("local",), "local": (), "node": ()}


@only_installer()
def ensure_packages(name: str) -> None:
    """Install the set `name` (local, dev or node) into `.venv`, unless it is there as locked."""
    _ensure_venv()
    if _has(name):
        return
    lock = REQUIREMENTS / f"{name}.txt"
    total = len(re.findall(r"^\S+==", lock.read_text(), re.MULTILINE))
    say("Installing Node …" if name == "node" else f"Installing {total} Python packages …")
    began = time.monotonic()
    pip = subprocess.Popen(
        [
            *_pip(), "install", "--require-hashes", "--no-compile", "--disable-pip-version-check",
            "--no-input", "--progress-bar", "off", "--root-user-action", "ignore", "-r", str(lock),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    _show_progress(pip, total)
    if pip.wait() != 0:
        fail("The Python packages could not be installed; pip's reason stands above.")
    for done in (name, *INCLUDES[name]):
        _stamp(done).write_text(_lock_fingerprint(done))
    say(f"  in place ({time.monotonic() - began:.0f} s)")


def _has(name: str) -> bool:
    return is_stamped(_stamp(name), _lock_fingerprint(name))


def _stamp(name: str) -> Path:
    return VENV / f".stillpoint-{name}"


def _lock_fingerprint(name: str) -> str:
    return fingerprint([REQUIREMENTS / f"{name}.txt"])


def _show_progress(pip: subprocess.Popen[str], total: int) -> None:
    """pip's own lines say much and tell little: count the packages instead."""
    count = 0
    for line in pip.stdout or ():
        if found := re.match(r"Collecting ([\w.-]+)", line):
            count += 1
            if sys.stdout.isatty():
                print(f"\r  {count}/{total} {found[1]:<40}", end="", flush=True)
            elif count % 15 == 0:
                say(f"  {count}/{total}")
        elif line.startswith("Installing collected"):
            say(f"{chr(13) if sys.stdout.isatty() else ''}  unpacking …{'':<40}")


def _ensure_venv() -> None:
    if _works([str(VENV_PYTHON), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        return
    say("Making the virtual environment .venv …")
    if VENV.exists():  # Its interpreter has gone: an upgrade of the system, or a copied folder.
        shutil.rmtree(VENV)
    if importlib.util.find_spec("ensurepip") is None and not _system_pip():
        _install_ensurepip()
    # Debian splits ensurepip off. With the system's pip an environment without its own does as well.
    without = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if subprocess.run([sys.executable, "-m", "venv", *without, str(VENV)]).returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        fail("The virtual environment could not be made; the reason stands above.")


def _pip() -> list[str]:
    if _works([str(VENV_PYTHON), "-m", "pip", "--version"]):
        return [str(VENV_PYTHON), "-m", "pip"]
    return [sys.executable, "-m", "pip", "--python", str(VENV_PYTHON)]


def _system_pip() -> bool:
    return _works([sys.executable, "-m", "pip", "--version"])


def _install_ensurepip() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    package = f"python{version}-venv"
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {package}: this Python has no way to make a virtual environment …")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "-qq", "update"], env=quiet)
        done = subprocess.run(["apt-get", "-qq", "install", "-y", "--no-install-recommends", package], env=quiet)
        if done.returncode == 0:
            os.execv(sys.executable, [sys.executable, *sys.argv])  # to see the new module
    fail(f"This Python cannot make a virtual environment. On Debian or Ubuntu: apt install {package}")


def _works(command: list[str]) -> bool:
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False
