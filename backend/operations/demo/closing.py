"""When the demo studio is shut: each kind of closure once."""

from dataclasses import dataclass
from datetime import date, timedelta

from studio.rules import ClosedSpan


@dataclass(frozen=True)
class DemoClosure:
    span: ClosedSpan
    practitioner: str | None = None


def closures(today: date) -> list[DemoClosure]:
    """A day for everybody, an afternoon and a weekday of one; beyond the next week, so that days to come stay full."""
    course = _next_weekday(today + timedelta(days=9), 2)
    dentist = _next_weekday(today + timedelta(days=5), 3)
    return [
        DemoClosure(ClosedSpan(None, course, course, reason="Course day")),
        DemoClosure(ClosedSpan(None, dentist, dentist, 960, 1140, reason="Dentist"), "theo-arsenault"),
        DemoClosure(ClosedSpan(4, None, None, 780, 1440, reason="School is out at one"), "maren-holt"),
    ]


def _next_weekday(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)
