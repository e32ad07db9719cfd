"""./scripts/check: formatters, linters, types, import contract, licences, drift, unit tests."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

import staff_app
from environment import ensure_packages
from project import BACKEND, ROOT, VENV_PYTHON
from scratch import scratch_database
from steps import Steps

PYTHON_SOURCES = ["backend", "scripts", "nginx"]
TOOLS = VENV_PYTHON.parent


def main() -> int:
    staff_app.ensure_dependencies()
    with scratch_database() as environment:
        steps = Steps(environment)
        static_checks(steps)
        site_tests(steps)
        steps.run(
            "unit tests",
            [str(VENV_PYTHON), "-m", "pytest", "-q", "-n", "2", "-m", "not race and not browser and not slow"],
            cwd=BACKEND,
            quiet=False,
        )
        return steps.finish()


def static_checks(steps: Steps) -> None:
    """All that is found without running the application."""
    steps.run("format", [str(TOOLS / "ruff"), "format", "--check", *PYTHON_SOURCES], cwd=ROOT)
    steps.run("lint", [str(TOOLS / "ruff"), "check", *PYTHON_SOURCES], cwd=ROOT)
    steps.run("types", [str(TOOLS / "mypy"), "."], cwd=BACKEND)
    steps.run("import contract", [str(TOOLS / "lint-imports")], cwd=BACKEND)
    steps.run("licences", [str(VENV_PYTHON), "scripts/lib/licences.py"], cwd=ROOT)
    steps.run("migrations", [str(VENV_PYTHON), "manage.py", "makemigrations", "--check", "--dry-run"], cwd=BACKEND)
    _openapi(steps)
    if (staff_app.APP / "package.json").exists():
        for name, script in (("lint", "lint"), ("types", "typecheck")):
            npm = ["npm", "run", "--silent", script]
            steps.run(f"staff app: {name}", npm, cwd=staff_app.APP, path=staff_app.node_path())


def site_tests(steps: Steps) -> None:
    """The public site's modules, with Node's own test runner."""
    tests = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "public-site").rglob("*.test.js"))
    if tests:
        steps.run("public site: tests", ["node", "--test", *tests], cwd=ROOT, path=staff_app.node_path())


def _openapi(steps: Steps) -> None:
    """The committed description is the one that the code gives."""
    committed = BACKEND / "openapi.json"
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "openapi.json"
        steps.run(
            "OpenAPI",
            [str(VENV_PYTHON), "manage.py", "spectacular", "--format", "openapi-json", "--validate", "--fail-on-warn",
             "--file", str(made)],
            cwd=BACKEND,
        )  # fmt: skip
        same = made.exists() and committed.exists() and _facts(made) == _facts(committed)
    if not same and "OpenAPI" not in steps.failed:
        steps.failed.append("OpenAPI drift")
        print("FAILED  OpenAPI drift: backend/openapi.json is not what the code gives; see CONTRIBUTING.md")


def _facts(file: Path) -> object:
    return json.loads(file.read_text())


if __name__ == "__main__":
    ensure_packages("dev")
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV_PYTHON.parents[1]):
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])
    sys.exit(main())
