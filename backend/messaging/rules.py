"""When a message may go out. Values in, values out; times are aware."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

MINUTES_PER_DAY = 24 * 60
QUIET_FROM, QUIET_UNTIL, BEFORE_QUIET = time(21, 0), time(8, 0), time(20, 30)

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
TRIED_FOR = timedelta(days=1)
# Long enough for a provider that hangs to come back, and for its notice of what it took to arrive.
AFTER_UNKNOWN = timedelta(minutes=5)


def reminder_due(starts_at: datetime, minutes_before: int, zone: ZoneInfo) -> datetime:
    """When a reminder is due. Whole days are days of the wall clock, the rest is elapsed time.

    48 hours before ten o'clock is ten o'clock two days before, also over a change of clocks; two hours before is two
    hours to wait. A wall time that a clock change skips counts as the time just after the gap.
    """
    days, minutes = divmod(minutes_before, MINUTES_PER_DAY)
    elapsed = starts_at - timedelta(minutes=minutes)
    if not days:
        return elapsed
    local = elapsed.astimezone(zone)
    naive = local.replace(tzinfo=None) - timedelta(days=days)
    return naive.replace(tzinfo=zone, fold=local.fold).astimezone(starts_at.tzinfo)


def sms_due(due_at: datetime, *, now: datetime, zone: ZoneInfo) -> datetime:
    """When an SMS that is due at `due_at` goes out: none between 21:00 and 8:00 studio time.

    What falls in there goes out at 20:30 before it, while that is still ahead; else at 8:00 after it.
    """
    local = max(due_at, now).astimezone(zone)
    if QUIET_UNTIL <= local.time() < QUIET_FROM:
        return max(due_at, now)
    evening = local.date() if local.time() >= QUIET_FROM else local.date() - timedelta(days=1)
    before = datetime.combine(evening, BEFORE_QUIET, tzinfo=zone)
    if before >= now:
        return before.astimezone(due_at.tzinfo)
    return datetime.combine(evening + timedelta(days=1), QUIET_UNTIL, tzinfo=zone).astimezone(due_at.tzinfo)


def next_try(
    tries: int, *, first_tried_at: datetime, now: datetime, jitter: float, least: timedelta = timedelta(0)
) -> datetime | None:
    """When a message that a passing fault has stopped `tries` times (at least once) is tried again; None a day after
    its first try.

    A minute, two, four, at most an hour; of that `jitter` (0 to 1) takes off up to half, so that what failed together
    does not come back together; `least` is waited in any case. The last try of all falls on the end of the day.
    """
    end = first_tried_at + TRIED_FOR
    if now >= end:
        return None
    doublings = min(tries - 1, 10)
    wait = min(FIRST_WAIT * (1 << doublings), LONGEST_WAIT)
    return min(now + max(wait * (1 - jitter / 2), least), end)
