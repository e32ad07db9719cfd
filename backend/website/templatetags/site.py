"""What templates need beyond Django: addresses of assets, and dates, times and money in the page's language."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import formats
from website.assets import ROOT, asset_url
from website.site import Site

register = template.Library()
register.simple_tag(asset_url, name="asset")
register.filter("weekday", formats.weekday)
register.filter("weekday_in_a_phrase", formats.weekday_in_a_phrase)
register.filter("short_day", formats.short_day)
register.filter("day_and_month", formats.day_and_month)
register.filter("month_name", formats.month)
register.filter("minute_of_day", formats.minute_of_day)


@register.filter
def money(amount_minor: int, currency: str) -> str:
    return formats.money(amount_minor, currency)


@register.filter
def clock(moment: datetime, zone: ZoneInfo) -> dict[str, str]:
    """`{figures, half}`: "4:30" and "pm", which are set in two sizes."""
    figures, half = formats.clock(moment, zone)
    return {"figures": figures, "half": half}


@register.filter
def time_of_day(moment: datetime, zone: ZoneInfo) -> str:
    return formats.time_of_day(moment, zone)


@register.filter
def local_day(moment: datetime, zone: ZoneInfo) -> date:
    return moment.astimezone(zone).date()


@register.filter
def local_iso(moment: datetime, zone: ZoneInfo) -> str:
    """RFC 3339 with the studio's offset."""
    return moment.astimezone(zone).isoformat(timespec="seconds")


@register.filter
def long_day(day: date) -> str:
    return formats.day(day)


@register.filter
def day_with_year_if_far(day: date, today: date) -> str:
    """Within eleven months a day and its month are enough."""
    return formats.day(day, year=abs(day - today) > timedelta(days=330))


@register.filter
def deadline(moment: datetime, zone: ZoneInfo) -> str:
    return formats.deadline(moment, zone)


@register.filter
def day_name(day: date, today: date) -> str:
    return formats.day_name(day, today)


@register.filter
def near_moment(moment: datetime, site: Site) -> str:
    """ "Today 4:30 pm", "Tomorrow 9:00 am", "Wed 10 March 9:00 am"."""
    day = local_day(moment, site.zone)
    name = formats.day_name(day, site.today)
    if name == formats.weekday(day):
        name = formats.short_day(day)
    return f"{name} {formats.time_of_day(moment, site.zone)}"


@register.simple_tag
def time_range(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    return formats.time_range(starts_at, ends_at, zone)


@register.filter
def count_of_times(count: int) -> str:
    return ngettext("%(count)d time", "%(count)d times", count) % {"count": count}


@register.filter
def one_of(names: list[str]) -> str:
    """ "Maren", "Maren or Theo", "Maren, Theo or Anouk"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s or %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


@register.filter
def first_names(people: list[dict[str, Any]]) -> list[str]:
    return [str(person["name"]).split(" ")[0] for person in people]


@register.filter
def unbroken(text: str) -> str:
    """Kept on one line, whatever its spaces."""
    return text.replace(" ", "\u00a0")


@register.filter
def in_fours(reference: str) -> str:
    """ "K7QM 4T2X", never broken between the two."""
    return f"{reference[:4]}\u00a0{reference[4:]}"


@register.filter
def phone_link(phone: str) -> SafeString:
    return format_html('<a class="link" href="tel:{}">{}</a>', phone.replace(" ", ""), phone)


@register.filter
def first_name(name: str) -> str:
    return name.split(" ")[0]


@register.simple_tag
def drawing(folder: str, name: str) -> SafeString:
    """An SVG file of ours, written into the page, so that it takes the page's colours."""
    path = ROOT / f"img/{folder}/{name}.svg"  # one formatted text: a template's own strings are no plain str
    return mark_safe(path.read_text(encoding="utf-8"))  # noqa: S308 - a file of the repository, named by a template
