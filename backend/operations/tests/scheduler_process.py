"""A real scheduler over the test's database, with one quick job that writes down when it began and ended.

`python -m operations.tests.scheduler_process FILE BUSY_SECONDS [unlocked]`
"""

import sys
import time
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.core.management import call_command

from operations.jobs import Job
from operations.management.commands import run_scheduler
from operations.services import running_jobs

TICK = Job("clear_sessions_tokens_and_keys", timedelta(seconds=10))
TOGETHER_SECONDS = 0.3


def main(file: str, busy_seconds: str, *taken_away: str) -> None:
    def work(command: str, **_: object) -> None:
        note(file, "began")
        time.sleep(float(busy_seconds))
        note(file, "ended")

    running_jobs.call_command = work
    running_jobs.last_start = and_linger(running_jobs.last_start)
    run_scheduler.JOBS = (TICK,)
    if "unlocked" in taken_away:
        running_jobs.only_one = lambda key: nullcontext(True)
    note(file, "up")
    call_command("run_scheduler")


def and_linger(read):
    """Whoever decides to run waits a little before it says so, for the other one to read the same."""

    def linger(job):
        found = read(job)
        time.sleep(TOGETHER_SECONDS)
        return found

    return linger


def note(file: str, what: str) -> None:
    # Appending a short line is one write, which two processes cannot mix up.
    with Path(file).open("a") as notes:
        notes.write(what + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
