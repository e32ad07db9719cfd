"""Sentences about bookings that more than one door shows."""

from django.utils.translation import gettext as _


def why_not(code: str, name: str | None = None) -> str:
    """Why a time is not offered, for staff. `name` is the practitioner whose calendar says so."""
    sentences = {
        "in-the-past": _("This time has passed."),
        "too-soon": _("It is within the minimum notice."),
        "too-far-ahead": _("It is beyond the booking horizon."),
        "off-grid": _("Appointments do not start at this minute on the studio's grid."),
        "no-room": _("Every room for this treatment is taken."),
        "outside-hours": _("%(name)s does not work for the whole of the treatment and its buffers."),
        "break": _("It runs into a break of %(name)s."),
        "closed": _("A closure covers it for %(name)s."),
        "slot-taken": _("%(name)s is taken for part of it."),
        "day-full": _("%(name)s takes no more appointments that day."),
    }
    return sentences[code] % {"name": name or _("Nobody")} if "%(" in sentences[code] else sentences[code]
