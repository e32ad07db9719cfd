"""The whole way, from the outbox to peers that have a bad day."""

from datetime import timedelta

import pytest

from common.time import now as present
from messaging import letters
from messaging.models import Message
from messaging.providers.registry import available, providers_for
from messaging.services.claims import CLAIM
from messaging.services.delivery import deliver_due
from messaging.tests.builders import install, message
from messaging.tests.providers.conftest import TIMEOUT_SECONDS
from messaging.tests.providers.peers import http_peer, mail_server
from studio.tests.factories import StudioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def studio():
    install()
    yield StudioFactory()
    letters._sources.pop("thing")


@pytest.fixture
def peers(settings):
    """Resend, SendGrid and a mail server, asked in this order."""
    with (
        http_peer("resend") as (resend_at, resend),
        http_peer("sendgrid") as (sendgrid_at, sendgrid),
        mail_server() as (port, smtp),
    ):
        settings.MAIL_PROVIDERS = ["resend", "sendgrid", "smtp"]
        settings.ANYMAIL = {
            "RESEND_API_KEY": "re_key",
            "RESEND_API_URL": resend_at,
            "SENDGRID_API_KEY": "SG.key",
            "SENDGRID_API_URL": sendgrid_at,
            "REQUESTS_TIMEOUT": TIMEOUT_SECONDS,
        }
        settings.SMTP = {"HOST": "127.0.0.1", "PORT": port, "USER": "", "PASSWORD": "", "SECURITY": "none"}
        yield resend, sendgrid, smtp


def run(*, later=timedelta(0)):
    """One run of the job, `later` than now."""
    at = present() + later
    return deliver_due(until=at + timedelta(minutes=1), threads=1, clock=lambda: at)


def taken(peers):
    return [len(peer.taken) for peer in peers]


def test_the_first_that_is_well_takes_it(peers):
    message()

    assert run() == {"sent": 1}
    assert taken(peers) == [1, 0, 0]


def test_two_that_are_ill_and_a_third_that_is_well(peers):
    resend, sendgrid, _ = peers
    resend.behaviour, sendgrid.behaviour = "fail", (429, {"errors": []})
    waiting = message()

    assert run() == {"sent": 1}
    assert taken(peers) == [0, 0, 1]
    assert list(waiting.attempts.values_list("provider", "outcome")) == [
        ("resend", "fault"),
        ("sendgrid", "fault"),
        ("smtp", "accepted"),
    ]


def test_one_that_took_it_and_fell_silent_is_the_only_one_asked_again(peers):
    resend, *_ = peers
    resend.behaviour = "drop"
    message()

    assert run() == {"waiting": 1}
    resend.behaviour = "take"
    assert run(later=timedelta(minutes=4)) == {}
    assert run(later=timedelta(minutes=6)) == {"sent": 1}

    assert taken(peers) == [2, 0, 0]
    # Which is no second e-mail: the key is the same, and Resend sends once under a key.
    assert len(set(resend.keys)) == 1


def test_everybody_ill_and_well_again_an_hour_later(peers):
    for peer in peers:
        peer.behaviour = "fail"
    for _ in range(5):
        message()

    assert run() == {"waiting": 5}
    assert run() == {}
    for peer in peers:
        peer.behaviour = "take"
    assert run(later=timedelta(hours=1)) == {"sent": 5}

    assert taken(peers) == [5, 0, 0]


def test_one_that_hangs_is_given_up_on_and_everything_goes_out_once_it_answers(peers, settings):
    settings.MAIL_PROVIDERS = ["smtp"]
    *_, smtp = peers
    smtp.behaviour = "hang-early"
    for _ in range(3):
        message()

    assert run() == {"waiting": 3}
    smtp.behaviour = "take"
    assert run(later=CLAIM) == {"sent": 3}

    assert taken(peers) == [0, 0, 3]


@pytest.mark.parametrize("name", ["resend", "smtp"])
def test_one_that_hangs_after_the_hand_over_too(peers, settings, name):
    settings.MAIL_PROVIDERS = [name]
    peer = peers[0] if name == "resend" else peers[2]
    peer.behaviour = "hang"
    message()

    assert run() == {"waiting": 1}
    peer.behaviour = "take"
    assert run(later=timedelta(minutes=6)) == {"sent": 1}

    assert sum(taken(peers)) == 1


def test_a_bad_address_is_final_whoever_else_there_is(peers):
    resend, *_ = peers
    resend.behaviour = "refuse"
    message()

    assert run() == {"failed": 1}
    assert taken(peers) == [0, 0, 0]
    assert Message.objects.get().failure == "refused"


def test_where_nothing_is_set_up_the_ledger_takes_it_and_nothing_leaves(settings):
    settings.MAIL_PROVIDERS = []
    settings.TWILIO = {"ACCOUNT_SID": ""}

    assert [provider.name for provider in providers_for("email")] == ["ledger"]
    assert [provider.name for provider in providers_for("sms")] == ["ledger"]


def test_where_clients_book_no_ledger_stands_in(settings):
    settings.MAIL_PROVIDERS = ["smtp"]
    settings.TWILIO = {"ACCOUNT_SID": ""}
    settings.MESSAGES_STAY_HERE = False

    assert (available("email"), available("sms")) == (True, False)
