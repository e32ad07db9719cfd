"""What there is to see of the jobs."""

from dataclasses import dataclass
from datetime import datetime

from operations.jobs import JOBS, Job
from operations.models import JobRun

INTERVALS_UNTIL_LATE = 3


@dataclass(frozen=True)
class LateJob:
    """`last_started_at`: of the last run that did not fail, or None."""

    job: str
    every_minutes: int
    last_started_at: datetime | None


def last_start(job: Job) -> datetime | None:
    """When its latest run began, however that went."""
    runs = JobRun.objects.filter(job=job.command).order_by("-started_at")
    return runs.values_list("started_at", flat=True).first()


def last_good_starts() -> dict[str, datetime]:
    """By job, when its latest run that has not failed began. One index entry per job is read, not all its runs."""
    good = JobRun.objects.exclude(outcome=JobRun.Outcome.FAILED).order_by("-started_at")
    latest = [good.filter(job=job.command).values_list("job", "started_at")[:1] for job in JOBS]
    return dict(latest[0].union(*latest[1:], all=True))


def late_jobs(now: datetime) -> list[LateJob]:
    """Jobs of which no run has gone well for three intervals."""
    starts = last_good_starts()
    return [_late(job, starts.get(job.command)) for job in JOBS if is_late(job, starts.get(job.command), now)]


def is_late(job: Job, last: datetime | None, now: datetime) -> bool:
    return last is None or now - last > INTERVALS_UNTIL_LATE * job.every


def _late(job: Job, last: datetime | None) -> LateJob:
    return LateJob(job=job.command, every_minutes=int(job.every.total_seconds() // 60), last_started_at=last)
