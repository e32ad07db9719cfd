"""What letters about an appointment have in common: its time, its facts, its values for templates."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bookings.calendar_files import Invited, invitation
from bookings.messages import Standing
from bookings.models import Appointment
from common import formats
from messaging.events import Channel
from messaging.letters import Attachment, Fact
from studio.models import Practitioner, StudioSettings
from studio.selectors import studio_zone
from studio.whereabouts import address_of, town_of

LINKING = re.compile(r"([.:/@\u3002\uff0e\uff61])(?=[^\s.])")


@dataclass(frozen=True)
class Saying:
    """One letter in the making, in the language that is active.

    `was`: what its reader was told last; `by`: client or studio, who changed it; `reader`: the practitioner it is for,
    who may not be the one who gives the treatment now; `address_by_hand`: where staff send
    it, if not where it would go.
    """

    appointment: Appointment
    event: str
    channel: str
    language: str
    studio: StudioSettings
    now: datetime
    reader: Practitioner
    was: Standing | None = None
    by: str = ""
    address_by_hand: str = ""
    is_sample: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return studio_zone(self.studio)

    @property
    def starts_at(self) -> datetime:
        """When it is; of what is cancelled, when its reader believes it to be."""
        if self.was and self.event.endswith("cancelled"):
            return self.was.starts_at
        return self.appointment.starts_at

    @property
    def minutes(self) -> int:
        return int((self.appointment.ends_at - self.appointment.starts_at).total_seconds()) // 60

    @property
    def client_name(self) -> str:
        """As typed, but for a space where a mail program or a telephone would make a link of it: who books types any
        name, and the address of anybody."""
        return LINKING.sub(r"\1 ", self.appointment.contact_name)

    def day(self, moment: datetime) -> str:
        is_far = abs(moment - self.now) > timedelta(days=330)
        return formats.day(moment.astimezone(self.zone).date(), year=is_far)

    def date_and_time(self, moment: datetime) -> str:
        return f"{self.day(moment)}, {formats.time_of_day(moment, self.zone)}"

    def values(self) -> dict[str, str]:
        booking = self.appointment
        return {
            "client_name": self.client_name,
            "client_first_name": self.client_name.split(" ")[0],
            "service": booking.service.name,
            "practitioner": booking.practitioner.name,
            "room": booking.room.name if booking.room else "",
            "day": self.day(self.starts_at),
            "time": formats.time_of_day(self.starts_at, self.zone),
            "date_and_time": self.date_and_time(self.starts_at),
            "short_date_and_time": formats.deadline(self.starts_at, self.zone),
            "duration": _length(self.minutes),
            "price": formats.money(booking.price_minor, booking.currency),
            "address": address_of(self.studio),
            "reference": booking.reference,
            "old_date_and_time": self.date_and_time(self.was.starts_at) if self.was else "",
            "cancelled_by": self.client_name if self.by == "client" else self.studio.name,
            "cancel_reason": booking.cancel_reason,
            "starts_in": _starts_in(booking.starts_at - self.now),
        }

    def when(self) -> Fact:
        ends_at = self.starts_at + timedelta(minutes=self.minutes)
        hours = formats.time_range(self.starts_at, ends_at, self.zone)
        town = _("%(town)s time") % {"town": town_of(self.studio)}
        return Fact(_("When"), f"{capfirst(self.day(self.starts_at))}, {hours}", note=capfirst(town))

    def before(self, moved_by: str) -> list[Fact]:
        """Where it was, and who moved it."""
        if self.was is None or not self.event.endswith("moved"):
            return []
        return [Fact(_("Before"), capfirst(self.date_and_time(self.was.starts_at)), note=moved_by)]

    def treatment(self) -> Fact:
        return Fact(_("Treatment"), f"{self.appointment.service.name}, {_length(self.minutes)}")

    def attachments(self, invited: Invited, *, for_practitioner: int | None = None) -> list[Attachment]:
        """Reminders go without: what they say is in the calendar."""
        if self.channel != Channel.EMAIL or self.event.endswith("reminder"):
            return []
        file = invitation(
            self.appointment,
            studio=self.studio,
            invited=invited,
            now=self.now,
            for_practitioner=for_practitioner,
            cancelled=self.event.endswith("cancelled"),
        )
        return [Attachment(file.name, file.content, file.content_type)]


def absolute(path: str) -> str:
    return settings.PUBLIC_URL + path


def _length(minutes: int) -> str:
    text = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return text.replace(" ", "\u00a0")


def _starts_in(left: timedelta) -> str:
    """ "in 2 hours": rounded as people say it."""
    minutes = max(round(left.total_seconds() / 60), 1)
    hours, days = round(minutes / 60), round(minutes / 1440)
    if minutes < 90:
        count, text = minutes, ngettext("in %(count)d minute", "in %(count)d minutes", minutes)
    elif hours < 36:
        count, text = hours, ngettext("in %(count)d hour", "in %(count)d hours", hours)
    else:
        count, text = days, ngettext("in %(count)d day", "in %(count)d days", days)
    return (text % {"count": count}).replace(f"{count} ", f"{count}\u00a0")
