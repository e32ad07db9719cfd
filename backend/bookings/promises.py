"""What a change costs and until when it is free: one sentence, said alike by pages and messages."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from common import formats


class Promise(Protocol):
    """What an appointment and an offer have in common."""

    @property
    def free_cancellation_until(self) -> datetime: ...
    @property
    def reschedule_until(self) -> datetime: ...
    @property
    def late_fee_minor(self) -> int: ...
    @property
    def currency(self) -> str: ...


def consequence(promise: Promise, *, zone: ZoneInfo, now: datetime) -> dict[str, str]:
    """What moving and cancelling cost, as `{main, rest}`: the first part is set in bold."""
    if promise.reschedule_until == promise.free_cancellation_until:
        return _with_one_deadline(promise, zone, now)
    return _with_two_deadlines(promise, zone, now)


def _with_one_deadline(promise: Promise, zone: ZoneInfo, now: datetime) -> dict[str, str]:
    deadline = {"deadline": formats.deadline(promise.free_cancellation_until, zone)}
    fee = {"fee": formats.money(promise.late_fee_minor, promise.currency)}
    if now <= promise.free_cancellation_until:
        return {
            "main": _("Free to move or cancel until %(deadline)s.") % deadline,
            "rest": _("After that, %(fee)s.") % fee if promise.late_fee_minor else _("After that, call the studio."),
        }
    if promise.late_fee_minor:
        return {
            "main": _("Cancelling costs %(fee)s from now on.") % fee,
            "rest": _("The free time to change ended %(deadline)s.") % deadline,
        }
    return {
        "main": _("This can no longer be changed online."),
        "rest": _("The time to change it ended %(deadline)s. Call the studio.") % deadline,
    }


def _with_two_deadlines(promise: Promise, zone: ZoneInfo, now: datetime) -> dict[str, str]:
    until = {
        "cancel": formats.deadline(promise.free_cancellation_until, zone),
        "move": formats.deadline(promise.reschedule_until, zone),
    }
    fee = {"fee": formats.money(promise.late_fee_minor, promise.currency)}
    can_move = now <= promise.reschedule_until
    if now <= promise.free_cancellation_until:
        later = _("Cancelling later costs %(fee)s.") % fee if promise.late_fee_minor else _("Later, call the studio.")
        if can_move:
            return {"main": _("Free to cancel until %(cancel)s, and to move until %(move)s.") % until, "rest": later}
        ended = _("The time to move it ended %(move)s.") % until
        return {"main": _("Free to cancel until %(cancel)s.") % until, "rest": f"{ended} {later}"}
    if promise.late_fee_minor:
        if can_move:
            rest = _("Moving is free until %(move)s.") % until
        else:
            rest = _("The free time to cancel ended %(cancel)s, the time to move %(move)s.") % until
        return {"main": _("Cancelling costs %(fee)s from now on.") % fee, "rest": rest}
    if can_move:
        return {
            "main": _("Free to move until %(move)s.") % until,
            "rest": _("The time to cancel online ended %(cancel)s. To cancel, call the studio.") % until,
        }
    return {
        "main": _("This can no longer be changed online."),
        "rest": _("The time to cancel ended %(cancel)s, the time to move %(move)s. Call the studio.") % until,
    }
