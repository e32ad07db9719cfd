"""The application, made to stand still after one step of a booking, so that a test can kill it right there.

`PAUSE_AFTER` names a function as `module:name`; when it has returned for the first time, the file `PAUSED_FILE`
appears and the request waits for ever.
"""

import importlib
import os
import time
from pathlib import Path

from config.wsgi import application

__all__ = ["application"]


def pause_after(module_name: str, name: str, mark: Path) -> None:
    module = importlib.import_module(module_name)
    step = getattr(module, name)

    def paused(*args, **kwargs):
        step(*args, **kwargs)
        mark.touch()
        while True:
            time.sleep(60)

    setattr(module, name, paused)


if target := os.environ.get("PAUSE_AFTER"):
    pause_after(*target.split(":"), Path(os.environ["PAUSED_FILE"]))
