"""The one table of what runs by itself. Whoever runs jobs reads it here: a job named twice would run twice."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True)
class Job:
    """A management command, run every `every`, counted from the scheduler's start."""

    command: str
    every: timedelta

    @property
    def lock_key(self) -> int:
        """A stable 63-bit number for PostgreSQL's advisory locks (hash() differs by process)."""
        return int.from_bytes(hashlib.sha256(f"stillpoint job {self.command}".encode()).digest()[:8], "big") >> 1


JOBS = (
    Job("release_expired_holds", timedelta(minutes=5)),
    Job("complete_past_appointments", timedelta(minutes=15)),
    Job("clear_sessions_tokens_and_keys", timedelta(days=1)),
)
