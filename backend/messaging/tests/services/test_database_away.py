"""The database goes while a provider has a message, and comes back: what the provider said is not forgotten."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection

from messaging import letters
from messaging.models import Status
from messaging.providers.port import Answer, Outcome
from messaging.services.delivery import deliver
from messaging.tests.builders import FakeProvider, install, message
from studio.tests.factories import StudioFactory

pytestmark = pytest.mark.django_db(transaction=True)


class DuringARestart(FakeProvider):
    """Takes the message while the database drops every connection."""

    def send(self, ready):
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return super().send(ready)


@pytest.fixture(autouse=True)
def source():
    StudioFactory()
    install()
    yield
    letters._sources.pop("thing")


def test_what_was_taken_meanwhile_is_recorded_and_not_sent_again(monkeypatch):
    provider = DuringARestart(answers=[Answer(Outcome.ACCEPTED, provider_id="id-1")])
    monkeypatch.setattr("messaging.services.delivery.registry.providers_for", lambda channel: [provider])
    waiting = message()

    deliver(waiting.key)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.provider_id, len(provider.given)) == (Status.SENT, "id-1", 1)
