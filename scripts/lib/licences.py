"""Every installed Python and npm package has a licence that goes with Apache-2.0. Standard library only.

Run with the interpreter of `.venv`. Prints what does not fit and exits 1.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# SPDX identifiers, as packages write them. LGPL and MPL ask for changes to their own files only, and we change none.
ALLOWED = {
    "0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC0-1.0",
    "ISC", "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1",
    "PostgreSQL", "PSF-2.0", "Python-2.0", "Unicode-3.0", "Unlicense", "Zlib",
}  # fmt: skip

# What older packages say instead of an identifier.
MEANT = {
    "apache": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "lgplv3": "LGPL-3.0-only",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}

# Looked at by a person: what the package itself does not say in its metadata, or why it may stay.
REVIEWED = {
    "axe-playwright-python": "MIT, in its licence file; tests only",
    "text-unidecode": "Artistic; a dependency of pytest-playwright, tests only, never shipped",
}


def main() -> int:
    refused = sorted(_python_packages() + _npm_packages())
    for package, licence in refused:
        print(f"{package}: {licence or 'no licence stated'}")
    return int(bool(refused))


def _python_packages() -> list[tuple[str, str]]:
    found = []
    for package in metadata.distributions():
        facts = package.metadata
        if facts["Name"] in REVIEWED:
            continue
        classifiers = [c.rpartition(" :: ")[2] for c in facts.get_all("Classifier", []) if c.startswith("License ::")]
        stated = [facts.get("License-Expression"), *classifiers, facts.get("License")]
        if not any(_fits(licence) for licence in stated if licence):
            first = next((licence for licence in stated if licence), "")
            found.append((f"{facts['Name']} (Python)", first.splitlines()[0] if first else ""))
    return found


def _npm_packages() -> list[tuple[str, str]]:
    lock = ROOT / "admin-spa" / "package-lock.json"
    if not lock.exists():
        return []
    found = []
    for where, facts in json.loads(lock.read_text())["packages"].items():
        licence = facts.get("license") or _stated_inside(lock.parent / where)
        if where and not facts.get("link") and not _fits(licence):
            found.append((f"{where.rpartition('node_modules/')[2]} (npm)", licence))
    return found


def _stated_inside(folder: Path) -> str:
    file = folder / "package.json"
    licence = json.loads(file.read_text()).get("license", "") if file.exists() else ""
    return licence if isinstance(licence, str) else ""


def _fits(expression: str) -> bool:
    """Whether one side of each OR, and all sides of each AND, is allowed. Exceptions (WITH) only ever permit more."""
    plain = MEANT.get(expression.strip().lower(), expression.strip())
    plain = re.sub(r"\s+WITH\s+\S+", "", plain.replace("(", "").replace(")", "").strip())
    return all(
        any(MEANT.get(choice.strip().lower(), choice.strip()) in ALLOWED for choice in re.split(r"\s+OR\s+", part))
        for part in re.split(r"\s+AND\s+|;\s*", plain)
    )


if __name__ == "__main__":
    sys.exit(main())
