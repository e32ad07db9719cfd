"""Refusals a booking may meet. Each `type` has a paragraph in docs/problems.md."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.errors import Conflict, Missing, RuleViolation


class SlotTaken(Conflict):
    """Carries `alternatives`: the three nearest free times, `[{starts_at, practitioners}]`."""

    type = "slot-taken"
    title = _("Someone took this time a moment ago")


class HoldExpired(Conflict):
    type = "hold-expired"
    title = _("This time is no longer held")


class HoldLimitReached(Conflict):
    """A hold lives 30 minutes in all, extensions included."""

    type = "hold-limit-reached"
    title = _("This time cannot be held any longer")


class TooManyHolds(Conflict):
    type = "too-many-holds"
    title = _("Two times are already held")


class NotPossibleNow(Conflict):
    """The state machine allows no such step from where the appointment stands; carries `state`."""

    type = "not-possible-now"
    title = _("The booking's state does not allow this")


class StillBooked(Conflict):
    """Somebody or a room has appointments to come; carries `count`, how many."""

    type = "still-booked"
    title = _("There are appointments to come")


class FeedMissing(Missing):
    """One and the same for a wrong token and a revoked one."""

    type = "missing"
    title = _("There is no such calendar")


class BookingMissing(Missing):
    """One and the same for a wrong reference, a wrong address and a token after its time."""

    type = "missing"
    title = _("There is no such booking")


class ClientMissing(Missing):
    type = "missing"
    title = _("There is no such client")


class InThePast(RuleViolation):
    type = "in-the-past"
    title = _("This time has passed")


class TooSoon(RuleViolation):
    type = "too-soon"
    title = _("This time is too soon to book online")


class TooFarAhead(RuleViolation):
    type = "too-far-ahead"
    title = _("This time is too far ahead")


class OffGrid(RuleViolation):
    type = "off-grid"
    title = _("Appointments do not start at this minute")


class OutsideHours(RuleViolation):
    type = "outside-hours"
    title = _("Outside working hours")


class Closed(RuleViolation):
    type = "closed"
    title = _("Closed at this time")


class DayFull(RuleViolation):
    """The practitioner has as many appointments that day as the studio allows; carries `alternatives` as SlotTaken."""

    type = "day-full"
    title = _("The day is full")


class NoSuchLocalTime(RuleViolation):
    type = "no-such-local-time"
    title = _("The clocks skip this time")


class NotOffered(RuleViolation):
    type = "not-offered"
    title = _("This practitioner does not give this treatment")


class ConsentRequired(RuleViolation):
    """Carries `consents`: the kinds that are missing."""

    type = "consent-required"
    title = _("Agreement is needed before booking")


class CancellationTooLate(RuleViolation):
    type = "cancellation-too-late"
    title = _("Too late to cancel online")


class RescheduleTooLate(RuleViolation):
    type = "reschedule-too-late"
    title = _("Too late to move online")


class AppointmentStarted(RuleViolation):
    type = "appointment-started"
    title = _("The appointment has begun")


class NotStartedYet(RuleViolation):
    type = "not-started-yet"
    title = _("The appointment has not begun")


class NothingToUndo(RuleViolation):
    """Nothing was changed through this door, or over three minutes ago, or it was undone or changed again since."""

    type = "nothing-to-undo"
    title = _("This can no longer be undone")


# The rule that removed a time, as the refusal a client meets. The first that applies is the one told.
RULE_REFUSALS: list[tuple[str, type[Conflict | RuleViolation], str | Promise]] = [
    ("in-the-past", InThePast, _("Choose a time that is still to come.")),
    ("too-soon", TooSoon, _("Choose a later time, or call the studio.")),
    ("too-far-ahead", TooFarAhead, _("Choose an earlier day.")),
    ("outside-hours", OutsideHours, _("Choose one of the free times.")),
    ("closed", Closed, _("Choose another day or time.")),
    ("break", OutsideHours, _("Choose one of the free times.")),
    ("day-full", DayFull, _("Choose another day, or one of the free times.")),
    ("off-grid", OffGrid, _("Choose one of the free times.")),
]
