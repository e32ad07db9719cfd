"""Wiring: settings, addresses, and what must hold before anything else is imported."""

import zoneinfo

# Zones change by law, often at short notice, and a machine's own zone data may be years old: two machines of one
# studio would then offer times an hour apart. The locked `tzdata` package is the one source, wherever this runs.
zoneinfo.reset_tzpath(to=())
zoneinfo.ZoneInfo.clear_cache()
