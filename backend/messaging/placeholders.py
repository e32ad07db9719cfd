"""What a template may name: a fixed set per event. Filled in as plain text, once: a value is never read as a template.

A source (`messaging.letters`) gives a value for every name of its event but those of `OWN`; "" where there is nothing
to say. What is empty disappears from its line, and the line with it when nothing else stands there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from messaging.events import EVENTS

NAME = re.compile(r"\{([a-z][a-z_]*)\}")
MEANINGS: Mapping[str, Promise] = {
    "studio_name": _("The studio's name."),
    "studio_phone": _("The studio's telephone number; empty when it has none."),
    "terms": _("Until when changes are free and what they cost then; after a cancellation, what is owed."),
    "client_name": _("The client's full name."),
    "client_first_name": _("The client's first name."),
    "service": _("The service: Lymphatic drainage."),
    "practitioner": _("Who gives the treatment."),
    "room": _("The room; empty when the service needs none."),
    "day": _("The day: Thursday 11 March."),
    "time": _("When it begins: 4:30 pm."),
    "date_and_time": _("Day and time: Thursday 11 March, 4:30 pm."),
    "short_date_and_time": _("Day and time in short, for subject lines and SMS: Thu 11 March, 4:30 pm."),
    "duration": _("How long it takes: 60 minutes."),
    "price": _("The price: $115."),
    "address": _("Where the studio is, on one line."),
    "reference": _("The booking's reference, such as K7QM4T2X."),
    "manage_link": _("The client's own link to the booking: look, move, cancel."),
    "move_link": _("The client's own link to choose another time."),
    "cancel_link": _("The client's own link to cancel."),
    "free_cancellation_until": _("Until when cancelling is free: Wed 10 March, 4:30 pm."),
    "old_date_and_time": _("Day and time before the move: Tuesday 9 March, 10:00 am."),
    "cancelled_by": _("Who cancelled: the client's name, or the studio's."),
    "cancel_reason": _("The reason that was given; empty when there was none."),
    "late_fee": _("What cancelling late costs: $57.50; empty when nothing is owed."),
    "book_link": _("The link to book another time."),
    "starts_in": _("How long until it begins: in 2 hours."),
    "staff_link": _("The link to the appointment in the staff app."),
}

# Filled in from the studio and from the letter's own parts; a source need not give them.
OWN = ("studio_name", "studio_phone", "terms")

_EVERY = (
    *("studio_name", "studio_phone", "client_name", "client_first_name", "service", "practitioner", "room", "day"),
    *("time", "date_and_time", "short_date_and_time", "duration", "price", "address", "reference"),
)
_FOR_CLIENTS = ("terms", "manage_link", "move_link", "cancel_link", "free_cancellation_until")
_OF_EVENT: Mapping[str, tuple[str, ...]] = {
    "booking-confirmed": _FOR_CLIENTS,
    "booking-moved": (*_FOR_CLIENTS, "old_date_and_time"),
    # Its links lead to what can still be done: the page of the booking, and another time.
    "booking-cancelled": ("terms", "manage_link", "book_link", "cancelled_by", "cancel_reason", "late_fee"),
    "booking-reminder": (*_FOR_CLIENTS, "starts_in"),
    # No link of the client's: whoever has it acts as the client.
    "practitioner-booked": ("staff_link",),
    "practitioner-moved": ("staff_link", "old_date_and_time"),
    "practitioner-cancelled": ("staff_link", "cancelled_by", "cancel_reason"),
    "practitioner-reminder": ("staff_link", "starts_in"),
}
PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {event: (*_EVERY, *_OF_EVENT[event]) for event in EVENTS}
LINKS = frozenset(name for name in MEANINGS if name.endswith("_link"))


@dataclass(frozen=True)
class Part:
    """A stretch of a template: text as typed, or with `name` a value's place."""

    text: str
    name: str = ""


def parts(template: str) -> Iterator[Part]:
    at = 0
    for found in NAME.finditer(template):
        if found.start() > at:
            yield Part(template[at : found.start()])
        yield Part(found.group(), found[1])
        at = found.end()
    if at < len(template):
        yield Part(template[at:])


def unknown_in(template: str, event: str) -> str:
    """The first thing in braces that is no placeholder of this event, or a brace that stands alone; "" when all is
    well."""
    for part in parts(template):
        if part.name and part.name not in PLACEHOLDERS[event]:
            return part.text
        if not part.name and (stray := re.search(r"\{+[^{}\n]*\}*|\}", part.text)):
            return stray.group()[:60]
    return ""


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its values, once. Raises KeyError for a name without one."""
    return "".join(values[part.name] if part.name else part.text for part in parts(template))
