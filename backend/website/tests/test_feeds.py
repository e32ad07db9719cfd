"""Calendar feeds: one's own bookings and nobody else's, by a link that can be stopped."""

from datetime import timedelta

import pytest
from icalendar import Calendar
from rest_framework.test import APIClient

from accounts.models import AuditEntry
from accounts.tests.factories import UserFactory
from bookings.actors import CLIENT
from bookings.feeds import client_feed_token
from bookings.models import Appointment, Client
from bookings.services.cancellation import cancel
from bookings.services.clients import change_client
from bookings.services.feeds import stop_client_feed
from common.logs import redact
from studio.models import Practitioner
from website.tests.visitor import MONDAY_10, WEDNESDAY_11, booked_elsewhere, text_of

OWN_FEED = "/api/v1/staff/calendar-feed"


@pytest.fixture
def priya(visitor):
    visitor.book()
    return Appointment.objects.get()


@pytest.fixture
def ana(visitor, priya):
    return booked_elsewhere("massage", WEDNESDAY_11, "maren")


def file_of(token: str) -> str:
    return f"/calendar/{token}.ics"


def events_in(response):
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def references_in(response):
    return [str(event["uid"]).partition("@")[0].partition(".")[0].upper() for event in events_in(response)]


def staff(role="practitioner", of=None):
    user = UserFactory(role=role)
    if of:
        Practitioner.objects.filter(pk=of.pk).update(user=user)
    api = APIClient()
    api.force_authenticate(user)
    return api


def test_a_client_reads_their_own_bookings_and_no_others(visitor, priya, ana):
    for mine, other in ((priya, ana), (ana, priya)):
        response = visitor.get(file_of(client_feed_token(mine)))

        assert references_in(response) == [mine.reference]
        text = response.content.decode().replace("\r\n ", "")
        for secret in (other.reference.lower(), other.contact_name, other.client.email, mine.client.email, "/b/"):
            assert secret not in text


def test_a_key_of_one_client_does_not_fit_the_reference_of_another(visitor, priya, ana):
    forged = ana.reference + client_feed_token(priya)[8:]

    assert visitor.get(file_of(forged)).status_code == 404


@pytest.mark.parametrize(
    "token", ["x", "p", "p1-", "p²-x", "p99999999999999999999-x", "K7QM4T2X" + "A" * 43, "K7QM4T2X\x00"]
)
def test_a_wrong_key_opens_nothing(visitor, priya, token):
    for address in (file_of(token), f"/calendar/{token}/"):
        assert visitor.get(address.replace("\x00", "%00")).status_code == 404


def test_a_manage_token_is_no_key_to_the_calendar_nor_the_other_way_round(visitor, priya):
    link = visitor.book(WEDNESDAY_11)

    assert visitor.get(file_of(link.split("/")[2])).status_code == 404
    assert visitor.get(f"/b/{client_feed_token(priya)}/").status_code == 404


def test_what_was_cancelled_is_marked_and_what_is_long_past_is_gone(visitor, priya):
    cancel(appointment_id=priya.pk, actor=CLIENT, reason="", now=MONDAY_10)
    [event] = events_in(visitor.get(file_of(client_feed_token(priya))))
    assert event["status"] == "CANCELLED"

    visitor.at(priya.starts_at + timedelta(days=91))
    assert events_in(visitor.get(file_of(client_feed_token(priya)))) == []


def test_a_program_that_asks_again_hears_that_nothing_changed(visitor, priya):
    address = file_of(client_feed_token(priya))
    first = visitor.get(address)
    visitor.at(MONDAY_10 + timedelta(minutes=5))

    assert visitor.get(address, **{"If-None-Match": first["ETag"]}).status_code == 304
    visitor.book(WEDNESDAY_11)
    assert visitor.get(address, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_nobody_keeps_it_and_no_log_tells_its_key(visitor, priya):
    token = client_feed_token(priya)

    for address in (file_of(token), f"/calendar/{token}/", f"/fr/calendar/{token}/"):
        response = visitor.get(address)
        assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
        assert token not in redact(f'"GET {address} HTTP/1.1" 200')


@pytest.mark.parametrize(
    ("prefix", "heading"), [("", "Your bookings in your calendar"), ("/fr", "Vos réservations dans votre agenda")]
)
def test_the_page_gives_the_address_in_both_ways(visitor, priya, settings, prefix, heading):
    token = client_feed_token(priya)

    response = visitor.get(f"{prefix}/calendar/{token}/")

    host = settings.PUBLIC_URL.partition("://")[2]
    assert heading in text_of(response)
    assert f'href="webcal://{host}{prefix}/calendar/{token}.ics"' in response.content.decode()
    assert f'value="{settings.PUBLIC_URL}{prefix}/calendar/{token}.ics"' in response.content.decode()


def test_stopped_it_is_gone_and_the_next_confirmation_has_another(visitor, priya):
    token = client_feed_token(priya)

    response = visitor.post(f"/calendar/{token}/stop/")

    assert "The calendar is stopped" in text_of(visitor.get(response["Location"]))
    assert visitor.get(file_of(token)).status_code == 404
    assert visitor.post(f"/calendar/{token}/stop/").status_code == 404
    priya.client.refresh_from_db()
    assert references_in(visitor.get(file_of(client_feed_token(priya)))) == [priya.reference]


def test_stopping_twice_at_once_stops_no_newer_one(priya):
    client = Client.objects.get()
    stop_client_feed(client=client)
    stop_client_feed(client=client)

    assert Client.objects.get().feed_version == client.feed_version + 1


def test_another_address_takes_the_calendar_from_the_old_mailbox(visitor, priya):
    token = client_feed_token(priya)

    change_client(client_id=priya.client_id, changes={"name": "Priya N."}, actor=None, now=MONDAY_10)
    assert visitor.get(file_of(token)).status_code == 200
    change_client(client_id=priya.client_id, changes={"email": "new@example.ca"}, actor=None, now=MONDAY_10)
    assert visitor.get(file_of(token)).status_code == 404


def test_the_pages_of_a_booking_do_not_give_the_calendar_away(visitor):
    """Whoever booked with somebody's address has the booking's link, and not the mailbox."""
    link = visitor.book()
    token = client_feed_token(Appointment.objects.get())

    for page in ("", "confirmed/"):
        assert token[8:] not in visitor.get(link + page).content.decode()


def test_a_practitioner_opens_reads_and_stops_their_own(visitor, priya, ana):
    api = staff(of=visitor.maren)
    assert api.get(OWN_FEED).json() == {"url": None, "webcal_url": None, "created_at": None}

    opened = api.post(OWN_FEED)
    path = opened.json()["url"].partition("://")[2].partition("/")[2]

    assert opened.status_code == 201
    assert api.get(OWN_FEED).json() == opened.json()
    mine = Appointment.objects.filter(practitioner=visitor.maren)
    assert references_in(visitor.get(f"/{path}")) == [each.reference for each in mine.order_by("starts_at")]
    assert api.delete(OWN_FEED).status_code == 204
    assert visitor.get(f"/{path}").status_code == 404
    assert list(AuditEntry.objects.values_list("action", flat=True)) == [
        "calendar-feed.stopped",
        "calendar-feed.opened",
    ]


def test_a_practitioners_calendar_names_who_comes_in_short_and_how_to_reach_nobody(visitor, ana):
    response = visitor.get(path_of(staff(of=visitor.maren)))

    text = response.content.decode().replace("\r\n ", "")
    assert "Ana M." in text
    assert "Marsh" not in text
    assert "ana@" not in text


def test_a_new_link_ends_the_one_before(visitor):
    api = staff(of=visitor.maren)
    first, second = path_of(api), path_of(api)

    assert [visitor.get(each).status_code for each in (first, second)] == [404, 200]


@pytest.mark.parametrize("leaving", ["archived", "deactivated", "replaced"])
def test_who_has_left_reads_no_more(visitor, leaving):
    path = path_of(staff(of=visitor.maren))
    maren = Practitioner.objects.get(pk=visitor.maren.pk)
    if leaving == "archived":
        Practitioner.objects.update(archived_at=MONDAY_10)
    elif leaving == "deactivated":
        type(maren.user).objects.filter(pk=maren.user_id).update(is_active=False)
    else:
        Practitioner.objects.filter(pk=maren.pk).update(user=UserFactory(role="practitioner"))

    assert visitor.get(path).status_code == 404


def test_an_owner_opens_anybodys_and_whoever_has_no_calendar_none(visitor):
    owner = staff("owner")

    assert owner.post("/api/v1/staff/practitioners/maren/calendar-feed").status_code == 201
    assert owner.get("/api/v1/staff/practitioners/maren/calendar-feed").json()["url"]
    assert owner.post(OWN_FEED).status_code == 404
    assert staff().post("/api/v1/staff/practitioners/maren/calendar-feed").status_code == 403


def test_a_practitioners_key_does_not_open_the_page_of_clients(visitor):
    path = path_of(staff(of=visitor.maren)).removesuffix(".ics")

    assert visitor.get(f"{path}/").status_code == 404
    assert visitor.post(f"{path}/stop/").status_code == 404


def path_of(api) -> str:
    return "/" + api.post(OWN_FEED).json()["url"].partition("://")[2].partition("/")[2]
