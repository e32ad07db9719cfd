"""What a client is told. Nothing here names another client."""

from functools import cached_property

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bookings.calendar_files import Invited
from bookings.feeds import client_feed_token
from bookings.letters.parts import Saying, absolute
from bookings.promises import consequence
from bookings.rules import LIVE
from bookings.selectors import token_of
from common import formats
from messaging.events import Channel
from messaging.letters import Action, Fact, Letter, NoAddress
from studio.whereabouts import address_of, directions_url, unbroken_address_of

SAMPLE_TOKEN = "example".ljust(51, "-")  # opens nothing, and is as long as one that does: an SMS is paid by length


class ToClient(Saying):
    def letter(self) -> Letter:
        booking = self.appointment
        own = booking.contact_phone if self.channel == Channel.SMS else booking.client.email
        address = self.address_by_hand or own
        if not address and not self.is_sample:
            raise NoAddress
        return Letter(
            address=address,
            recipient=booking.contact_name,
            language=self.language,
            headline=capfirst(self.date_and_time(self.starts_at)),
            values=self.values() | self._links_and_promises(),
            facts=self._facts(),
            consequence=self._consequence(),
            action=Action(_("Open my booking"), self._link("manage")),
            attachments=self.attachments(Invited(self.client_name, address)),
            why=_("You get this because you have a booking at %(studio)s.") % {"studio": self.studio.name},
            links=self._links(),
            secrets=() if self.is_sample else (self._token, self._feed_token),
        )

    def _facts(self) -> list[Fact]:
        reference = self.appointment.reference
        moved_by = _("Moved by you") if self.by == "client" else _("Moved by the studio")
        return [
            self.when(),
            *self.before(moved_by),
            self.treatment(),
            self._with(),
            *self._where_and_price(),
            Fact(_("Reference"), f"{reference[:4]}\u00a0{reference[4:]}"),
        ]

    def _with(self) -> Fact:
        practitioner = self.appointment.practitioner
        return Fact(_("With"), ", ".join(part for part in (practitioner.name, practitioner.title) if part))

    def _where_and_price(self) -> list[Fact]:
        if self.event == "booking-cancelled":
            return []
        booking = self.appointment
        facts = []
        if address_of(self.studio):
            directions = Action(_("Directions"), directions_url(self.studio))
            where = unbroken_address_of(self.studio)
            facts.append(Fact(_("Where"), where, note=self.studio.arrival_note, link=directions))
        price = formats.money(booking.price_minor, booking.currency)
        return [*facts, Fact(_("To pay then"), price, note=_("Tax included"))]

    def _links_and_promises(self) -> dict[str, str]:
        booking = self.appointment
        fee = booking.charged_late_fee_minor
        return {
            "manage_link": self._link("manage"),
            "move_link": self._link("move"),
            "cancel_link": self._link("cancel"),
            "book_link": self._book_link,
            "free_cancellation_until": formats.deadline(booking.free_cancellation_until, self.zone),
            "late_fee": formats.money(fee, booking.currency) if fee else "",
        }

    def _consequence(self) -> str:
        """For a client: what a change costs and until when it is free, as the site says it."""
        booking = self.appointment
        if self.event != "booking-cancelled":
            return "\n".join(consequence(booking, zone=self.zone, now=self.now).values())
        if booking.charged_late_fee_minor:
            fee = formats.money(booking.charged_late_fee_minor, booking.currency)
            said = _("It was cancelled after the free time to change: %(fee)s is due to the studio.") % {"fee": fee}
        elif self.by == "studio":
            said = _("The studio cancelled this booking. Nothing is due.")
        else:
            said = _("You cancelled this booking. Nothing is due.")
        # A client's own reason was for the studio.
        return f"{said}\n{booking.cancel_reason}" if self.by == "studio" and booking.cancel_reason else said

    @cached_property
    def _token(self) -> str:
        return SAMPLE_TOKEN if self.is_sample else token_of(self.appointment)

    @cached_property
    def _feed_token(self) -> str:
        return SAMPLE_TOKEN if self.is_sample else client_feed_token(self.appointment)

    @property
    def _book_link(self) -> str:
        service = self.appointment.service
        if service.archived_at:
            return absolute(reverse("website:book"))
        return absolute(reverse("website:times", args=[service.slug]))

    def _link(self, page: str) -> str:
        return absolute(reverse(f"website:{page}", args=[self._token]))

    def _links(self) -> list[Action]:
        """What is done most often, in one press; and the client's own calendar, for the owner of the mailbox alone."""
        if self.event == "booking-cancelled":
            return [Action(_("Book another time"), self._book_link)]
        booking, links = self.appointment, []
        if booking.status in LIVE and self.now <= booking.reschedule_until:
            links.append(Action(_("Move to another time"), self._link("move")))
        if booking.status in LIVE and (self.now <= booking.free_cancellation_until or booking.late_fee_minor):
            links.append(Action(_("Cancel this booking"), self._link("cancel")))
        if self.event == "booking-confirmed" and not self.address_by_hand:
            feed = reverse("website:calendar-feed", args=[self._feed_token])
            links.append(Action(_("All your bookings in your calendar"), absolute(feed)))
        return links
