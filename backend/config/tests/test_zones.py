"""Zone data come from the locked package, not from whatever the machine has."""

import zoneinfo
from datetime import UTC, datetime


def test_the_machines_own_zone_data_are_not_asked():
    assert zoneinfo.TZPATH == ()


def test_calgary_keeps_its_summer_time_from_2026_on():
    """The change that older zone data do not know: no clock change in Alberta after March 2026."""
    calgary = zoneinfo.ZoneInfo("America/Edmonton")

    offsets = {datetime(2027, month, 15, tzinfo=UTC).astimezone(calgary).utcoffset() for month in range(1, 13)}

    assert len(offsets) == 1
