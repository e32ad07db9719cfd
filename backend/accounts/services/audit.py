"""The audit trail: written by service functions in the transaction of what it tells."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import AuditEntry, User

# Who a person is has no place in a trail that is kept longer than the person's data; that it changed has.
PERSONAL_FIELDS = frozenset({"email", "name", "phone", "note", "address", "contact_name", "contact_phone"})
MASK = "•••"


def record(
    *,
    action: str,
    subject_kind: str,
    subject_id: object,
    actor: User | None,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Write down that `actor` (None: the system itself) did `action` to one subject.

    `before` and `after` list fields by name; those that are the same in both are left out, personal ones are masked.
    Assumes a transaction, so that the entry and the change stand or fall together.
    """
    before, after = dict(before or {}), dict(after or {})
    same = {name for name in before.keys() & after.keys() if before[name] == after[name]}
    return AuditEntry.objects.create(
        at=now,
        actor=actor,
        action=action,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        before=_told(before, without=same),
        after=_told(after, without=same),
    )


def _told(fields: dict[str, Any], *, without: set[str]) -> dict[str, Any]:
    return {
        name: MASK if name in PERSONAL_FIELDS and value else value
        for name, value in fields.items()
        if name not in without
    }
