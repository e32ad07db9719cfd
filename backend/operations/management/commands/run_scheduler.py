"""The scheduler: runs the job table on time, until it is told to stop."""

import logging
import signal
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from django.core.management import get_commands
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from common.stopping import told_to_stop
from common.time import now
from operations.jobs import JOBS, Job
from operations.selectors import last_start
from operations.services.running_jobs import run_job

HEARTBEAT_SECONDS = 15

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run the jobs of operations/jobs.py at their intervals. SIGTERM finishes the job at hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heartbeat", type=Path, help="a file to touch for as long as the scheduler lives")

    def handle(self, *, heartbeat: Path | None, **options: Any) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: told_to_stop.set())
        scheduler = scheduler_of_all(on_missing=self.stderr.write)
        scheduler.start()
        while not told_to_stop.wait(HEARTBEAT_SECONDS):
            if heartbeat is not None and scheduler.running:
                heartbeat.touch()
        scheduler.shutdown(wait=True)


def scheduler_of_all(*, on_missing: Callable[[str], object]) -> BackgroundScheduler:
    """A scheduler, not yet started, that has every job of the table whose command there is."""
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    # It says each time that a run is left out because the one before is not over; that is as meant.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    # A thread for each job: a backup that takes half an hour must not hold up the messages of each minute.
    scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(len(JOBS))})
    for job in JOBS:
        if job.command not in get_commands():
            on_missing(f"There is no command {job.command}: its job does not run.")
            continue
        scheduler.add_job(
            _run,
            "interval",
            args=[job],
            id=job.command,
            seconds=job.every.total_seconds(),
            next_run_time=job.next_start(last=last_start(job), at=now()),
            coalesce=True,  # a machine that slept runs what it missed once
            misfire_grace_time=None,  # and late is better than never
            max_instances=1,
        )
    return scheduler


def _run(job: Job) -> None:
    try:
        run_job(job)
    except DatabaseError:
        log.warning("job %s could not be run or recorded: the database is away", job.command)
    finally:
        connection.close()  # five threads that wait for their hour need no connection each
