"""What messages there are: the one table of events, whom each is for and by which channels it can go."""

from dataclasses import dataclass

from django.db import models


class Channel(models.TextChoices):
    EMAIL = "email"
    SMS = "sms"


class Audience(models.TextChoices):
    CLIENT = "client"
    PRACTITIONER = "practitioner"


@dataclass(frozen=True)
class Event:
    """A kind of message. `slug` is what rows, templates, API and screens call it."""

    slug: str
    audience: Audience
    channels: tuple[Channel, ...]


EVENTS = {
    event.slug: event
    for event in (
        Event("booking-confirmed", Audience.CLIENT, (Channel.EMAIL, Channel.SMS)),
        Event("booking-moved", Audience.CLIENT, (Channel.EMAIL, Channel.SMS)),
        Event("booking-cancelled", Audience.CLIENT, (Channel.EMAIL, Channel.SMS)),
        Event("booking-reminder", Audience.CLIENT, (Channel.EMAIL, Channel.SMS)),
        Event("practitioner-booked", Audience.PRACTITIONER, (Channel.EMAIL,)),
        Event("practitioner-moved", Audience.PRACTITIONER, (Channel.EMAIL,)),
        Event("practitioner-cancelled", Audience.PRACTITIONER, (Channel.EMAIL,)),
        Event("practitioner-reminder", Audience.PRACTITIONER, (Channel.EMAIL,)),
    )
}
