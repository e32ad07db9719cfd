"""The least that is a valid client. Bookings are made by the services themselves."""

from datetime import UTC, datetime

import factory

from bookings.models import Client


class ClientFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Client

    name = factory.Sequence(lambda n: f"Client {n}")
    email = factory.Sequence(lambda n: f"client{n}@example.com")
    created_at = datetime(2027, 1, 4, 17, 0, tzinfo=UTC)
