"""Two people press the same button, or one presses it twice: nobody gets two messages."""

from functools import partial
from unittest.mock import patch

import pytest
from django.db import IntegrityError

from accounts.tests.factories import UserFactory
from common.tests.racing import race
from messaging.models import Message
from messaging.selectors import unreached
from messaging.services.resending import resend, resend_unreached
from messaging.tests.factories import NOON, MessageFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

LOCK = "messaging.services.resending.lock_unreached"
MESSAGES, PRESSES = 5, 4


@pytest.fixture
def desk():
    return UserFactory(role="front_desk")


def press_at_once(desk):
    MessageFactory.create_batch(MESSAGES, failed=True)
    return race(*[partial(resend_unreached, actor=desk, now=NOON)] * PRESSES, meet_after=LOCK)


def sent_again():
    return Message.objects.filter(status="waiting").count()


def test_all_that_reached_nobody_is_sent_again_once(desk):
    outcomes = press_at_once(desk)

    assert sorted(outcomes) == [0, 0, 0, MESSAGES]
    assert sent_again() == MESSAGES


def test_control_without_the_lock_only_the_constraint_stands_between(desk):
    with patch(LOCK, lambda at_most: list(unreached()[:at_most])):
        outcomes = press_at_once(desk)

    assert [type(outcome) for outcome in outcomes].count(IntegrityError) > 0
    assert sent_again() == MESSAGES


def test_one_message_is_sent_again_once(desk):
    old = MessageFactory(failed=True)

    outcomes = race(*[partial(resend, key=old.key, actor=desk, now=NOON)] * PRESSES)

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Message", *["MessageDone"] * (PRESSES - 1)]
    assert sent_again() == 1
