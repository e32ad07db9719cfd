"""What ./scripts/bench concludes from what it saw. The measuring itself is no test: machines differ."""

import importlib.util
import json
import smtplib
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection

from bookings.models import Appointment, Reservation
from bookings.tests.builders import booked, open_studio, some_noon
from messaging.models import Message


def module(name):
    folder = settings.ROOT / "scripts" / "lib" / "bench"
    spec = importlib.util.spec_from_file_location(f"bench_{name}", folder / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded  # dataclasses look their module up
    spec.loader.exec_module(loaded)
    return loaded


figures, integrity, lines = module("figures"), module("integrity"), module("lines")


@pytest.mark.parametrize(
    ("values", "percent", "answer"),
    [([3, 1, 2], 50, 2), (range(1, 101), 95, 95), (range(1, 21), 95, 19), ([7], 95, 7), ([], 50, 0)],
)
def test_a_percentile_is_a_value_that_was_seen(values, percent, answer):
    assert figures.percentile(list(values), percent) == answer


def sample(requests, seconds=1.0):
    return figures.Sample(seconds, [0.01] * requests, {"web": 0.5})


def test_rates_and_cpu_are_per_second_and_per_request():
    seen = sample(100, seconds=2.0)

    assert (seen.rate, seen.cpu_milliseconds("web"), seen.milliseconds(95)) == (50, 5, 10)


def test_ratios_compare_within_each_run():
    samples = {"one": [sample(10), sample(100)], "other": [sample(20), sample(400)]}

    assert figures.ratios(samples, "one", "other") == [0.5, 0.25]


def test_the_median_run_decides_whether_an_aim_is_met():
    seen = [0.3, 0.5, 0.45]

    assert figures.Aim("day", seen, 0.4).is_met
    assert not figures.Aim("day", seen, 0.46).is_met
    assert not figures.Aim("growth", seen, 0.4, at_most=True).is_met
    assert "MISSED  day: 0.45 (≥ 0.46" in figures.verdicts([figures.Aim("day", seen, 0.46)])


@pytest.fixture
def bookings(db):
    """Two neighbours, as the service made them."""
    studio = open_studio()
    return [booked(studio.service, some_noon() + timedelta(hours=hour)) for hour in range(2)]


def drop_the_constraint():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks to come cannot be altered
        cursor.execute("ALTER TABLE bookings_reservation DROP CONSTRAINT reservation_no_overlap")


def found(told, *, before=0, deadlocks=0):
    with connection.cursor() as cursor:
        deadlocks = integrity.deadlocks(cursor) - deadlocks
        return integrity.violations(
            cursor, told=[each.reference for each in told], appointments_before=before, deadlocks_before=deadlocks
        )


def test_sound_bookings_break_nothing(bookings):
    assert found(bookings) == []


def test_a_planted_double_booking_is_found(bookings):
    drop_the_constraint()
    first, second = bookings
    moved = {"starts_at": first.starts_at, "ends_at": first.ends_at}
    Reservation.objects.filter(appointment=second).update(period=first.reservations.get().period)
    Appointment.objects.filter(pk=second.pk).update(**moved)

    assert found(bookings) == [
        "1 claims overlap another on the same calendar",
        "1 appointments overlap another of the same practitioner",
    ]


def test_a_long_claim_is_compared_with_more_than_its_neighbour(bookings):
    """One from dawn to dusk overlaps the second next as well, which does not touch the next."""
    drop_the_constraint()
    dawn = datetime(bookings[0].starts_at.year, 1, 1, tzinfo=UTC)
    Reservation.objects.filter(appointment=bookings[0]).update(period=(dawn, dawn + timedelta(days=730)))
    type(bookings[0]).objects.create(**copy_of(bookings[1], hours=3)).reservations.create(
        resource_id=bookings[1].practitioner_id,
        period=(bookings[1].starts_at + timedelta(hours=3), bookings[1].ends_at + timedelta(hours=3)),
    )

    assert "2 claims overlap another on the same calendar" in found(bookings, before=1)


def copy_of(appointment, *, hours):
    fields = {field.attname: getattr(appointment, field.attname) for field in appointment._meta.concrete_fields}
    shift = timedelta(hours=hours)
    del fields["id"]
    return {
        **fields,
        "reference": "ZZZZZZZZ",
        "starts_at": appointment.starts_at + shift,
        "ends_at": appointment.ends_at + shift,
    }


def test_a_lost_booking_is_found(bookings):
    told = list(bookings)
    bookings[1].delete()

    assert found(told) == [
        "1 bookings that were acknowledged are not there whole",
        "2 bookings were acknowledged and 1 rows made",
    ]


def test_a_booking_without_its_claim_is_not_whole(bookings):
    bookings[0].reservations.all().delete()

    assert found(bookings) == ["1 bookings that were acknowledged are not there whole"]


def test_a_booking_nobody_was_told_of_is_found(bookings):
    assert found(bookings[:1]) == ["1 bookings were acknowledged and 2 rows made"]


def test_a_deadlock_is_found(bookings):
    assert found(bookings, deadlocks=1) == ["1 deadlocks"]


def test_a_booking_that_owes_a_message_is_found(bookings):
    Message.objects.filter(subject_id=bookings[1].pk, event="booking-confirmed").delete()

    assert found(bookings) == ["1 bookings that were acknowledged lack a message or have one too many"]


def test_a_booking_told_twice_is_found(bookings):
    again = Message.objects.get(subject_id=bookings[1].pk, event="booking-confirmed")
    again.pk, again.key, again.dedupe_key = None, uuid4(), "another"
    again.save(force_insert=True)

    assert found(bookings) == ["1 bookings that were acknowledged lack a message or have one too many"]


def every_line():
    return lines.all_lines((1_000, 20_000), seconds=1.0, known=1, today=date(2027, 3, 1), with_pgbench=True)


def test_a_word_chooses_lines_with_what_they_are_compared_with():
    assert [line.name for line in lines.chosen(every_line(), ["messages"])] == [
        "bare view",
        "view with one query",
        "bookings, 50 calendars, messages left to the scheduler",
        "bookings, 50 calendars, messages taken at once",
        "bookings, 50 calendars, messages to a server that hangs",
    ]
    assert lines.chosen(every_line(), ["nonsense"]) == []


def test_lines_take_turns_in_both_directions():
    there, back = lines.in_turn([1, 2, 3], 0), lines.in_turn([1, 2, 3], 1)

    assert (there, back) == ([1, 2, 3], [3, 2, 1])


def test_lines_about_messages_differ_in_the_mail_server_alone():
    about = [line for line in every_line() if line.mail is not None]

    assert [line.mail for line in about] == ["", "take", "hang"]
    assert all(line.plan == about[0].plan and line.clients == about[0].clients for line in about)


def test_a_hanging_provider_is_compared_by_the_slowest_twentieth_of_each_run():
    quick, slow = [0.01] * 100, [0.01] * 90 + [0.02] * 10
    samples = {"one": [figures.Sample(1, slow), figures.Sample(1, quick)], "other": [figures.Sample(1, quick)] * 2}

    assert figures.percentile_ratios(samples, "one", "other", percent=95) == [2, 1]


@contextmanager
def mail_server(behaviour):
    """`(port, seen)`; `seen` is filled when it has ended."""
    program = settings.ROOT / "scripts" / "lib" / "bench" / "mail_server.py"
    seen = {}
    with subprocess.Popen([sys.executable, program, behaviour], stdin=-1, stdout=-1, text=True) as process:
        yield int(process.stdout.readline()), seen
        seen.update(json.loads(process.communicate()[0]))


def test_a_mail_server_that_takes_counts_whole_messages():
    with mail_server("take") as (port, seen):
        for _ in range(2):
            with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
                client.sendmail("a@example.com", ["b@example.com"], "Subject: Hello\n\nQUIT\n.\nDATA\n")

    assert seen == {"connections": 2, "messages": 2}


def test_a_mail_server_that_hangs_takes_the_connection_and_says_nothing():
    with mail_server("hang") as (port, seen), pytest.raises(smtplib.SMTPServerDisconnected, match="timed out"):
        smtplib.SMTP("127.0.0.1", port, timeout=0.2)

    assert seen == {"connections": 1, "messages": 0}
