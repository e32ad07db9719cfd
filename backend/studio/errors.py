"""Refusals about the studio's facts."""

from django.utils.translation import gettext_lazy as _

from common.errors import Conflict, Missing, RuleViolation


class StudioNotSetUp(Missing):
    type = "studio-not-set-up"
    title = _("The studio is not set up yet")


class ServiceMissing(Missing):
    type = "missing"
    title = _("There is no such service")


class PractitionerMissing(Missing):
    type = "missing"
    title = _("There is no such practitioner")


class RoomMissing(Missing):
    type = "missing"
    title = _("There is no such room")


class ClosureMissing(Missing):
    type = "missing"
    title = _("There is no such closure")


class AlreadyExists(Conflict):
    type = "already-exists"
    title = _("That name is taken")


class OverlappingHours(RuleViolation):
    type = "overlapping-hours"
    title = _("These hours overlap")


class BreakOutsideHours(RuleViolation):
    type = "break-outside-hours"
    title = _("A break lies outside the hours")


class LongerThanAnyOpening(RuleViolation):
    type = "longer-than-any-opening"
    title = _("The treatment fits into no opening")


class CurrencyIsFixed(RuleViolation):
    """Prices and fees that were agreed to would mean something else."""

    type = "currency-is-fixed"
    title = _("The currency cannot change any more")


class RangeTooLong(RuleViolation):
    type = "range-too-long"
    title = _("At most 62 days can be asked for")
