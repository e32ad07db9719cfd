"""Calendar files of both weeks of a clock change, byte for byte, and what a reader finds in them.

npm's ical.js reads the same files in `admin-spa/src/testing/calendar-files.test.ts`.
"""

import json

import pytest
from icalendar import Calendar

from bookings.tests.calendars import weeks


@pytest.fixture(autouse=True)
def _address(settings):
    settings.PUBLIC_URL, settings.MAIL_FROM = "https://testserver", "hello@mail.stillwater.example"


@pytest.mark.parametrize("name", sorted(path.name for path in weeks.GOLDEN.glob("*.ics")))
def test_a_file_is_what_it_was(name):
    assert weeks.files()[name].content == (weeks.GOLDEN / name).read_bytes()


def test_what_readers_must_find_is_what_was_booked():
    assert json.loads(weeks.EXPECTED.read_text()) == weeks.expected()
    assert set(weeks.expected()) == {path.name for path in weeks.GOLDEN.glob("*.ics")}


@pytest.mark.parametrize("name", sorted(weeks.expected()))
def test_it_is_read_as_booked(name):
    calendar = Calendar.from_ical((weeks.GOLDEN / name).read_bytes())
    found = [
        {
            "uid": str(event["uid"]),
            "start": event["dtstart"].dt.astimezone(weeks.UTC).isoformat().replace("+00:00", "Z"),
            "end": event["dtend"].dt.astimezone(weeks.UTC).isoformat().replace("+00:00", "Z"),
            "sequence": event["sequence"],
        }
        for event in calendar.walk("VEVENT")
    ]

    assert {"method": calendar["method"], "events": found} == weeks.expected()[name]


@pytest.mark.parametrize("name", ["spring-booked.ics", "spring-moved.ics", "spring-cancelled.ics"])
def test_an_invitation_names_its_sender_its_one_recipient_and_nobody_else(name):
    [event] = Calendar.from_ical((weeks.GOLDEN / name).read_bytes()).walk("VEVENT")

    assert str(event["organizer"]) == "mailto:hello@mail.stillwater.example"
    assert str(event["attendee"]) == "mailto:priya@example.com"  # a list, were there two
    assert event["status"] == ("CANCELLED" if "cancelled" in name else "CONFIRMED")


def test_a_time_that_comes_twice_is_written_so_that_it_means_one():
    text = (weeks.GOLDEN / "autumn-week.ics").read_text()

    assert "DTSTART:20261101T063000Z" in text  # the second 1:30
    assert "DTSTART;TZID=America/Toronto:20261031T090000" in text
