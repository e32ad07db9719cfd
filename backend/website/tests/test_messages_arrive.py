"""The whole way, from each door to whoever is written to: bookings and changes made, messages sent, the ledger read."""

import re
from datetime import datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from bookings.models import Appointment
from bookings.tests.api.staff_door import staff
from bookings.tests.builders import open_studio, some_noon
from common.time import now
from messaging.models import Message, Status
from messaging.services.delivery import deliver_due
from website import guard

MAREN = "maren@stillwater.example"


class Doors:
    """A studio of Maren alone, and every way into it. `API` and pages know no scripts."""

    def __init__(self) -> None:
        studio = open_studio()
        studio.practitioner.user = UserFactory(email=MAREN, role="practitioner")
        studio.practitioner.save()
        self.api, self.browser, self.desk = APIClient(), Browser(), staff("front_desk")
        self.links: dict[str, str] = {}

    def book_by_api(self, email: str, starts_at: datetime) -> str:
        body = {
            "service": "service-0",
            "starts_at": starts_at.isoformat(),
            "client": {"name": "Priya Nair", "email": email},
            "consents": {"terms": True, "health": True},
        }
        answer = self.api.post("/api/v1/public/bookings", body, format="json")
        self.api.credentials(HTTP_AUTHORIZATION=f"Manage {answer.json()['manage_token']}")
        return str(answer.json()["reference"])

    def book_by_form(self, email: str, starts_at: datetime) -> str:
        """Press a time, fill the form in, and be led to the booking's own page."""
        details = self.press("/book/service-0/hold/", "hold", starts_at=starts_at.isoformat())
        typed = {"name": "Tom Beaulieu", "email": email, "phone": "", "note": "", "terms": "on", "health": "on"}
        link = self.press(details, "book", **typed).removesuffix("confirmed/")
        reference = Appointment.objects.get(client__email=email).reference
        self.links[reference] = link
        return reference

    def book_by_staff(self, email: str, starts_at: datetime) -> str:
        body = {
            "service": "service-0",
            "starts_at": starts_at.isoformat(),
            "client": {"name": "Ana Marsh", "email": email},
        }
        answer = self.desk.post("/api/v1/staff/appointments", body, format="json")
        return str(answer.json()["reference"])

    def press(self, address: str, purpose: str = "book", **form: str) -> str:
        """Where the form leads, sent ten seconds after its page was made."""
        answer = self.browser.post(address, {"seen": guard.stamp(purpose, now() - timedelta(seconds=10)), **form})
        assert answer.status_code == 303, answer.content.decode()
        return str(answer["Location"])


@pytest.fixture
def doors(db):
    return Doors()


def delivered() -> list[tuple[str, str, str]]:
    """Send what is due four minutes from now, when no change can be undone any more: event, address and booking of what
    went out by that."""
    seen = set(Message.objects.filter(status=Status.SENT).values_list("pk", flat=True))
    later = now() + timedelta(minutes=4)
    deliver_due(until=later + timedelta(seconds=30), threads=1, clock=lambda: later)
    sent = Message.objects.filter(status=Status.SENT, provider="ledger").exclude(pk__in=seen)
    return sorted(sent.values_list("event", "address", "subject_reference"))


def test_whoever_is_concerned_is_written_to_whichever_door_it_came_by(doors):
    noon = some_noon()
    by_api = doors.book_by_api("priya@example.com", noon)
    by_form = doors.book_by_form("tom@example.com", noon + timedelta(hours=3))
    by_staff = doors.book_by_staff("ana@example.com", noon + timedelta(hours=6))

    assert delivered() == sorted(
        [
            ("booking-confirmed", "priya@example.com", by_api),
            ("practitioner-booked", MAREN, by_api),
            ("booking-confirmed", "tom@example.com", by_form),
            ("practitioner-booked", MAREN, by_form),
            ("booking-confirmed", "ana@example.com", by_staff),
            ("practitioner-booked", MAREN, by_staff),
        ]
    )

    doors.desk.post(f"/api/v1/staff/appointments/{by_staff}/cancellation", {}, format="json")
    assert delivered() == [
        ("booking-cancelled", "ana@example.com", by_staff),
        ("practitioner-cancelled", MAREN, by_staff),
    ]

    moved = {"starts_at": (noon + timedelta(days=1)).isoformat()}
    assert doors.api.post(f"/api/v1/public/bookings/{by_api}/reschedule", moved, format="json").status_code == 200
    assert delivered() == [("booking-moved", "priya@example.com", by_api), ("practitioner-moved", MAREN, by_api)]

    link = doors.links[by_form]
    doors.press(f"{link}cancel/", fee="0")
    change = re.search(r'name="change" value="(.*?)"', doors.browser.get(link).content.decode())
    assert change
    assert doors.press(f"{link}undo/", change=change[1]).endswith("?done=undone")
    assert delivered() == []  # taken back before anybody was told
    assert not Message.objects.exclude(status__in=[Status.SENT, Status.WITHDRAWN]).exists()


def test_where_no_provider_is_set_up_every_message_can_be_read_in_the_ledger(doors, settings):
    settings.MAIL_PROVIDERS = []
    reference = doors.book_by_api("priya@example.com", some_noon())

    call_command("send_due_messages", threads=1)

    rows = doors.desk.get("/api/v1/staff/messages", {"reference": reference}).json()["results"]
    assert [(row["status"], row["provider"]) for row in rows] == [("sent", "ledger")] * 2
    for row in rows:
        one = doors.desk.get(f"/api/v1/staff/messages/{row['key']}").json()
        assert one["subject_line"]
        assert "Priya" in one["text"]
        assert one["page"]
