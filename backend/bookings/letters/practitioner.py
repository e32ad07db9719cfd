"""What a practitioner is told. It names the client, since that is their work, and no other one."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bookings.calendar_files import Invited
from bookings.letters.parts import Saying, absolute
from bookings.models import AppointmentStatus
from common import formats
from messaging.letters import Action, Fact, Letter, NoAddress


class ToPractitioner(Saying):
    def letter(self) -> Letter:
        user = self.reader.user
        own = user.email if user and user.is_active else self.studio.email
        address = self.address_by_hand or own
        if not address and not self.is_sample:
            raise NoAddress
        return Letter(
            address=address,
            recipient=self.reader.name,
            language=self.language,
            headline=capfirst(self.date_and_time(self.starts_at)),
            values=self.values() | {"staff_link": self._staff_link},
            facts=self._facts(),
            consequence=self._where_it_went(),
            action=Action(_("Open in the staff app"), self._staff_link),
            attachments=self.attachments(Invited(self.reader.name, address), for_practitioner=self.reader.pk),
            why=_("You get this because it is in your calendar at %(studio)s.") % {"studio": self.studio.name},
        )

    def _facts(self) -> list[Fact]:
        booking, room = self.appointment, self.appointment.room
        moved_by = _("Moved by the client") if self.by == "client" else _("Moved by the studio")
        facts = [self.when(), *self.before(moved_by)]
        facts.append(Fact(_("Client"), self.client_name, note=formats.phone(booking.contact_phone)))
        if booking.note:
            facts.append(Fact(_("Note"), booking.note))
        facts.append(self.treatment())
        if room and not self.event.endswith("cancelled"):
            facts.append(Fact(_("Room"), room.name))
        return facts

    def _where_it_went(self) -> str:
        """Of an appointment that has left the calendar: to whom, or why."""
        booking = self.appointment
        if self.event != "practitioner-cancelled":
            return ""
        if booking.status != AppointmentStatus.CANCELLED:
            now_with = {"name": booking.practitioner.name, "time": self.date_and_time(booking.starts_at)}
            return _("It is with %(name)s now: %(time)s.") % now_with
        return booking.cancel_reason

    @property
    def _staff_link(self) -> str:
        return absolute(f"/admin/appointments/{self.appointment.reference}")
