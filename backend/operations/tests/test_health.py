"""What a supervisor is told."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from operations import views


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
