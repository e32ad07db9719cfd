"""Appointments in both weeks of a clock change, and the calendar files they make; `golden/` keeps them as they are.

`write` makes them anew, for somebody to read what changed.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bookings.calendar_files import CalendarFile, Invited, feed_file, invitation
from bookings.models import Appointment, AppointmentStatus
from studio.models import Practitioner, Service, StudioSettings

GOLDEN = Path(__file__).parent / "golden"
EXPECTED = GOLDEN / "expected.json"
BOOKED_AT = datetime(2026, 2, 2, 15, 0, tzinfo=UTC)
STUDIO = StudioSettings(
    name="Stillwater Bodywork",
    time_zone="America/Toronto",
    email="desk@stillwater.example",
    address_street="18 Millrace Lane",
    address_city="Toronto",
)
# In UTC, since that is what may not change. Toronto skips 02:00 on 8 March and has 01:00 twice on 1 November.
WEEKS = {
    "spring": ["2026-03-07T14:00", "2026-03-08T06:30", "2026-03-08T07:00", "2026-03-08T13:00", "2026-03-13T13:00"],
    "autumn": ["2026-10-31T13:00", "2026-11-01T04:30", "2026-11-01T05:30", "2026-11-01T06:30", "2026-11-06T14:00"],
}


def week(name: str) -> list[Appointment]:
    return [_appointment(f"{name[:3].upper()}{n:05}", moment) for n, moment in enumerate(WEEKS[name])]


def files() -> dict[str, CalendarFile]:
    """Each week as a feed, and one booking's life as its e-mails carry it."""
    feeds = {f"{name}-week.ics": feed_file(week(name), studio=STUDIO, name=STUDIO.name) for name in WEEKS}
    return feeds | {f"{name}-{step}.ics": file for name in WEEKS for step, file in _life(name).items()}


def expected() -> dict[str, object]:
    """What any reader must find in them."""
    found: dict[str, object] = {
        f"{name}-week.ics": {"method": "PUBLISH", "events": [_facts(each) for each in week(name)]} for name in WEEKS
    }
    for name in WEEKS:
        for step, method, sequence in (("booked", "REQUEST", 0), ("moved", "REQUEST", 1), ("cancelled", "CANCEL", 2)):
            each = _at_step(name, step)
            found[f"{name}-{step}.ics"] = {"method": method, "events": [_facts(each) | {"sequence": sequence}]}
    return found


def _life(name: str) -> dict[str, CalendarFile]:
    invited = Invited("Priya Nair", "priya@example.com")
    return {
        step: invitation(_at_step(name, step), studio=STUDIO, invited=invited, now=BOOKED_AT)
        for step in ("booked", "moved", "cancelled")
    }


def _at_step(name: str, step: str) -> Appointment:
    each = week(name)[0]
    if step != "booked":
        each.starts_at, each.ends_at, each.sequence = week(name)[3].starts_at, week(name)[3].ends_at, 1
    if step == "cancelled":
        each.status, each.sequence = AppointmentStatus.CANCELLED, 2
    return each


def _appointment(reference: str, moment: str) -> Appointment:
    starts_at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    appointment = Appointment(
        reference=reference,
        service=Service(name="Relaxation massage; deep, slow"),
        practitioner=Practitioner(name="Maren Holt"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        status=AppointmentStatus.CONFIRMED,
        price_minor=11500,
        currency="CAD",
        late_fee_minor=5750,
        free_cancellation_until=starts_at - timedelta(days=1),
        reschedule_until=starts_at - timedelta(days=1),
        contact_name="Priya Nair",
        booked_at=BOOKED_AT,
    )
    Appointment._meta.get_field("last_change").set_cached_value(appointment, None)
    return appointment


def _facts(each: Appointment) -> dict[str, object]:
    return {
        "uid": f"{each.reference.lower()}@testserver",
        "start": each.starts_at.isoformat().replace("+00:00", "Z"),
        "end": each.ends_at.isoformat().replace("+00:00", "Z"),
        "sequence": each.sequence,
    }


def write() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, file in files().items():
        (GOLDEN / name).write_bytes(file.content)
    EXPECTED.write_text(json.dumps(expected(), indent=2) + "\n")
