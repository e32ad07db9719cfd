"""The source of messages about appointments, which the outbox asks when one is sent: is it still so, and what does it
say?"""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils.translation import override

from bookings.letters.client import ToClient
from bookings.letters.practitioner import ToPractitioner
from bookings.messages import Standing
from bookings.models import Appointment, AppointmentStatus
from bookings.references import read_reference
from bookings.selectors import appointments
from messaging.events import EVENTS, Audience
from messaging.letters import Letter, NoLongerSo, TooLate
from messaging.models import Message, ReminderRule
from studio.models import Practitioner
from studio.selectors import all_practitioners, get_studio

SAMPLE_NOTICE, SAMPLE_MOVE = timedelta(hours=48), timedelta(days=1)


class AppointmentLetters:
    """The `messaging.letters.Source` of appointments."""

    def letter(self, message: Message, now: datetime) -> Letter:
        appointment = _found(pk=message.subject_id)
        if appointment is None:
            raise NoLongerSo
        _check_still_so(message, appointment)
        _check_in_time(message, appointment, now)
        reader = _reader(message, appointment)
        return _written(
            appointment,
            event=message.event,
            channel=message.channel,
            language=_language(message, reader),
            now=now,
            reader=reader,
            was=Standing.read(was) if (was := message.context.get("was")) else None,
            by=message.context.get("by", ""),
            address_by_hand=message.address if message.is_addressed_by_hand else "",
        )

    def sample(self, event: str, channel: str, language: str, reference: str, now: datetime) -> Letter | None:
        appointment = _found(reference=read_reference(reference)) if reference else _found()
        if appointment is None:
            return None
        return _written(
            appointment,
            event=event,
            channel=channel,
            language=language,
            now=min(now, appointment.starts_at - SAMPLE_NOTICE),
            reader=appointment.practitioner,
            was=Standing(appointment.starts_at - SAMPLE_MOVE, appointment.practitioner_id)
            if event.endswith("moved")
            else None,
            by="client",
            is_sample=True,
        )


def _written(appointment: Appointment, *, event: str, language: str, **how: Any) -> Letter:
    to_client = EVENTS[event].audience == Audience.CLIENT
    with override(language):
        saying = (ToClient if to_client else ToPractitioner)(
            appointment, event=event, language=language, studio=get_studio(), **how
        )
        return saying.letter()


def _reader(message: Message, appointment: Appointment) -> Practitioner:
    to = message.context.get("to", appointment.practitioner_id)
    return appointment.practitioner if to == appointment.practitioner_id else all_practitioners().get(pk=to)


def _language(message: Message, reader: Practitioner) -> str:
    """A practitioner's own; what the row says was the client's."""
    if EVENTS[message.event].audience == Audience.CLIENT or reader.user is None:
        return message.language
    return reader.user.language if reader.user.language in dict(settings.LANGUAGES) else message.language


def _found(**which: object) -> Appointment | None:
    """The one that is meant, or the latest."""
    return appointments().select_related("practitioner__user").filter(**which).order_by("-pk").first()


def _check_still_so(message: Message, appointment: Appointment) -> None:
    """Raises NoLongerSo unless the appointment stands as it did when the message was queued."""
    kept, now = message.context, Standing.of(appointment)
    if message.event == "booking-cancelled":
        still_so = appointment.status == AppointmentStatus.CANCELLED
    elif message.event == "practitioner-cancelled":
        still_so = appointment.status == AppointmentStatus.CANCELLED or now.practitioner_id != kept["to"]
    elif message.event.endswith("reminder"):
        still_so = appointment.status == AppointmentStatus.CONFIRMED and _is_in_force(message)
    else:
        still_so = appointment.status not in (AppointmentStatus.CANCELLED, AppointmentStatus.EXPIRED)
    if not message.event.endswith("cancelled"):
        still_so = still_so and now == Standing.read(kept)
    if not still_so:
        raise NoLongerSo


def _is_in_force(message: Message) -> bool:
    rules = ReminderRule.objects.filter(
        audience=EVENTS[message.event].audience,
        channel=message.channel,
        minutes_before=message.context["minutes_before"],
    )
    return rules.exists()


def _check_in_time(message: Message, appointment: Appointment, now: datetime) -> None:
    if message.event.endswith("reminder") and now >= appointment.starts_at:
        raise TooLate
    if message.expires_at and now >= message.expires_at:
        raise TooLate
