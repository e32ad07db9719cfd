"""What only the pages with character need: the studio's garden, portraits, and words that fit beside drawings."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from common.drawing.monogram import monogram
from studio.models import Practitioner
from website.gardens import garden_url
from website.words import free_until

register = template.Library()
register.simple_tag(garden_url, name="garden")
register.filter("free_until", free_until)


@register.simple_tag
def portrait(person: Practitioner) -> SafeString:
    """Raked lines that part for somebody's initials."""
    return mark_safe(monogram(person.name, person.slug))  # noqa: S308 - the name is escaped there


@register.filter
def door(address: str) -> str:
    """The part of a street address that fits on a map: "18 Millrace Lane SE" of "18 Millrace Lane SE, second floor"."""
    return address.split(",")[0]
