"""How dates, times and money are written on pages and in messages: in its language, in the studio's zone.

French takes U+00A0 where typography asks for a thin space: the site's fonts have no U+202F.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
from babel.dates import format_date, get_timezone_location
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import money as plain_money

LOCALES = {"en": "en_CA", "fr": "fr_CA"}


def locale() -> str:
    language = (get_language() or "en").split("-")[0]
    return LOCALES.get(language, "en_CA")


def clock(moment: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """ "4:30" and "pm"; in French "16 h 30" and nothing."""
    local = moment.astimezone(zone)
    if locale().startswith("fr"):
        return (f"{local.hour}\u00a0h\u00a0{local:%M}" if local.minute else f"{local.hour}\u00a0h", "")
    return (f"{local.hour % 12 or 12}:{local:%M}", "am" if local.hour < 12 else "pm")


def time_of_day(moment: datetime, zone: ZoneInfo) -> str:
    return "\u00a0".join(part for part in clock(moment, zone) if part)


def minute_of_day(minute: int) -> str:
    """Wall time from minutes since local midnight: `1110` is "6:30 pm"; 1440 is midnight."""
    return time_of_day(datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minute), ZoneInfo("UTC"))


def time_range(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """ "4:30 – 5:30 pm", or "11:30 am – 12:30 pm"."""
    first, first_half = clock(starts_at, zone)
    last, last_half = clock(ends_at, zone)
    start = first if first_half == last_half else f"{first}\u00a0{first_half}"
    end = f"{last}\u00a0{last_half}" if last_half else last
    return f"{start}\u00a0– {end}"


def day(day: date, *, year: bool = False) -> str:
    """ "Thursday 11 March"; the year only where it is not obvious."""
    return _written(day, "EEEE d MMMM y" if year else "EEEE d MMMM")


def short_day(day: date) -> str:
    """ "Thu 11 March"."""
    return _written(day, "EEE d MMMM")


def day_and_month(day: date) -> str:
    return _written(day, "d MMMM")


def weekday(day: date) -> str:
    return _capital(_written(day, "EEEE"))


def weekday_in_a_phrase(day: date) -> str:
    """As `weekday`, not at the beginning: French writes days small."""
    return _written(day, "EEEE")


def weekday_names() -> list[str]:
    """Monday first."""
    monday = date(2000, 1, 3)
    return [weekday(monday + timedelta(days=offset)) for offset in range(7)]


def month(day: date) -> str:
    return _capital(_written(day, "LLLL y"))


def day_name(value: date, today: date) -> str:
    """ "Today", "Tomorrow", or the name of the day."""
    if value == today:
        return _("Today")
    if value == today + timedelta(days=1):
        return _("Tomorrow")
    return weekday(value)


def deadline(moment: datetime, zone: ZoneInfo) -> str:
    """ "Wed 10 March, 4:30 pm"."""
    return f"{short_day(moment.astimezone(zone).date())}, {time_of_day(moment, zone)}"


def zone_city(zone: ZoneInfo) -> str:
    """ "Edmonton" for America/Edmonton, in the page's language."""
    city: str = get_timezone_location(zone, locale=locale(), return_city=True)
    return city


def money(amount_minor: int, currency: str) -> str:
    return plain_money.format_money(amount_minor, currency, locale()[:2]).replace("\u202f", "\u00a0")


def phone(number: str) -> str:
    """ "+1 403-555-0142" for E.164; anything else as it is."""
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    except phonenumbers.NumberParseException:
        return number


def _written(value: date, pattern: str) -> str:
    text: str = format_date(value, pattern, locale=locale()).replace("\u202f", "\u00a0")
    if locale() == "fr_CA" and value.day == 1:
        text = re.sub(r"\b1 ", "1er ", text)
    return text


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
