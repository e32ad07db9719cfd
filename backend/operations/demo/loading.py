"""The demo studio, made by the service functions that clients and staff use: loading it is a test of them."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.text import slugify

from accounts.models import User
from accounts.services.users import create_user
from bookings.actors import CLIENT, Actor, Booking, ClientDetails, WantedTime
from bookings.errors import SlotTaken
from bookings.models import BookingSource, Client
from bookings.services.attendance import complete, complete_past_appointments, mark_no_show
from bookings.services.booking import book
from bookings.services.cancellation import cancel
from bookings.services.clients import add_client
from bookings.services.closures import WantedClosure, add_closure
from bookings.services.rescheduling import reschedule
from common.db import one_transaction
from operations.demo.closing import closures
from operations.demo.ledger import let_some_fail, send_what_is_due
from operations.demo.people import PEOPLE, phone_of
from operations.demo.story import PAST_DAYS, Visit, tell
from operations.demo.studio_facts import BREAKS, HOURS, OWNER, PRACTITIONERS, ROOMS, SERVICES, STAFF, STUDIO
from studio.models import StudioSettings
from studio.services.practitioners import add_practitioner, set_weekly_hours
from studio.services.rooms import add_room
from studio.services.services import add_service
from studio.services.settings import set_up_studio

ASKS_HEALTH = {slugify(service["name"]) for service in SERVICES if service.get("asks_health_consent")}


def load_demo(*, now: datetime) -> str:
    """Fill an empty installation, in one transaction; gives a sentence about what there is now.

    Raises CommandError where a studio exists, and where the settings do not allow invented people: everybody knows the
    password of the demo owner.
    """
    if not settings.DEMO_DATA_ALLOWED:
        raise CommandError("Demo data has a password that everybody knows; it is for trying Stillpoint out only.")
    if StudioSettings.objects.exists() or User.objects.exists():
        raise CommandError("Somebody has begun here already; demo data would mix with what is theirs.")
    with one_transaction():
        staff = _open_studio(now - timedelta(days=PAST_DAYS + 60), now)
        counts = _live(tell(now, ZoneInfo(STUDIO["time_zone"])), staff, now)
    return (
        f"Demo studio loaded: {Client.objects.count()} clients, {counts['booked']} appointments, of which "
        f"{counts['completed']} completed, {counts['no_show']} no-shows and {counts['cancelled']} cancelled."
    )


def _open_studio(opened_at: datetime, now: datetime) -> dict[str, User]:
    """Everything that is there before the first client; gives staff by practitioner's slug, and the desk."""
    owner = create_user(**OWNER, role=User.Role.OWNER, actor=None, now=opened_at)
    others = {key: create_user(**person, actor=owner, now=opened_at) for key, person in STAFF.items()}
    set_up_studio(facts=STUDIO, actor=owner, now=opened_at)
    for fields in PRACTITIONERS:
        add_practitioner(
            fields={name: value for name, value in fields.items() if name != "user_email"},
            user_email=fields["user_email"],
            actor=owner,
            now=opened_at,
        )
    for slug, hours in HOURS.items():
        set_weekly_hours(slug=slug, hours=hours, breaks=BREAKS[slug], actor=owner, now=opened_at)
    for name in ROOMS:
        add_room(fields={"name": name}, actor=owner, now=opened_at)
    for fields in SERVICES:
        add_service(
            fields={name: value for name, value in fields.items() if name not in {"practitioners", "rooms"}},
            practitioners=fields["practitioners"],
            rooms=fields["rooms"],
            actor=owner,
            now=opened_at,
        )
    for closure in closures(now.astimezone(ZoneInfo(STUDIO["time_zone"])).date()):
        add_closure(wanted=WantedClosure(closure.span, closure.practitioner), actor=owner, now=opened_at)
    return {"maren-holt": owner, "theo-arsenault": others["theo"], "desk": others["desk"]}


def _live(visits: list[Visit], staff: dict[str, User], now: datetime) -> Counter[str]:
    """Do everything in the order in which it happened."""
    counts: Counter[str] = Counter()
    booked: dict[int, int] = {}
    steps = [(at, number, step) for number, visit in enumerate(visits) for at, step in _steps(visit)]
    weeks = [(now - timedelta(days=days), -1, "tidy") for days in range(0, PAST_DAYS, 7)]
    for at, number, step in sorted(steps + weeks):
        send_what_is_due(at, now=now)
        try:
            if step == "tidy":
                counts["completed"] += complete_past_appointments(now=at)
                continue
            if step == "book":
                booked[number] = _book(visits[number], staff, at)
            elif number in booked:
                _do(step, visits[number], booked[number], staff, at)
            else:
                continue
        except SlotTaken:
            # The one room for it went to the other practitioner's client a moment ago. That happens here too.
            booked.pop(number, None)
            continue
        counts[STEPS_TOLD[step]] += 1
    send_what_is_due(now, now=now)
    let_some_fail(now)
    return counts


STEPS_TOLD = {
    "book": "booked",
    "move": "moved",
    "cancel": "cancelled",
    "complete": "completed",
    "no-show": "no_show",
}


def _steps(visit: Visit) -> list[tuple[datetime, str]]:
    moments = [
        (visit.booked_at, "book"),
        (visit.moved_at, "move"),
        (visit.cancelled_at, "cancel"),
        (visit.settled_at, "complete" if visit.came else "no-show"),
    ]
    return [(at, step) for at, step in moments if at is not None]


def _book(visit: Visit, staff: dict[str, User], now: datetime) -> int:
    client = _details(visit, now, staff["desk"])
    consents = {"terms", "health"} if visit.service in ASKS_HEALTH else {"terms"}
    booking = Booking(
        client=client,
        actor=CLIENT if visit.online else Actor("staff", staff["desk"].pk),
        source=BookingSource.ONLINE if visit.online else BookingSource.STAFF,
        consents=frozenset(consents),
        language=PEOPLE[visit.person].language,
        note=visit.note,
    )
    wanted = WantedTime(visit.service, visit.moved_from or visit.starts_at, visit.practitioner)
    return book(wanted=wanted, booking=booking, now=now, override_rules=visit.outside_hours).pk


def _details(visit: Visit, now: datetime, desk: User) -> ClientDetails:
    person, phone = PEOPLE[visit.person], phone_of(visit.person)
    if person.email:
        return ClientDetails(name=person.name, email=person.email, phone=phone)
    # Without an address the desk finds them by their number, or writes them down.
    known = Client.objects.filter(phone=phone).first() or add_client(
        name=person.name, email="", phone=phone, language=person.language, actor=desk, now=now
    )
    return ClientDetails(client_id=known.pk)


def _do(step: str, visit: Visit, appointment_id: int, staff: dict[str, User], now: datetime) -> None:
    giver = Actor("staff", staff[visit.practitioner].pk)
    settle: Callable[..., object] = complete if step == "complete" else mark_no_show
    if step == "move":
        reschedule(
            appointment_id=appointment_id,
            starts_at=visit.starts_at,
            practitioner_slug=visit.practitioner,
            actor=CLIENT,
            now=now,
        )
    elif step == "cancel":
        reason = "" if visit.cancelled_by_client else "Your therapist is unwell. Choose any other time."
        actor = CLIENT if visit.cancelled_by_client else giver
        cancel(appointment_id=appointment_id, actor=actor, reason=reason, now=now)
    else:
        settle(appointment_id=appointment_id, actor=giver, now=now)
