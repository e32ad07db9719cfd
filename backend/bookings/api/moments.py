"""A start as callers send it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bookings.errors import NoSuchLocalTime
from common.time import is_missing


def check_local_time_exists(starts_at: datetime, zone: ZoneInfo) -> None:
    """Refuse 02:30 with the studio's own offset on the night when its clocks skip it.

    Such a time names a moment all the same, an hour from the one that was meant. A sender in another zone, whose
    offset is not the studio's on either side of the change, means what it says. Raises NoSuchLocalTime.
    """
    wall = starts_at.replace(tzinfo=None)
    if not is_missing(wall, zone):
        return
    around = {(starts_at + timedelta(hours=hours)).astimezone(zone).utcoffset() for hours in (-3, 3)}
    if starts_at.utcoffset() in around:
        raise NoSuchLocalTime()
