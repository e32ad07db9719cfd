"""Many workers over one outbox."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from common.tests.racing import race
from common.time import now as present
from messaging import letters
from messaging.models import Attempt, Message
from messaging.services.claims import CLAIM, Claim
from messaging.services.delivery import deliver, deliver_due
from messaging.tests.builders import FakeProvider, install, message
from messaging.tests.providers.peers import http_peer
from studio.tests.factories import StudioFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

BACKEND = Path(__file__).parents[3]
MESSAGES, WORKERS = 1000, 4
HAVE_READ, HAVE_BEGUN = "messaging.services.claims._quiet_until", "messaging.services.delivery._begin"


@pytest.fixture(autouse=True)
def studio():
    return StudioFactory()


@pytest.fixture
def provider(monkeypatch):
    install()
    fake = FakeProvider()
    monkeypatch.setattr("messaging.services.delivery.registry.providers_for", lambda channel: [fake])
    yield fake
    letters._sources.pop("thing")


def test_of_eight_who_want_one_message_one_sends_it(provider):
    waiting = message()

    outcomes = race(*[partial(deliver, waiting.key)] * 8, meet_after=HAVE_READ)

    assert Counter(outcomes) == {True: 1, False: 7}
    assert len(provider.given) == 1


def test_without_the_lock_the_comparison_still_lets_one_through(provider, monkeypatch):
    monkeypatch.setattr("messaging.services.claims._alone", lambda rows: rows)
    waiting = message()

    race(*[partial(deliver, waiting.key)] * 8, meet_after=HAVE_READ)

    assert len(provider.given) == 1


def test_control_without_lock_and_comparison_all_of_them_send_it(provider, monkeypatch):
    monkeypatch.setattr("messaging.services.claims._alone", lambda rows: rows)
    monkeypatch.setattr(Claim, "held", property(lambda claim: Message.objects.filter(pk=claim.message.pk)))
    waiting = message()

    race(*[partial(deliver, waiting.key)] * 8, meet_after=(HAVE_READ, HAVE_BEGUN))

    assert len(provider.given) == 8


def test_the_threads_of_two_jobs_send_each_message_once(provider):
    rows = [message() for _ in range(40)]
    until = present() + timedelta(seconds=30)

    done = race(*[partial(deliver_due, until=until, threads=4)] * 2)

    assert sum(done, Counter()) == {"sent": 40}
    assert Counter(ready.key for ready in provider.given) == Counter(row.key for row in rows)


@pytest.mark.slow
def test_a_thousand_messages_four_workers_one_killed_in_the_act():
    """Each is delivered; none twice but the one that the killed worker had in hand."""
    # To addresses typed by hand, about nothing: what the processes know without any booking.
    keys = {
        str(message(subject_kind="test", address=f"c{n}@example.com", is_addressed_by_hand=True).key)
        for n in range(MESSAGES)
    }
    with http_peer("resend") as (address, told):
        held = hold_back(told, "Bearer worker-0", nth=40)
        workers = [worker(address, f"worker-{n}") for n in range(WORKERS)]
        assert held.wait(60), "the first worker never came to its fortieth message"
        workers[0].send_signal(signal.SIGKILL)
        assert [each.wait(300) for each in workers] == [-signal.SIGKILL, 0, 0, 0]

        in_flight = Message.objects.get(status="sending")
        taken = Counter(tag_of(body) for body in told.taken)
        assert taken == Counter(keys)
        assert Message.objects.filter(status="sent").count() == MESSAGES - 1

        # Five minutes later its claim has run out, and the next run asks the same provider, under the same key.
        Message.objects.filter(pk=in_flight.pk).update(claimed_until=present() - CLAIM)
        assert worker(address, "worker-5").wait(60) == 0

        in_flight.refresh_from_db()
        assert (in_flight.status, in_flight.tries) == ("sent", 2)
        assert list(in_flight.attempts.values_list("outcome", flat=True)) == ["unknown", "accepted"]
        assert Counter(tag_of(body) for body in told.taken) == Counter(keys) + Counter([str(in_flight.key)])
        assert Counter(told.keys).most_common(2)[0][1] == 2
        assert Attempt.objects.filter(outcome="accepted").count() == MESSAGES


def hold_back(told, authorization, *, nth):
    """The peer takes this worker's nth message and says nothing; set once it has."""
    held, seen = threading.Event(), []

    def instead(headers):
        if headers["Authorization"] != authorization:
            return ""
        seen.append(1)
        if len(seen) < nth:
            return ""
        held.set()
        return "take and hang"

    told.instead = instead
    return held


def worker(address, name):
    """A process of its own, as the scheduler would start it. One thread: then one message is in its hand."""
    database = connection.settings_dict
    where = f"{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{where}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "MAIL_FROM": "hello@mail.example.com",
        "RESEND_API_KEY": name,
        "RESEND_API_URL": address,
        "NO_PROXY": "127.0.0.1",
    }
    command = [sys.executable, "manage.py", "send_due_messages", "--threads", "1", "--seconds", "300"]
    return subprocess.Popen(command, cwd=BACKEND, env=environment, stdout=subprocess.DEVNULL)


def tag_of(body):
    return body["tags"][0]["value"]
