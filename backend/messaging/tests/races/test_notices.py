"""One notice that comes several times at once."""

from functools import partial

import pytest

from common.tests.racing import race
from common.time import now as present
from messaging.models import DeliveryEvent, SmsStop
from messaging.services import webhooks
from messaging.services.webhooks import Notice, apply, stop
from messaging.tests.builders import message

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_is_applied_once_and_answered_to_all():
    row = message(status="sent", provider="resend")
    notice = Notice("resend", "msg_1", "delivered", message_key=str(row.key))

    outcomes = race(*[partial(apply, [notice], now=present())] * 8)

    assert sorted(outcomes) == [0] * 7 + [1]
    assert DeliveryEvent.objects.count() == 1


def test_of_a_message_that_is_not_ours_too():
    notice = Notice("sendgrid", "e1", "delivered")

    outcomes = race(*[partial(apply, [notice], now=present())] * 8)

    assert sorted(outcomes) == [0] * 7 + [1]


def test_two_batches_with_the_same_messages_in_another_order_both_get_through():
    rows = [message(status="sent", provider="sendgrid") for _ in range(6)]
    batch = [Notice("sendgrid", f"a{n}", "delivered", message_key=str(row.key)) for n, row in enumerate(rows)]
    other = [Notice("sendgrid", f"b{n}", "bounced", message_key=str(row.key)) for n, row in enumerate(rows[::-1])]

    outcomes = race(*[partial(apply, batch, now=present()), partial(apply, other, now=present())] * 3)

    assert sum(outcomes) == 12
    for row in rows:
        row.refresh_from_db()
    assert {row.failure for row in rows} == {"bounced"}


def test_stop_that_comes_eight_times_is_one_stop():
    call = partial(stop, phone="+15875550132", event_id="SM1:received", now=present())

    race(*[call] * 8)

    assert SmsStop.objects.count() == 1


def test_control_who_looks_before_writing_applies_it_again(monkeypatch):
    """Check, then insert: all have looked before one has written."""

    def look_first(notice, message, now):
        return not DeliveryEvent.objects.filter(event_id=notice.event_id).exists()

    monkeypatch.setattr(webhooks, "_is_new", look_first)
    notice = Notice("sendgrid", "e1", "delivered")

    applied = race(*[partial(apply, [notice], now=present())] * 8, meet_after="messaging.services.webhooks._is_new")

    assert sum(applied) == 8
