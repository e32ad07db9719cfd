"""Lays out what nginx serves: /assets/<hash of the folder>/… and /admin/…, each with a gzip twin where that pays.

The hash is the one that `website.assets.folder_hash` counts; a test holds the two together. Files under another hash are
the back end's business: while an update rolls out, a page may name assets that this image does not have.
"""

import gzip
import hashlib
import shutil
import sys
from pathlib import Path

COMPRESSED = {".css", ".js", ".svg", ".html", ".json", ".webmanifest", ".txt"}


def folder_hash(folder: Path) -> str:
    """Twelve hex digits over names and contents of all that is served."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _is_served(path):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def place(assets: Path, admin: Path, target: Path) -> None:
    for source, goal in (
        (assets, target / "assets" / folder_hash(assets)),
        (admin, target / "admin"),
    ):
        for path in sorted(source.rglob("*")):
            if path.is_file() and _is_served(path):
                copy = goal / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
                _compress(copy)


def _is_served(path: Path) -> bool:
    return not path.name.endswith(
        (".test.js", ".br", ".gz")
    ) and not path.name.startswith(".")


def _compress(path: Path) -> None:
    if path.suffix in COMPRESSED and path.stat().st_size > 1000:
        # Without name and time, so that the same file makes the same image.
        path.with_name(path.name + ".gz").write_bytes(
            gzip.compress(path.read_bytes(), 9, mtime=0)
        )


if __name__ == "__main__":
    place(*map(Path, sys.argv[1:]))
