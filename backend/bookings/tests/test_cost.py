"""What a booking asks of the database: a number that grows unnoticed otherwise, and an index that must serve."""

import pytest
from django.db import connection

from bookings.models import Client
from bookings.selectors import client_with_email
from bookings.tests.builders import booking_body, open_studio, some_noon

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "statements"), [("known", 20), ("new", 22)])
def test_a_booking_takes_a_fixed_number_of_statements(client, django_assert_num_queries, name, statements):
    studio = open_studio(practitioners=5, rooms=2)

    def book(day, email, key):
        body = booking_body(studio.service, some_noon(day), client={"name": "Ana Marsh", "email": email})
        headers = {"Idempotency-Key": key}
        return client.post("/api/v1/public/bookings", body, content_type="application/json", headers=headers)

    assert book(5, "known@example.com", "first").status_code == 201
    with django_assert_num_queries(statements):
        answer = book(6, f"{name}@example.com", "second")

    assert answer.status_code == 201


def test_a_client_is_found_by_the_index_of_addresses(django_assert_num_queries):
    Client.objects.create(email="Ana@example.com", name="Ana", created_at="2027-01-01T00:00Z")
    with connection.cursor() as cursor:
        # A table this small is read whole whatever indexes there are.
        cursor.execute("SET LOCAL enable_seqscan = off")
        with django_assert_num_queries(1) as asked:
            found = client_with_email("ana@EXAMPLE.com")
        cursor.execute("EXPLAIN " + asked.captured_queries[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())

    assert found.name == "Ana"
    assert "client_email_once" in plan
