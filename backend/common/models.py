"""The table behind `Idempotency-Key`."""

from django.db import models


class IdempotencyRecord(models.Model):
    """A key that was used and what came of it: no body, no personal data, no token (integrity, section 2)."""

    scope = models.CharField(max_length=300, help_text="Route and caller, so that keys of two callers never meet.")
    key_hash = models.BinaryField(max_length=32, help_text="SHA-256 of the key as sent.")
    body_hash = models.BinaryField(max_length=32, help_text="SHA-256 of what was asked.")
    status = models.PositiveSmallIntegerField(default=0, help_text="HTTP status of the answer.")
    subject_id = models.BigIntegerField(null=True, help_text="Primary key of the row that the answer is about.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "key_hash"], name="idempotency_key_once")]
        indexes = [models.Index(fields=["created_at"], name="idempotency_created")]

    def __str__(self) -> str:
        return f"{self.scope} {bytes(self.key_hash).hex()[:8]}"
