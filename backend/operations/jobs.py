"""The one table of what runs by itself. Whoever runs jobs reads it here: the scheduler, Celery's beat, whoever asks
whether one is late."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

# Two clocks do not tick together: a run that comes by so much too soon is the next one, not the last one again.
EARLY_BY, EARLY_AT_MOST = 0.1, timedelta(seconds=30)


@dataclass(frozen=True)
class Job:
    """A management command that takes no arguments, to run every `every`."""

    command: str
    every: timedelta

    @property
    def lock_key(self) -> int:
        """A stable 63-bit number for PostgreSQL's advisory locks (hash() differs by process)."""
        return int.from_bytes(hashlib.sha256(f"stillpoint job {self.command}".encode()).digest()[:8], "big") >> 1

    def is_due(self, *, last: datetime | None, at: datetime) -> bool:
        """Whether it may begin, having last begun at `last`."""
        # A start that lies ahead was written by a clock that was wrong; it must not stop the job until then.
        return last is None or last > at or at - last >= self.every - min(self.every * EARLY_BY, EARLY_AT_MOST)

    def next_start(self, *, last: datetime | None, at: datetime) -> datetime:
        """When it is due: its interval after its last start, so that restarts neither repeat nor starve it. What was
        missed, however often, is caught up once, at once."""
        return at if last is None or last > at else max(at, last + self.every)


JOBS = (
    Job("send_due_messages", timedelta(minutes=1)),
    Job("queue_reminders", timedelta(minutes=5)),
    Job("release_expired_holds", timedelta(minutes=5)),
    Job("complete_past_appointments", timedelta(minutes=15)),
    Job("clear_sessions_tokens_and_keys", timedelta(days=1)),
)
