"""What the pages of the booking flow need beyond `site`."""

from datetime import datetime

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.models import Appointment
from bookings.promises import consequence
from common import formats
from website import guard
from website.offers import offer_of_move
from website.site import Site
from website.times import TimesPage

register = template.Library()


@register.simple_tag
def page_stamp(site: Site, purpose: guard.Purpose) -> str:
    """When this page was made, for a form of that purpose to bring back (`website.guard`)."""
    return guard.stamp(purpose, site.now)


@register.simple_tag
def news_of(page: TimesPage) -> str:
    """What is told of a list that changed: "12 times, Monday 1 March to Sunday 7 March"."""
    return _("%(times)s, %(first)s to %(last)s") % {
        "times": ngettext("%(count)d time", "%(count)d times", page.count) % {"count": page.count},
        "first": formats.day(page.days[0].day),
        "last": formats.day(page.days[-1].day),
    }


@register.filter
def things_to_put_right(count: int | str) -> str:
    """In words, for as many fields as a form of the flow has."""
    sentences = {
        1: _("One thing to put right"),
        2: _("Two things to put right"),
        3: _("Three things to put right"),
        4: _("Four things to put right"),
        5: _("Five things to put right"),
        6: _("Six things to put right"),
    }
    return sentences[int(count)]


@register.simple_tag
def consequence_of_move(appointment: Appointment, starts_at: datetime, site: Site) -> dict[str, str]:
    """What it will cost to change the booking once it is moved to `starts_at`, as `{main, rest}`."""
    offer = offer_of_move(appointment, starts_at, site.studio, now=site.now)
    return consequence(offer, zone=site.zone, now=site.now)
