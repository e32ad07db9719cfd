"""Runs one job of the table, once at a time across every process there is."""

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection

from common.time import now
from operations.jobs import Job
from operations.models import JobRun
from operations.selectors import last_start

log = logging.getLogger(__name__)
DETAIL_LENGTH = 2000


def run_job(job: Job, *, clock: Callable[[], datetime] = now) -> JobRun | None:
    """Run `job` and record how it went; None when another process is at it, or was since it fell due.

    Never raises for what the command does: one job that fails must not stop the others.
    """
    close_old_connections()
    with only_one(job.lock_key) as mine:
        # Asked under the lock: a second scheduler that waited its turn must not do the same again.
        if not mine or not job.is_due(last=last_start(job), at=clock()):
            return None
        # We hold the lock, so a row that still says "running" belongs to a process that was killed.
        JobRun.objects.filter(job=job.command, outcome=JobRun.Outcome.RUNNING).update(
            outcome=JobRun.Outcome.FAILED, detail="The process ended before the job did."
        )
        run = JobRun.objects.create(job=job.command, started_at=clock())
        run.outcome, run.detail = _call(job.command)
        run.ended_at = clock()
        run.save(update_fields=["outcome", "detail", "ended_at"])
        return run


@contextmanager
def only_one(key: int) -> Iterator[bool]:
    """Hold PostgreSQL's advisory lock `key`, on a connection that nothing else uses; False when it is taken.

    The lock belongs to the connection: should the process be killed, the server gives it back.
    """
    keeper = connection.copy()
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
            row = cursor.fetchone()
        yield bool(row and row[0])
    finally:
        keeper.close()


def _call(command: str) -> tuple[JobRun.Outcome, str]:
    said = io.StringIO()
    try:
        call_command(command, stdout=said, stderr=said)
    except CommandError as refusal:
        log.error("job %s: %s", command, refusal)
        return JobRun.Outcome.FAILED, str(refusal)[:DETAIL_LENGTH]
    except Exception as bug:
        log.exception("job %s failed", command)
        # The text of an exception may quote a client's row; its name may not.
        return JobRun.Outcome.FAILED, type(bug).__name__
    return JobRun.Outcome.DONE, said.getvalue().strip()[:DETAIL_LENGTH]
