"""How long before their start appointments are called to mind."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.services import audit
from common.db import command
from common.errors import Invalid
from messaging.models import ReminderRule

LEAST_MINUTES, MOST_MINUTES = 15, 14 * 24 * 60
MOST_ON_A_LINE = 5


@dataclass(frozen=True, order=True)
class Rule:
    audience: str
    channel: str
    minutes_before: int


def rules_in_force() -> list[Rule]:
    """Those for clients first, the longest before first."""
    rows = ReminderRule.objects.order_by("audience", "channel", "-minutes_before")
    return [Rule(row.audience, row.channel, row.minutes_before) for row in rows]


@command
def set_rules(rules: Collection[Rule], *, actor: User, now: datetime) -> list[Rule]:
    """These and no others, from now on: what waits by a rule that is gone is not sent, and a new rule reminds nobody of
    what was due before it. Raises Invalid for one given twice, more than five on a channel, or a practitioner's SMS."""
    _check(rules)
    # Two owners who save at the same time: the second finds what the first one wrote.
    before = [Rule(r.audience, r.channel, r.minutes_before) for r in ReminderRule.objects.select_for_update()]
    gone = Q(pk__in=[])
    for rule in set(before) - set(rules):
        gone |= Q(audience=rule.audience, channel=rule.channel, minutes_before=rule.minutes_before)
    ReminderRule.objects.filter(gone).delete()
    ReminderRule.objects.bulk_create(
        [
            ReminderRule(audience=rule.audience, channel=rule.channel, minutes_before=rule.minutes_before, since=now)
            for rule in set(rules) - set(before)
        ],
        ignore_conflicts=True,
    )
    if set(before) != set(rules):
        audit.record(
            action="reminders.changed",
            subject_kind="reminders",
            subject_id=0,
            actor=actor,
            now=now,
            before={"rules": _told(before)},
            after={"rules": _told(rules)},
        )
    return rules_in_force()


def _check(rules: Collection[Rule]) -> None:
    errors = []
    seen: set[Rule] = set()
    for number, rule in enumerate(rules):
        pointer = f"#/rules/{number}"
        if rule in seen:
            errors.append({"pointer": pointer, "code": "twice", "detail": _("This reminder is there already.")})
        if sum((each.audience, each.channel) == (rule.audience, rule.channel) for each in seen) >= MOST_ON_A_LINE:
            errors.append({"pointer": pointer, "code": "too_many", "detail": _("Five reminders on a channel at most.")})
        if (rule.audience, rule.channel) == ("practitioner", "sms"):
            errors.append({"pointer": pointer, "code": "channel", "detail": _("Practitioners are reminded by e-mail.")})
        seen.add(rule)
    if errors:
        raise Invalid(errors=errors)


def _told(rules: Collection[Rule]) -> list[str]:
    return [f"{rule.audience} {rule.channel} {rule.minutes_before}" for rule in sorted(rules)]
