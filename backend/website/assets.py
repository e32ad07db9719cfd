"""Files of the public site, served under a name that changes with their content (docs/adr/0005).

`/assets/<hash of the folder>/css/base.css` may be kept for a year: any change in the folder changes the hash,
hence every address, and relative imports between modules stay within one version by themselves.
"""

import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from whitenoise import WhiteNoise

ROOT: Path = settings.ROOT / "public-site" / "assets"
ADDRESS = re.compile(r"^/assets/(?P<hash>[0-9a-f]{12})(?P<file>/.+)$")
A_YEAR = 365 * 24 * 60 * 60


@cache
def folder_hash() -> str:
    """Twelve hex digits over names and contents of all that is served; counted once per process."""
    digest = hashlib.sha256()
    for path in sorted(ROOT.rglob("*")):
        if path.is_file() and is_served(path):
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def asset_url(name: str) -> str:
    return f"/assets/{folder_hash()}/{name}"


def is_served(path: Path) -> bool:
    """Tests stand beside the modules they test; compressed twins are made when an image is built."""
    return not path.name.endswith((".test.js", ".br", ".gz")) and not path.name.startswith(".")


class File(FileResponse):
    """WhiteNoise has set every header already, for ranges and compressed twins too; Django's guesses spoil them."""

    def set_headers(self, filelike: IO[bytes]) -> None:
        pass


class Assets:
    """Middleware that answers `/assets/…` where no nginx stands in front. Security headers are added further out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        library = WhiteNoise(None, max_age=None, allow_all_origins=False)
        library.add_files(str(ROOT), prefix="/")
        self.files = library.files

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        address = ADDRESS.match(request.path_info)
        file = self.files.get(address["file"]) if address else None
        if address is None or file is None or address["file"].endswith(".test.js"):
            return self.get_response(request)

        answer = file.get_response(request.method, request.META)
        response: HttpResponseBase = File(answer.file or (), status=int(answer.status))
        for name, value in answer.headers:
            response[name] = value
        # A page cached a moment before an update asks for the old hash: it gets the new file, but may not keep it.
        is_current = address["hash"] == folder_hash()
        response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable" if is_current else "public, max-age=60"
        return response
