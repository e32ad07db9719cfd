"""What the audit trail tells about the studio's facts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from accounts.models import User
from accounts.services import audit


def facts_of(row: Model, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields}


def told(
    action: str,
    row: Model,
    *,
    actor: User | None,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """One entry about `row`; `action` reads kind.participle, such as service.changed."""
    kind = action.partition(".")[0]
    audit.record(action=action, subject_kind=kind, subject_id=row.pk, actor=actor, now=now, before=before, after=after)
