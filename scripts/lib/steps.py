"""Named steps, each run to its end, so that one run shows all that is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path


class Steps:
    """Runs commands one after the other and remembers which failed."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)
        self.failed: list[str] = []

    def run(self, name: str, command: list[str], *, cwd: Path, path: str | None = None, quiet: bool = True) -> None:
        """Run `command`, looked up along `path`; `quiet` shows its output only when it fails."""
        began = time.monotonic()
        if not quiet:
            print(f"── {name}", flush=True)
        environment = self.environment | ({"PATH": path} if path else {})
        program = shutil.which(command[0], path=environment["PATH"]) or command[0]
        done = subprocess.run(
            [program, *command[1:]],
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
        )
        took = time.monotonic() - began
        if done.returncode == 0:
            print(f"ok      {name} ({took:.1f} s)", flush=True)
            return
        self.failed.append(name)
        print(f"FAILED  {name} ({took:.1f} s)", flush=True)
        if quiet:
            sys.stdout.flush()
            sys.stdout.buffer.write(done.stdout)
            sys.stdout.flush()

    def finish(self) -> int:
        """Say how it went; the process's exit code."""
        print(f"Failed: {', '.join(self.failed)}." if self.failed else "All passed.", flush=True)
        return int(bool(self.failed))
