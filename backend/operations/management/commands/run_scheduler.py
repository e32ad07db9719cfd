"""The scheduler: runs the job table on time, until it is told to stop."""

import logging
import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from django.core.management import get_commands
from django.core.management.base import BaseCommand

from common.time import now
from operations.jobs import JOBS
from operations.services.running_jobs import next_start, run_job

HEARTBEAT_SECONDS = 15


class Command(BaseCommand):
    help = "Run the jobs of operations/jobs.py at their intervals. SIGTERM finishes the job at hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--heartbeat", type=Path, help="a file to touch for as long as the scheduler lives")

    def handle(self, *, heartbeat: Path | None, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        # One thread: jobs are short, and a small server has better things to do than two at once.
        scheduler = BackgroundScheduler(timezone="UTC", executors={"default": ThreadPoolExecutor(1)})
        for job in JOBS:
            if job.command not in get_commands():
                self.stderr.write(f"There is no command {job.command}: its job does not run.")
                continue
            scheduler.add_job(
                run_job,
                "interval",
                args=[job],
                id=job.command,
                seconds=int(job.every.total_seconds()),
                next_run_time=next_start(job, at=now()),
                coalesce=True,  # a machine that slept runs what it missed once
                misfire_grace_time=None,  # and late is better than never
            )
        scheduler.start()
        while not stop.wait(HEARTBEAT_SECONDS):
            if heartbeat is not None and scheduler.running:
                heartbeat.touch()
        scheduler.shutdown(wait=True)
