"""Calling appointments to mind: finds what is due soon, by the studio's rules, and puts it into the outbox.

Nothing is remembered but the messages themselves: after an hour without a scheduler, what is still due goes out once,
and of two reminders due by then only the nearer. What was due before the appointment was booked or moved there is not
owed, since the confirmation has just said it; nor what was due before its rule was made.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from bookings.messages import REMINDERS, SUBJECT, Line, Standing, is_open, note_of_reminder
from bookings.models import Appointment, AppointmentEvent, AppointmentStatus, LastChange
from common.db import command
from messaging.events import Audience, Channel
from messaging.models import Message, ReminderRule, SmsStop, Status
from messaging.rules import reminder_due, sms_due
from messaging.services import outbox
from messaging.services.outbox import Note
from studio.selectors import get_studio, studio_zone

AHEAD = timedelta(minutes=15)
# A reminder may go out earlier than its rule says: half past eight for what would ring at night, and the hour of a
# clock change.
EARLIER_AT_MOST = timedelta(hours=15)
AT_ONCE = 500

# By appointment and line, which reminders of its present time stand: minutes before.
Said = dict[tuple[int, Line], list[int]]


def queue_reminders(*, now: datetime) -> int:
    """Queue what is due within the next quarter of an hour; gives how many. Queries by the number of appointments
    that the rules reach, whatever there is besides."""
    rules = list(ReminderRule.objects.order_by("minutes_before"))
    if not rules:
        return 0
    reached = now + timedelta(minutes=rules[-1].minutes_before) + AHEAD + EARLIER_AT_MOST
    ids = list(coming(now, reached).order_by("starts_at", "pk").values_list("pk", flat=True))
    return sum(_queue(ids[first : first + AT_ONCE], rules, now) for first in range(0, len(ids), AT_ONCE))


def coming(now: datetime, until: datetime) -> QuerySet[Appointment]:
    """Appointments that begin after `now` and not after `until`."""
    return Appointment.objects.filter(status=AppointmentStatus.CONFIRMED, starts_at__gt=now, starts_at__lte=until)


@command
def _queue(ids: Sequence[int], rules: Sequence[ReminderRule], now: datetime) -> int:
    confirmed = Appointment.objects.filter(pk__in=ids, status=AppointmentStatus.CONFIRMED)
    appointments = list(confirmed.select_related("client", "practitioner"))
    phones = {each.contact_phone for each in appointments if each.texts_agreed}
    stopped = set(SmsStop.objects.filter(phone__in=phones).values_list("phone", flat=True))
    zone, said, moved_at = studio_zone(get_studio()), _said(appointments), _moved_at(ids)
    notes = [
        note
        for each in appointments
        for note in _owed(
            each, rules, said, zone, now, known_since=moved_at.get(each.pk, each.booked_at), stopped=stopped
        )
    ]
    # The sending job takes them within a minute. Tried at once they would be in the hands of a process about to end.
    outbox.queue(notes, now=now, at_once=False)
    return len(notes)


def _moved_at(ids: Sequence[int]) -> dict[int, datetime]:
    """By appointment, when it was moved to where it is. A move that was undone never was."""
    steps = AppointmentEvent.objects.filter(appointment__in=ids, kind__in=["moved", "undone"]).order_by("pk")
    moves: dict[int, list[datetime]] = {}
    for appointment_id, kind, at, detail in steps.values_list("appointment_id", "kind", "at", "detail"):
        if kind == "moved":
            moves.setdefault(appointment_id, []).append(at)
        elif detail["undone"] == LastChange.Kind.MOVED:
            moves[appointment_id].pop()
    return {appointment_id: standing[-1] for appointment_id, standing in moves.items() if standing}


def _said(appointments: Sequence[Appointment]) -> Said:
    said: Said = {}
    starts = {each.pk: each.starts_at for each in appointments}
    messages = Message.objects.filter(subject_kind=SUBJECT, subject_id__in=list(starts), event__in=REMINDERS)
    rows = messages.exclude(status=Status.WITHDRAWN).values_list("subject_id", "event", "channel", "context")
    for subject_id, event, channel, context in rows:
        if Standing.read(context).starts_at == starts[subject_id]:
            line = Line(REMINDERS[event], Channel(channel))
            said.setdefault((subject_id, line), []).append(context["minutes_before"])
    return said


def _owed(
    appointment: Appointment,
    rules: Sequence[ReminderRule],
    said: Said,
    zone: ZoneInfo,
    now: datetime,
    *,
    known_since: datetime,
    stopped: Collection[str],
) -> Iterator[Note]:
    """At most one on each line: the nearest that is due. `rules` begin with the nearest."""
    for line in {Line(Audience(rule.audience), Channel(rule.channel)): None for rule in rules}:
        if not is_open(line, appointment, has_stopped=stopped.__contains__):
            continue
        nearest_said = min(said.get((appointment.pk, line), []), default=None)
        for rule in rules:
            if (rule.audience, rule.channel) != (line.audience, line.channel):
                continue
            if nearest_said is not None and rule.minutes_before >= nearest_said:
                break
            due_at = reminder_due(appointment.starts_at, rule.minutes_before, zone)
            if due_at <= max(known_since, rule.since):
                continue
            goes_at = sms_due(due_at, now=now, zone=zone) if line.channel == Channel.SMS else max(due_at, now)
            if goes_at <= now + AHEAD and goes_at < appointment.starts_at:
                yield note_of_reminder(appointment, line=line, minutes_before=rule.minutes_before, due_at=goes_at)
                break
