"""What Compose asks inside a container: `python -m operations.healthcheck [HEARTBEAT]`. Standard library only.

Without an argument: the web server here is ready. With one: the file was touched within the last minute.
"""

import os
import sys
import time
import urllib.request
from pathlib import Path

STALE_SECONDS = 60


def main(arguments: list[str]) -> int:
    if arguments:
        return int(time.time() - Path(arguments[0]).stat().st_mtime > STALE_SECONDS)
    # By a name the application answers to; anything but 200 raises.
    name = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    question = urllib.request.Request("http://127.0.0.1:8000/readyz", headers={"Host": name})
    urllib.request.urlopen(question, timeout=4).close()  # noqa: S310 - the address is fixed
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
