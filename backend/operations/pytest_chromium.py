"""pytest plugin: lets pytest-playwright drive the Chromium that `CHROMIUM_PATH` names.

./scripts/test sets it to the system's Chromium where there is one. Loaded by `-p operations.pytest_chromium`; does
nothing for tests that ask for no browser.
"""

from __future__ import annotations

import os
from typing import Any

import pytest


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    # A fixture of a plugin overrides that of one registered earlier, so this must come after pytest-playwright.
    if config.pluginmanager.hasplugin("playwright"):
        config.pluginmanager.register(Chromium(), "stillpoint-chromium")


class Chromium:
    """Overrides the options with which the browser is launched."""

    @pytest.fixture(scope="session")
    @classmethod
    def browser_type_launch_args(cls, browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
        options = dict(browser_type_launch_args)
        # Small shared memory and root are what containers have; Chromium takes to neither by itself.
        flags = ["--disable-dev-shm-usage", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        options["args"] = [*options.get("args", []), *flags]
        if path := os.environ.get("CHROMIUM_PATH"):
            options["executable_path"] = path
        return options
