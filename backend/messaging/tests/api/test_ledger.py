"""`staff/messages`: what was written to whom, what became of it, and what staff do about it."""

from datetime import timedelta

import pytest

from accounts.models import AuditEntry
from bookings.tests.api.staff_door import staff
from common.pagination import PAGE_SIZE
from messaging.letters import NoLongerSo
from messaging.models import Attempt, DeliveryEvent, Message
from messaging.tests import builders
from messaging.tests.factories import NOON, MessageFactory
from studio.tests.factories import StudioFactory

URL = "/api/v1/staff/messages"

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    StudioFactory(address_country="CA")
    return staff("front_desk")


def keys(response):
    return [row["key"] for row in response.json()["results"]]


def refusal(response):
    return response.status_code, response.json()["type"]


def test_the_newest_comes_first_with_all_that_became_of_it(desk):
    old = MessageFactory(created_at=NOON - timedelta(days=1))
    new = MessageFactory(failed=True, failure_detail="mailbox full", tries=2, provider="smtp")

    response = desk.get(URL)

    assert keys(response) == [str(new.key), str(old.key)]
    row = response.json()["results"][0]
    assert (row["status"], row["failure"], row["failure_detail"], row["tries"]) == (
        "failed",
        "bounced",
        "mailbox full",
        2,
    )
    assert (row["audience"], row["reference"], row["address"]) == ("client", "7Q2M9XKD", "priya@example.com")
    assert (row["settled_at"], row["resend_of"], row["resent_as"]) == (None, None, None)
    assert row["created_at"].startswith("2027-03-01T12:00:00")  # by the studio's clocks
    assert "text" not in row
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "fits", "does_not"),
    [
        ("status=failed&status=missed", {"status": "missed"}, {"sent": True}),
        ("channel=sms", {"channel": "sms"}, {"channel": "email"}),
        ("event=booking-moved", {"event": "booking-moved"}, {"event": "booking-reminder"}),
        ("reference=abcd1234", {"subject_reference": "ABCD1234"}, {"subject_reference": "ABCD1235"}),
        ("q=nair", {"recipient": "Priya Nair"}, {"recipient": "Hanna Berg", "address": "hanna@example.com"}),
        ("q=PRIYA@", {"address": "priya@example.com"}, {"recipient": "", "address": "hanna@example.com"}),
        ("q=abcd", {"subject_reference": "ABCD1234"}, {"subject_reference": "ABCE1234"}),
        ("unreached=1", {"failed": True}, {"failed": True, "settled_at": NOON}),
        ("unreached=1", {"failed": True}, {"failed": True, "event": "practitioner-booked"}),
        ("unreached=1", {"failed": True}, {"status": "missed"}),
    ],
)
def test_the_list_shows_what_was_asked_for(desk, asked, fits, does_not):
    wanted = MessageFactory(**fits)
    MessageFactory(**does_not)

    assert keys(desk.get(f"{URL}?{asked}")) == [str(wanted.key)]


@pytest.mark.parametrize("asked", ["status=lost", "channel=fax", "event=party", "cursor=nonsense", "q=%00"])
def test_what_cannot_be_asked_is_refused(desk, asked):
    assert refusal(desk.get(f"{URL}?{asked}")) == (400, "/problems/invalid")


def test_pages_follow_one_another_without_gap_or_repeat(desk):
    MessageFactory.create_batch(PAGE_SIZE + 3)

    first = desk.get(URL).json()
    second = desk.get(f"{URL}?cursor={first['next']}").json()

    found = [row["key"] for row in first["results"] + second["results"]]
    assert len(found) == len(set(found)) == PAGE_SIZE + 3
    assert second["next"] is None


def test_a_page_costs_one_query(desk, django_assert_num_queries):
    desk.get(URL)
    for old in MessageFactory.create_batch(5, failed=True):
        desk.post(f"{URL}/{old.key}/resend", {})

    with django_assert_num_queries(1 + FACTS_CHECKED):
        desk.get(URL)


FACTS_CHECKED = 1  # the studio's facts are kept in the process; each request asks their version


def test_one_message_tells_what_it_said_and_each_try(desk):
    message = MessageFactory(sent=True)
    Attempt.objects.create(
        message=message, provider="resend", started_at=NOON, ended_at=NOON, outcome="fault", detail="timed out"
    )
    Attempt.objects.create(message=message, provider="smtp", started_at=NOON + timedelta(seconds=1))
    DeliveryEvent.objects.create(provider="smtp", event_id="1", kind="delivered", message=message, received_at=NOON)

    shown = desk.get(f"{URL}/{message.key}").json()

    assert (shown["subject_line"], shown["text"]) == ("Booked", "See you on Monday.")
    assert [(one["provider"], one["outcome"]) for one in shown["attempts"]] == [("resend", "fault"), ("smtp", "")]
    assert [(one["kind"], one["occurred_at"]) for one in shown["notices"]] == [("delivered", None)]


def test_one_that_waits_tells_what_it_would_say_now_and_no_key(desk):
    builders.install(lambda message: builders.letter(message, headline="Open /b/a-secret/", secrets=["a-secret"]))
    message = builders.message()

    shown = desk.get(f"{URL}/{message.key}").json()

    assert shown["subject_line"]
    assert "Open /b/" in shown["text"]
    assert "a-secret" not in shown["text"]
    assert shown["page"]
    assert (shown["characters"], shown["segments"]) == (None, None)


def test_an_sms_tells_its_length(desk):
    builders.install()
    message = builders.message(channel="sms")

    shown = desk.get(f"{URL}/{message.key}").json()

    assert (shown["characters"], shown["segments"]) == (len(shown["text"]), 1)
    assert shown["page"] == ""


@pytest.mark.parametrize("trouble", [NoLongerSo(), KeyError("service")])
def test_one_that_cannot_be_written_can_still_be_looked_at(desk, trouble):
    builders.install(builders.raising(trouble))
    message = builders.message()

    response = desk.get(f"{URL}/{message.key}")

    assert (response.status_code, response.json()["text"]) == (200, "")


def test_a_message_that_is_not_there(desk):
    nowhere = f"{URL}/00000000-0000-4000-8000-000000000000"

    assert refusal(desk.get(nowhere)) == (404, "/problems/missing")
    assert refusal(desk.post(f"{nowhere}/resend", {})) == (404, "/problems/missing")
    assert refusal(desk.post(f"{nowhere}/dismissal")) == (404, "/problems/missing")


def test_a_resend_is_a_new_message_and_settles_the_old_one(desk):
    old = MessageFactory(failed=True, context={"was": "confirmed"})

    response = desk.post(f"{URL}/{old.key}/resend", {})

    assert response.status_code == 201
    new = response.json()
    assert (new["status"], new["resend_of"], new["tries"]) == ("waiting", str(old.key), 0)
    shown = desk.get(f"{URL}/{old.key}").json()
    assert (shown["resent_as"], bool(shown["settled_at"])) == (new["key"], True)
    assert Message.objects.get(key=new["key"]).context == {"was": "confirmed"}


def test_without_an_address_its_source_is_asked_anew(desk):
    """The client's address may have been put right since."""
    old = MessageFactory(failed=True)

    assert desk.post(f"{URL}/{old.key}/resend", {}).json()["address"] == ""


def test_an_address_that_staff_chose_is_kept_from_one_resend_to_the_next(desk):
    old = MessageFactory(failed=True)
    new = desk.post(f"{URL}/{old.key}/resend", {"address": "p.nair@example.org"}).json()
    Message.objects.filter(key=new["key"]).update(status="failed", failure="gave-up")

    again = desk.post(f"{URL}/{new['key']}/resend", {}).json()

    assert new["address"] == again["address"] == "p.nair@example.org"


@pytest.mark.parametrize(
    ("channel", "typed", "kept"),
    [("email", " p.nair@example.org ", "p.nair@example.org"), ("sms", "(403) 555-0199", "+14035550199")],
)
def test_another_address_is_read_as_its_channel_has_it(desk, channel, typed, kept):
    old = MessageFactory(failed=True, channel=channel)

    assert desk.post(f"{URL}/{old.key}/resend", {"address": typed}).json()["address"] == kept


@pytest.mark.parametrize(
    ("channel", "typed"), [("email", "+14035550199"), ("sms", "p.nair@example.org"), ("sms", "12")]
)
def test_an_address_of_the_other_channel_is_refused(desk, channel, typed):
    old = MessageFactory(failed=True, channel=channel)

    response = desk.post(f"{URL}/{old.key}/resend", {"address": typed})

    assert refusal(response) == (400, "/problems/invalid")
    assert response.json()["errors"][0]["pointer"] == "#/address"
    assert Message.objects.count() == 1


@pytest.mark.parametrize("status", ["waiting", "sending"])
def test_what_is_on_its_way_is_neither_sent_again_nor_put_aside(desk, status):
    old = MessageFactory(status=status, claimed_until=NOON if status == "sending" else None)

    for what in ("resend", "dismissal"):
        response = desk.post(f"{URL}/{old.key}/{what}", {})
        assert refusal(response) == (409, "/problems/message-under-way")
        assert response.json()["message_status"] == status


@pytest.mark.parametrize("status", ["missed", "withdrawn"])
def test_what_was_not_to_be_said_any_more_is_not_sent_again(desk, status):
    old = MessageFactory(status=status)

    assert refusal(desk.post(f"{URL}/{old.key}/resend", {})) == (409, "/problems/message-done")


def test_what_was_sent_again_is_not_sent_a_third_time_and_says_where_to_look(desk):
    old = MessageFactory(sent=True)
    new = desk.post(f"{URL}/{old.key}/resend", {}).json()

    second = desk.post(f"{URL}/{old.key}/resend", {})

    assert refusal(second) == (409, "/problems/message-done")
    assert second.json()["resent_as"] == new["key"]


def test_what_was_put_aside_can_still_be_sent_again(desk):
    old = MessageFactory(failed=True)
    desk.post(f"{URL}/{old.key}/dismissal")

    assert desk.post(f"{URL}/{old.key}/resend", {}).status_code == 201


def test_a_dismissal_settles_without_sending_and_again_changes_nothing(desk):
    old = MessageFactory(failed=True)

    rows = [desk.post(f"{URL}/{old.key}/dismissal").json() for _ in range(2)]

    assert rows[0] == rows[1]
    assert rows[0]["settled_at"]
    assert Message.objects.count() == 1
    assert AuditEntry.objects.filter(action="message.dismissed").count() == 1


def test_only_a_failure_is_put_aside(desk):
    assert refusal(desk.post(f"{URL}/{MessageFactory(sent=True).key}/dismissal")) == (409, "/problems/message-done")


def test_all_that_reached_nobody_is_sent_again_once(desk):
    MessageFactory.create_batch(3, failed=True)
    others = [MessageFactory(sent=True), MessageFactory(failed=True, settled_at=NOON)]

    pressed = [desk.post(f"{URL}/unreached/resend").json() for _ in range(2)]

    assert pressed == [{"resent": 3}, {"resent": 0}]
    assert Message.objects.filter(status="waiting").count() == 3
    assert not Message.objects.filter(resend_of__in=others).exists()


def test_the_trail_says_who_sent_again_and_names_no_address(desk):
    old = MessageFactory(failed=True)

    new = desk.post(f"{URL}/{old.key}/resend", {"address": "p.nair@example.org"}).json()

    entry = AuditEntry.objects.get(action="message.resent")
    assert (entry.subject_id, entry.after) == (str(old.key), {"resent_as": new["key"], "address": "•••"})
    assert entry.actor is not None
