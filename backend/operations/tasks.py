"""What Celery's workers do. Imported by them alone: Celery is installed with requirements/scale.txt only."""

from celery import shared_task

from operations.jobs import JOBS
from operations.services.running_jobs import run_job

BY_COMMAND = {job.command: job for job in JOBS}


@shared_task(name="operations.run_job")  # type: ignore[untyped-decorator]  # Celery brings no types
def run(command: str) -> None:
    """Run one job of the table, unless a scheduler or another worker is at it or was."""
    run_job(BY_COMMAND[command])
