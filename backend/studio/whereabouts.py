"""Where the studio is, as pages, messages and calendars write it."""

from urllib.parse import urlencode

from studio.models import StudioSettings


def address_of(studio: StudioSettings) -> str:
    """On one line; "" while none is known."""
    parts = [studio.address_street, studio.address_city, studio.address_region, studio.address_postal_code]
    return ", ".join(part for part in parts if part)


def unbroken_address_of(studio: StudioSettings) -> str:
    """As it is read: the postal code is never broken."""
    code = studio.address_postal_code
    return address_of(studio).replace(code, code.replace(" ", "\u00a0"))


def directions_url(studio: StudioSettings) -> str:
    """A link a client chooses to follow; nothing is loaded from there."""
    place = f"{studio.name}, {address_of(studio)}"
    return "https://www.google.com/maps/dir/?" + urlencode({"api": 1, "destination": place})


def town_of(studio: StudioSettings) -> str:
    """How clients call the studio's time: "Calgary time"."""
    return studio.address_city or studio.time_zone.rsplit("/", 1)[-1].replace("_", " ")
