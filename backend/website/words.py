"""Sentences that several pages say: what a change costs, and until when it is free."""

from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studio.models import StudioSettings
from website import formats


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
    free = formats.deadline(promise.free_cancellation_until, zone)
    fee = formats.money(promise.late_fee_minor, promise.currency)
    if now <= promise.free_cancellation_until:
        if promise.reschedule_until == promise.free_cancellation_until:
            main = _("Free to move or cancel until %(deadline)s.") % {"deadline": free}
        else:
            main = _("Free to cancel until %(cancel)s, and to move until %(move)s.") % {
                "cancel": free,
                "move": formats.deadline(promise.reschedule_until, zone),
            }
        rest = _("After that, %(fee)s.") % {"fee": fee} if promise.late_fee_minor else _("After that, call the studio.")
        return {"main": main, "rest": rest}
    if promise.late_fee_minor:
        return {
            "main": _("Cancelling costs %(fee)s from now on.") % {"fee": fee},
            "rest": _("The free time to change ended %(deadline)s.") % {"deadline": free},
        }
    return {
        "main": _("This can no longer be changed online."),
        "rest": _("The time to change it ended %(deadline)s. Call the studio.") % {"deadline": free},
    }


def house_rule(studio: StudioSettings) -> str:
    """The cancellation rule as one sentence, before any time is chosen."""
    free = _length(studio.cancel_deadline_minutes)
    percent = studio.late_cancellation_percent
    if percent == 0:
        return _("Plans change. Move or cancel free until %(time)s before; after that, call us.") % {"time": free}
    if percent == 100:
        return _("Plans change. Move or cancel free until %(time)s before; after that we keep the price.") % {
            "time": free
        }
    if percent == 50:
        return _("Plans change. Move or cancel free until %(time)s before; after that we keep half the price.") % {
            "time": free
        }
    rule = _("Plans change. Move or cancel free until %(time)s before; after that we keep %(percent)s %% of the price.")
    return rule % {"time": free, "percent": percent}


def _length(minutes: int) -> str:
    if minutes % 60:
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    hours = minutes // 60
    if hours > 48 and hours % 24 == 0:
        return ngettext("%(count)d day", "%(count)d days", hours // 24) % {"count": hours // 24}
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
