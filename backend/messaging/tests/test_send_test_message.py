"""A message to oneself goes the way of all messages."""

import pytest
from django.core.management import CommandError, call_command

from messaging.models import Message
from messaging.selectors import count_unreached
from messaging.tests.builders import FAULT, REFUSED, FakeProvider
from studio.tests.factories import StudioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def studio():
    return StudioFactory()


@pytest.fixture
def answering(monkeypatch):
    def installed(*answers):
        fakes = [FakeProvider(f"fake-{n}", [answer]) for n, answer in enumerate(answers)]
        monkeypatch.setattr("messaging.services.delivery.registry.providers_for", lambda channel: fakes)

    return installed


def test_it_says_who_took_it(capsys):
    call_command("send_test_message", to="owner@example.com")

    assert "Sent by ledger." in capsys.readouterr().out
    assert Message.objects.get().address == "owner@example.com"


def test_it_says_what_every_provider_answered(answering, capsys):
    answering(FAULT, REFUSED)

    with pytest.raises(CommandError, match="Not sent: refused"):
        call_command("send_test_message", to="owner@example.com")

    out = capsys.readouterr().out
    assert "fake-0: fault They are closed." in out
    assert "fake-1: refused No such mailbox." in out


def test_one_that_failed_is_no_client_who_was_not_reached(answering):
    answering(REFUSED)

    with pytest.raises(CommandError):
        call_command("send_test_message", to="owner@example.com")

    nobody = {"messages": 0, "people": 0}
    assert count_unreached() == {"clients": nobody, "team": nobody}


@pytest.mark.parametrize("to", ["nobody@", "12345"])
def test_an_address_that_is_none_is_refused(to):
    with pytest.raises(CommandError):
        call_command("send_test_message", to=to)

    assert not Message.objects.exists()
