"""Clients and what they agreed to. The functions without @command assume a transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from bookings.actors import ClientDetails
from bookings.errors import ClientMissing
from bookings.models import Client, Consent
from bookings.selectors import client_with_email
from common.db import command, refused_as
from studio.errors import AlreadyExists
from studio.services.trail import facts_of, told

FIELDS = ("name", "email", "phone", "language")


def find_or_create_client(details: ClientDetails, *, language: str, now: datetime) -> Client:
    """The client with this id or e-mail address, or a new one. Raises ClientMissing for an unknown id.

    What a guest types never changes a client who is known: an address is easily typed by somebody else, and the name
    and phone of this booking are kept with the booking.
    """
    if details.client_id is not None:
        known = Client.objects.filter(pk=details.client_id).first()
        if known is None:
            raise ClientMissing()
        return known
    email = details.email.strip().lower()
    fields = {"name": details.name, "phone": details.phone, "language": language, "created_at": now}
    if not email:
        return Client.objects.create(email="", **fields)
    found = client_with_email(email)
    if found is None:
        # ON CONFLICT DO NOTHING waits for a concurrent first booking of the same person instead of failing.
        Client.objects.bulk_create([Client(email=email, **fields)], ignore_conflicts=True)
        found = client_with_email(email)
    if found is None:  # the row stands by constraint, whoever wrote it
        raise ClientMissing()
    return found


def record_consents(client: Client, kinds: Iterable[str], *, version: str, source: str, now: datetime) -> None:
    """Append what was agreed to; `version` is that of the wording shown."""
    Consent.objects.bulk_create(
        Consent(client=client, kind=kind, version=version, source=source, given_at=now) for kind in sorted(kinds)
    )


@command
def add_client(*, name: str, email: str, phone: str, language: str, actor: User | None, now: datetime) -> Client:
    """Write down a client. Raises AlreadyExists when the e-mail address is known."""
    with refused_as(AlreadyExists(_("A client with this e-mail address is known already.")), "client_email_once"):
        client = Client.objects.create(
            name=name, email=email.strip().lower(), phone=phone, language=language, created_at=now
        )
    told("client.added", client, actor=actor, now=now, after=facts_of(client, FIELDS))
    return client


@command
def change_client(*, client_id: int, changes: dict[str, Any], actor: User | None, now: datetime) -> Client:
    """Change some of `FIELDS`. Raises ClientMissing or AlreadyExists.

    Bookings keep the name and phone that were typed for them.
    """
    client = Client.objects.select_for_update(no_key=True).filter(pk=client_id).first()
    if client is None:
        raise ClientMissing()
    before = facts_of(client, FIELDS)
    known = {name: value for name, value in changes.items() if name in FIELDS}
    if "email" in known:
        known["email"] = known["email"].strip().lower()
    if known.get("email", client.email) != client.email:
        # Whoever reads the old mailbox has the link to the calendar.
        known["feed_version"] = client.feed_version + 1
    for name, value in known.items():
        setattr(client, name, value)
    if known:
        with refused_as(AlreadyExists(_("A client with this e-mail address is known already.")), "client_email_once"):
            client.save(update_fields=list(known))
    told("client.changed", client, actor=actor, now=now, before=before, after=facts_of(client, FIELDS))
    return client
