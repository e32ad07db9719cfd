"""What a supervisor is told."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from common.time import now
from messaging.tests.factories import MessageFactory
from operations import views
from operations.jobs import JOBS
from operations.models import JobRun


def test_healthz_asks_no_database(client):
    answer = client.get("/healthz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_when_everything_is_there(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_when_a_migration_is_not_applied(client):
    MigrationRecorder(connection).migration_qs.filter(app="operations").delete()

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["reason"]) == (503, "migrations")


def test_readyz_when_the_database_is_away(client, monkeypatch):
    def away(connection):
        raise OperationalError

    monkeypatch.setattr(views, "MigrationExecutor", away)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["reason"]) == (503, "database")


@pytest.mark.django_db
def test_readyz_says_what_is_late_and_is_ready_all_the_same(client):
    """A load balancer that took every web server away for a late job would make it worse."""
    MessageFactory(created_at=now() - timedelta(minutes=6))
    JobRun.objects.bulk_create(JobRun(job=job.command, started_at=now(), outcome="done") for job in JOBS[1:])

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {
        "status": "ok",
        "late_jobs": [JOBS[0].command],
        "late_messages": 1,
        "unreached_messages": 0,
    }


@pytest.mark.django_db
def test_readyz_says_how_many_messages_reached_no_client(client):
    MessageFactory(status="failed", failure="bounced")
    MessageFactory(status="failed", failure="bounced", settled_at=now())

    assert client.get("/readyz").json()["unreached_messages"] == 1


@pytest.mark.django_db
def test_readyz_when_the_database_goes_away_between_two_questions(client, monkeypatch):
    def away(moment):
        raise OperationalError

    monkeypatch.setattr(views, "late_jobs", away)

    assert client.get("/readyz").status_code == 503
