"""./scripts/test: sets up what is missing, a browser included, and runs every test there is."""

from __future__ import annotations

import os
import sys

import check
import staff_app
from browser import ensure_browser
from environment import ensure_packages
from project import BACKEND, ROOT, VENV_PYTHON
from scratch import scratch_database
from steps import Steps

# Who is done takes over from who is not: the browser's tests come last and are slow, and one worker had them all.
WORKERS = ["-n", "2", "--dist", "worksteal"]


def main(arguments: list[str]) -> int:
    """With arguments: only pytest, with these. Without: everything, pytest last so that its summary ends the run."""
    if not arguments:
        staff_app.ensure_built()
        staff_app.ensure_dependencies()
    with scratch_database() as environment:
        steps = Steps(environment | {"CHROMIUM_PATH": ensure_browser()})
        pytest = [str(VENV_PYTHON), "-m", "pytest"]
        if arguments:
            steps.run("pytest", [*pytest, *arguments], cwd=BACKEND, quiet=False)
            return int(bool(steps.failed))
        check.static_checks(steps)
        check.site_tests(steps)
        _staff_app(steps)
        _screenshots(steps)
        steps.run(
            "backend and browser tests", [*pytest, *WORKERS, "-ra", "--durations", "15"], cwd=BACKEND, quiet=False
        )
        return steps.finish()


def _staff_app(steps: Steps) -> None:
    if (staff_app.APP / "package.json").exists():
        npm = ["npm", "run", "--silent", "test"]
        steps.run("staff app: tests", npm, cwd=staff_app.APP, path=staff_app.node_path())


def _screenshots(steps: Steps) -> None:
    """One width and theme: enough to tell that every scene still plays to its end."""
    take = [str(ROOT / "scripts" / "screenshots"), "--width", "390", "--theme", "light"]
    steps.run("screenshots", take, cwd=ROOT)


if __name__ == "__main__":
    ensure_packages("dev")
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV_PYTHON.parents[1]):
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])
    sys.exit(main(sys.argv[1:]))
