"""`Idempotency-Key`: the same request twice is one booking and the same answer twice (integrity, section 2)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation
from common.models import IdempotencyRecord

MAX_KEY_LENGTH = 255
KEPT_HOURS = 48


class IdempotencyKeyReused(RuleViolation):
    type = "idempotency-key-reused"
    title = "This Idempotency-Key belongs to another request"


@dataclass(frozen=True)
class IdempotentCall:
    """One caller's key on one route, with the hash of what it asks."""

    scope: str
    key_hash: bytes
    body_hash: bytes

    @classmethod
    def of(cls, *, scope: str, key: str, body: Any) -> "IdempotentCall":
        # Sorted and compact: the same request re-serialized by a proxy or a client library is the same request.
        canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), default=str)
        return cls(
            scope=scope,
            key_hash=hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest(),
            body_hash=hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).digest(),
        )


def claim(call: IdempotentCall, *, now: datetime) -> int | None:
    """Claim the key in the current transaction; the earlier answer's subject if it was used before.

    While another transaction holds the claim this waits for it by itself (a unique index makes the second INSERT wait),
    up to the lock timeout. If that one fails, its claim rolls back with it and this one proceeds. Raises
    IdempotencyKeyReused when the earlier request asked for something else.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_idempotencyrecord (scope, key_hash, body_hash, status, created_at) "
            "VALUES (%s, %s, %s, 0, %s) ON CONFLICT ON CONSTRAINT idempotency_key_once DO NOTHING",
            [call.scope, call.key_hash, call.body_hash, now],
        )
        if cursor.rowcount:
            return None
    earlier = IdempotencyRecord.objects.get(scope=call.scope, key_hash=call.key_hash)
    if bytes(earlier.body_hash) != call.body_hash:
        raise IdempotencyKeyReused(_("Use a new key for a different request."))
    return earlier.subject_id


def settle(call: IdempotentCall, *, subject_id: int, status: int = 201) -> None:
    """Keep what the claimed key led to, in the transaction that did it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE common_idempotencyrecord SET subject_id = %s, status = %s WHERE scope = %s AND key_hash = %s",
            [subject_id, status, call.scope, call.key_hash],
        )
