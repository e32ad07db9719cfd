"""The door to the reminder rules: read by the desk, written by owners."""

import pytest
from rest_framework.test import APIClient

from accounts.models import AuditEntry
from accounts.tests.factories import UserFactory
from messaging.models import ReminderRule
from studio.tests.factories import StudioFactory

pytestmark = pytest.mark.django_db
DOOR = "/api/v1/staff/reminders"


@pytest.fixture
def owner():
    StudioFactory()
    api = APIClient()
    api.force_authenticate(UserFactory(role="owner"))
    return api


def rule(minutes_before, audience="client", channel="email"):
    return {"audience": audience, "channel": channel, "minutes_before": minutes_before}


def test_a_studio_begins_with_two_days_and_two_hours(owner):
    body = owner.get(DOOR).json()

    assert body["rules"] == [
        rule(2880),
        rule(120),
        rule(2880, channel="sms"),
        rule(120, channel="sms"),
        rule(120, audience="practitioner"),
    ]
    assert body["channels"] == {"email": True, "sms": True}


def test_a_channel_without_a_provider_is_said(owner, settings):
    settings.MESSAGES_STAY_HERE = False

    assert owner.get(DOOR).json()["channels"] == {"email": False, "sms": False}


def test_what_is_written_replaces_what_was_and_is_on_record(owner):
    answer = owner.put(DOOR, {"rules": [rule(1440), rule(120)]}, format="json")

    assert (answer.status_code, answer.json()["rules"]) == (200, [rule(1440), rule(120)])
    entry = AuditEntry.objects.get()
    assert entry.action == "reminders.changed"
    assert entry.after == {"rules": ["client email 120", "client email 1440"]}


def test_a_rule_that_stays_is_as_old_as_it_was(owner):
    before = ReminderRule.objects.get(audience="client", channel="email", minutes_before=120)

    owner.put(DOOR, {"rules": [rule(120), rule(60)]}, format="json")

    assert ReminderRule.objects.get(minutes_before=120).since == before.since
    assert ReminderRule.objects.get(minutes_before=60).since > before.since


def test_saving_what_is_there_leaves_no_trace(owner):
    owner.put(DOOR, {"rules": owner.get(DOOR).json()["rules"]}, format="json")

    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("rules", "pointer"),
    [
        ([rule(120), rule(120)], "#/rules/1"),
        ([rule(n * 60) for n in range(1, 7)], "#/rules/5"),
        ([rule(120, audience="practitioner", channel="sms")], "#/rules/0"),
        ([rule(14)], "#/rules/0/minutes_before"),
        ([rule(14 * 1440 + 1)], "#/rules/0/minutes_before"),
    ],
)
def test_what_cannot_be_is_refused_and_named(owner, rules, pointer):
    answer = owner.put(DOOR, {"rules": rules}, format="json")

    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert ReminderRule.objects.count() == 5
