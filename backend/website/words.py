"""Sentences that several pages say about the house rules."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from studio.models import StudioSettings


def house_rule(studio: StudioSettings) -> str:
    """The rule for changes as one sentence, before any time is chosen."""
    if studio.cancel_deadline_minutes == studio.reschedule_deadline_minutes:
        return _house_rule_of_one_deadline(studio)
    return _house_rule_of_two_deadlines(studio)


def _house_rule_of_one_deadline(studio: StudioSettings) -> str:
    facts = {"time": _length(studio.cancel_deadline_minutes), "percent": studio.late_cancellation_percent}
    rules = {
        0: _("Plans change. Move or cancel free until %(time)s before; after that, call us."),
        50: _("Plans change. Move or cancel free until %(time)s before; after that we keep half the price."),
        100: _("Plans change. Move or cancel free until %(time)s before; after that we keep the price."),
    }
    other = _(
        "Plans change. Move or cancel free until %(time)s before; after that we keep %(percent)s %% of the price."
    )
    return rules.get(studio.late_cancellation_percent, other) % facts


def _house_rule_of_two_deadlines(studio: StudioSettings) -> str:
    facts = {
        "move": _length(studio.reschedule_deadline_minutes),
        "cancel": _length(studio.cancel_deadline_minutes),
        "percent": studio.late_cancellation_percent,
    }
    both = _("Plans change. Move free until %(move)s before, and cancel free until %(cancel)s before.") % facts
    rules = {
        0: _("After that, call us."),
        50: _("Cancel later and we keep half the price."),
        100: _("Cancel later and we keep the price."),
    }
    other = _("Cancel later and we keep %(percent)s %% of the price.")
    return f"{both} {rules.get(studio.late_cancellation_percent, other) % facts}"


def free_until(studio: StudioSettings) -> str:
    """The first half of the house rule, for a narrow column."""
    if studio.cancel_deadline_minutes == studio.reschedule_deadline_minutes:
        return _("Free to move or cancel until %(time)s before.") % {"time": _length(studio.cancel_deadline_minutes)}
    times = {"move": _length(studio.reschedule_deadline_minutes), "cancel": _length(studio.cancel_deadline_minutes)}
    return _("Free to move until %(move)s before, and to cancel until %(cancel)s before.") % times


def _length(minutes: int) -> str:
    """ "24 hours", never broken between figure and word."""
    if minutes % 60:
        text = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    elif minutes > 48 * 60 and minutes % (24 * 60) == 0:
        text = ngettext("%(count)d day", "%(count)d days", minutes // 1440) % {"count": minutes // 1440}
    else:
        text = ngettext("%(count)d hour", "%(count)d hours", minutes // 60) % {"count": minutes // 60}
    return text.replace(" ", "\u00a0")
