"""What has had its time and need not be kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session

from accounts.models import ExpiringToken
from common.idempotency import KEPT_HOURS
from common.models import IdempotencyRecord
from operations.models import JobRun

JOB_RUNS_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Cleared:
    """How many rows went, by kind. Tokens that go with their session are not counted."""

    sessions: int
    tokens: int
    keys: int
    job_runs: int


def clear_expired(*, now: datetime) -> Cleared:
    """Delete sessions, tokens, idempotency keys and job runs past their time."""
    return Cleared(
        tokens=ExpiringToken.objects.filter(expires_at__lt=now).delete()[0],
        sessions=Session.objects.filter(expire_date__lt=now).delete()[0],
        keys=IdempotencyRecord.objects.filter(created_at__lt=now - timedelta(hours=KEPT_HOURS)).delete()[0],
        job_runs=JobRun.objects.filter(started_at__lt=now - JOB_RUNS_KEPT).delete()[0],
    )
