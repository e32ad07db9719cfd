"""What is deleted when its time is over, and what is not."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session

from common.idempotency import KEPT_HOURS
from common.models import IdempotencyRecord
from operations.models import JobRun
from operations.services.clearing import clear_expired

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_sessions_go_when_they_expire():
    for key, days in (("old", -1), ("live", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=NOW + timedelta(days=days))

    assert clear_expired(now=NOW).sessions == 1
    assert [session.session_key for session in Session.objects.all()] == ["live"]


def test_idempotency_keys_are_kept_as_long_as_promised():
    for key, hours in ((b"old", KEPT_HOURS + 1), (b"live", KEPT_HOURS - 1)):
        IdempotencyRecord.objects.create(
            scope="s", key_hash=key, body_hash=b"", created_at=NOW - timedelta(hours=hours)
        )

    assert clear_expired(now=NOW).keys == 1
    assert bytes(IdempotencyRecord.objects.get().key_hash) == b"live"


def test_records_of_jobs_are_kept_for_30_days():
    for days in (29, 31):
        JobRun.objects.create(job="tidy", started_at=NOW - timedelta(days=days))

    assert clear_expired(now=NOW).job_runs == 1
