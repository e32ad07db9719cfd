"""Facts kept in the process: never older than the database, whoever wrote and however."""

from datetime import date
from threading import Thread
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection, transaction

from studio import facts
from studio.facts import current_facts
from studio.models import Closure, FactsVersion, StudioSettings
from studio.rules import local_days
from studio.selectors import get_studio, service_with_people
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day

pytestmark = pytest.mark.django_db

# Of all that this app keeps, as long as nobody says why a table is none of the facts.
TABLES = sorted(
    model._meta.db_table
    for model in apps.get_app_config("studio").get_models(include_auto_created=True)
    if model is not FactsVersion
)
STATEMENTS = {
    # None of these touches a row: the statement alone must be enough, as a trigger per row would miss nothing else.
    "insert": "INSERT INTO {table} SELECT * FROM {table} WHERE false",
    "update": "UPDATE {table} SET id = id WHERE false",
    "delete": "DELETE FROM {table} WHERE false",
    "truncate": "TRUNCATE {table} CASCADE",
}


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def studio():
    return StudioFactory(name="Before")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", STATEMENTS)
def test_every_way_to_write_a_fact_changes_the_version(table, statement):
    before = current_facts().version
    column = "resource_ptr_id" if table in {"studio_practitioner", "studio_room"} else "id"

    run(STATEMENTS[statement].format(table=table).replace("SET id = id", f"SET {column} = {column}"))

    assert current_facts().version != before


def test_unchanged_facts_cost_one_query_and_are_the_same(studio, django_assert_num_queries):
    first = current_facts()

    with django_assert_num_queries(1):
        assert current_facts() is first


def test_what_was_written_past_every_service_is_seen_at_once(studio):
    get_studio()
    StudioSettings.objects.update(name="After")

    assert get_studio().name == "After"


def test_what_was_rolled_back_was_never_kept(studio):
    class Undone(Exception):
        pass

    def rename_and_fail(name):
        with transaction.atomic():
            StudioSettings.objects.update(name=name)
            assert get_studio().name == name
            raise Undone

    for name in ("One", "Two"):  # the second must not find what the first left under its version
        with pytest.raises(Undone):
            rename_and_fail(name)

    assert get_studio().name == "Before"


@pytest.mark.parametrize("part", ["_services", "_timetable"])
def test_facts_that_change_while_they_are_read_are_read_again(studio, part, monkeypatch):
    read, changes = getattr(facts, part), iter([True])

    def read_while_somebody_writes():
        if next(changes, False):
            StudioSettings.objects.update(name="After")
        return read()

    monkeypatch.setattr(facts, part, read_while_somebody_writes)
    monkeypatch.setattr(facts, "_kept", None)

    # The studio's row was read before the change: kept with the new version it would stay old.
    assert get_studio().name == "After"
    assert current_facts().version == FactsVersion.objects.get().version


def test_facts_without_a_version_are_not_kept(studio, django_assert_num_queries):
    FactsVersion.objects.all().delete()
    current_facts()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE studio_studiosettings DISABLE TRIGGER facts_changed")
    StudioSettings.objects.update(name="After")

    assert get_studio().name == "After"


def test_archived_people_are_left_out_and_archived_services_are_known(studio):
    here, gone = PractitionerFactory(), PractitionerFactory(archived_at="2027-01-01T00:00Z")
    ServiceFactory(slug="massage", practitioners=[here, gone], archived_at="2027-01-01T00:00Z")

    assert [person["id"] for person in service_with_people("massage", include_archived=True).people] == [here.pk]


def test_a_timetable_holds_the_closures_that_may_matter(studio):
    person, other = PractitionerFactory(hours=every_day(540, 1020)), PractitionerFactory()
    days = {"first_day": date(2027, 3, 1), "last_day": date(2027, 3, 5)}
    for who, reason in ((person, "own"), (other, "another's"), (None, "everybody's")):
        Closure.objects.create(practitioner=who, reason=reason, **days)
    Closure.objects.create(weekday=0, reason="weekly")

    def reasons(first, last):
        table = current_facts().timetable.of([person.pk], date(2027, 3, first), date(2027, 3, last))
        return sorted(span.reason for span in table.closures_of(person.pk))

    assert reasons(5, 9) == ["everybody's", "own", "weekly"]
    assert reasons(6, 9) == ["weekly"]


def test_hours_worked_out_once_are_worked_out_anew_when_they_change(studio):
    person = PractitionerFactory(hours=every_day(540, 1020))
    days = list(local_days(date(2027, 3, 1), date(2027, 3, 2), ZoneInfo("America/Toronto")))
    before = current_facts().timetable.opening(person.pk, days)

    Closure.objects.create(practitioner=person, first_day=date(2027, 3, 1), last_day=date(2027, 3, 1))

    assert len(before.open) == 2
    assert current_facts().timetable.opening(person.pk, days).open == before.open[1:]


def test_only_so_many_ranges_are_kept(studio, monkeypatch):
    monkeypatch.setattr(facts, "OPENINGS_KEPT", 3)
    person = PractitionerFactory(hours=every_day(540, 1020))
    table = current_facts().timetable

    for day in range(1, 9):
        one = date(2027, 3, day)
        table.opening(person.pk, list(local_days(one, one, ZoneInfo("America/Toronto"))))

    assert [key[1].day for key in table._openings] == [6, 7, 8]


def test_each_range_of_days_has_hours_of_its_own(studio):
    person = PractitionerFactory(hours=every_day(540, 1020))
    zone = ZoneInfo("America/Toronto")
    table = current_facts().timetable

    day = list(local_days(date(2027, 3, 1), date(2027, 3, 1), zone))
    week = list(local_days(date(2027, 3, 1), date(2027, 3, 7), zone))

    assert (len(table.opening(person.pk, day).open), len(table.opening(person.pk, week).open)) == (1, 7)


@pytest.mark.django_db(transaction=True)
def test_what_another_process_committed_is_seen_next_time():
    StudioFactory(name="Before")
    get_studio()

    def elsewhere():
        StudioSettings.objects.update(name="After")
        connection.close()

    writer = Thread(target=elsewhere)
    writer.start()
    writer.join()

    assert get_studio().name == "After"
