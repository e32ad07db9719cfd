"""./scripts/screenshots: serves a demo studio of its own and photographs it."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

import staff_app
from browser import ensure_browser
from environment import ensure_packages
from project import ROOT, VENV_PYTHON, fail, say

if TYPE_CHECKING:
    from camera import Camera, Scene

FOLDER = ROOT / "screenshots"
README_IMAGES = ROOT / "docs" / "images"
WIDTHS = (390, 768, 1440)
THEMES = ("light", "dark")
READY_SECONDS = 240


def main() -> int:
    wanted = _arguments()
    staff_app.ensure_built()
    from camera import Camera
    from scenes import SCENES
    from scenes.readme import README_SCENES

    cameras = {
        scene: Camera(FOLDER, widths=tuple(wanted.width or WIDTHS), themes=tuple(wanted.theme or THEMES))
        for scene in SCENES
        if not wanted.only or any(word in scene.__name__ for word in wanted.only)
    }
    if wanted.readme:
        cameras = {scene: Camera(README_IMAGES, widths=(width,)) for scene, width in README_SCENES.items()}
    if not cameras:
        fail(f"no scene is called so; there are: {', '.join(scene.__name__ for scene in SCENES)}")
    failed = _play(cameras)
    if not wanted.readme:
        from index_page import write_index

        taken = sum(len(camera.taken) for camera in cameras.values())
        say(f"{taken} pictures; all of them: {write_index(FOLDER).relative_to(ROOT)}")
    if failed:
        say(f"Failed: {', '.join(failed)}.")
    return int(bool(failed))


def _play(cameras: dict[Scene, Camera]) -> list[str]:
    """Take every scene with its camera; the names of those that broke off."""
    from camera import Studio

    with _demo_studio() as address, Studio(address, ensure_browser()) as studio:
        return [scene.__name__ for scene, camera in cameras.items() if not camera.play(scene, studio)]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", metavar="WORD", help="only scenes whose name has this word")
    parser.add_argument("--width", action="append", type=int, choices=WIDTHS, help="only this width in pixels")
    parser.add_argument("--theme", action="append", choices=THEMES, help="only this theme")
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README, into docs/images/")
    return parser.parse_args()


@contextmanager
def _demo_studio() -> Iterator[str]:
    """The address of a demo studio that goes with this run. Without limits: one address asks for everything here."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="stillpoint-screenshots-", ignore_cleanup_errors=True) as data:
        log = Path(data) / "log"
        environment = os.environ | {"PORT": str(port), "DATA_DIR": f"{data}/data", "RATELIMIT_ENABLE": "false"}
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            environment.pop(name, None)  # a demo studio must never land among real clients
        say("Starting a demo studio …")
        with log.open("wb") as output:
            server = subprocess.Popen(
                [str(ROOT / "scripts" / "start")], env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            _wait_until_ready(port, server, log)
            yield f"http://localhost:{port}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    fail(f"the demo studio did not start:\n{log.read_text(errors='replace')[-2000:]}")


if __name__ == "__main__":
    ensure_packages("dev")
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV_PYTHON.parents[1]):
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])
    sys.exit(main())
