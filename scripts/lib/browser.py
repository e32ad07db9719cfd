"""A browser for the tests that need one: found, else installed. Standard library only."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile

from project import VENV_PYTHON, fail, say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WHERE_PLAYWRIGHT_HAS_IT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def ensure_browser() -> str:
    """The path of a Chromium that starts. Stops with a reason when there is none and none can be installed."""
    if path := _found():
        return path
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say("Installing Chromium for the browser tests …")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
        subprocess.run([*apt, "update"], env=quiet)
        subprocess.run(
            [*apt, "install", "-y", "--no-install-recommends", "chromium"], env=quiet, stdout=subprocess.DEVNULL
        )
        if path := _found():
            return path
    say("Installing Playwright's Chromium for the browser tests …")
    subprocess.run([str(VENV_PYTHON), "-m", "playwright", "install", "chromium"])
    return _found() or fail(
        "no browser for the browser tests. Install Chromium (Debian: apt install chromium), or set CHROMIUM_PATH."
    )


def _found() -> str:
    named = os.environ.get("CHROMIUM_PATH")
    if named and not _starts(named):
        fail(f"CHROMIUM_PATH names {named}, which does not start.")
    candidates = [named, *(shutil.which(name) for name in NAMES), _playwrights_own()]
    return next((path for path in candidates if path and _starts(path)), "")


def _starts(path: str) -> bool:
    """Whether it opens a page: a command that only tells how to install the browser has its name too."""
    flags = ["--headless", "--disable-gpu", "--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with tempfile.TemporaryDirectory() as profile:
        try:
            done = subprocess.run(
                [path, *flags, f"--user-data-dir={profile}", "--dump-dom", "about:blank"],
                capture_output=True,
                timeout=60,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
    return b"<html>" in done.stdout


def _playwrights_own() -> str:
    asked = subprocess.run([str(VENV_PYTHON), "-c", WHERE_PLAYWRIGHT_HAS_IT], capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if os.path.exists(path) else ""
