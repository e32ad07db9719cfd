"""gunicorn's settings, for ./scripts/start (the defaults) and for the container (from the environment)."""

import gc
from pathlib import Path

from common.logs import RedactCapabilityPaths
from config import env

bind = env.text("WEB_BIND", f"127.0.0.1:{env.text('PORT', '8000')}")
# More than one process needs a cache that they share: see REDIS_URL.
workers = env.whole_number("WEB_WORKERS", default=1, minimum=1)
worker_class = "gthread"
threads = env.whole_number("WEB_THREADS", default=8, minimum=1)
timeout = 60
graceful_timeout = 20
keepalive = 5
accesslog = None  # paths of manage links and holds are secrets
loglevel = "warning"
control_socket_disable = True  # it would lie in the home directory, and nobody uses it
if Path("/dev/shm").is_dir():  # noqa: S108 - memory: a busy disk must not look like a dead worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def post_worker_init(worker: object) -> None:
    """Take what a worker keeps for life out of the garbage collector's rounds.

    A month of free times makes thousands of small objects, and each full round that they cause walked through all of
    Django: a sixth of the time such a request took.
    """
    gc.collect()
    gc.freeze()


def on_starting(server: object) -> None:
    """gunicorn's error log names the path of a request that failed inside the server itself."""
    server.log.error_log.addFilter(RedactCapabilityPaths())  # type: ignore[attr-defined]
