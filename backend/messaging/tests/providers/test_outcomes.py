"""What each provider's client library makes of each thing a peer can do. The peers are real, on loopback."""

from email import message_from_bytes, policy
from uuid import uuid4

import pytest

from messaging.letters import Attachment
from messaging.providers.port import Outcome, Ready
from messaging.providers.resend import Resend
from messaging.providers.sendgrid import SendGrid
from messaging.providers.sms import Twilio
from messaging.providers.smtp import Smtp
from messaging.tests.providers.peers import closed_port
from studio.tests.factories import StudioFactory

pytestmark = pytest.mark.django_db

PROVIDERS = {"resend": Resend, "sendgrid": SendGrid, "twilio": Twilio, "smtp": Smtp}
CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"


@pytest.fixture(autouse=True)
def studio():
    return StudioFactory(name='Süd "Stillwater", Yoga', email="owner@stillwater.example")


def ready(channel="email", **changes):
    key = uuid4()
    return Ready(
        **{
            "key": key,
            "channel": channel,
            "address": "+15875550132" if channel == "sms" else "ana@example.com",
            "recipient": "Ana Marsh",
            "language": "fr",
            "text": "À demain.",
            "subject_line": "" if channel == "sms" else "Réservation confirmée",
            "html": "" if channel == "sms" else "<p>À demain.</p>",
            "hand_over": f"{key}-1",
            **changes,
        }
    )


def sent_by(service, **changes):
    return PROVIDERS[service]().send(ready("sms" if service == "twilio" else "email", **changes))


@pytest.fixture(params=PROVIDERS)
def service(request):
    """Each provider's name, with its peer behind it as `service.told`."""
    told = request.getfixturevalue(request.param)
    return request.param, told


@pytest.mark.parametrize(
    ("behaviour", "outcome"),
    [
        ("take", Outcome.ACCEPTED),
        ("refuse", Outcome.REFUSED),
        ("fail", Outcome.FAULT),
        ("hang", Outcome.UNKNOWN),
        ("drop", Outcome.UNKNOWN),
    ],
)
def test_each_provider_and_each_outcome(service, behaviour, outcome):
    name, told = service
    told.behaviour = behaviour

    answer = sent_by(name)

    assert (answer.outcome, len(told.taken)) == (outcome, 1 if behaviour in {"take", "drop"} else 0)


@pytest.mark.parametrize("behaviour", ["refuse", "fail", "hang", "drop"])
def test_what_staff_read_names_no_address_and_quotes_no_message(service, behaviour):
    name, told = service
    told.behaviour = behaviour

    detail = sent_by(name).detail

    assert detail
    assert not any(secret in detail for secret in ("ana@", "5550132", "demain", "127.0.0.1"))


def test_a_closed_door_is_a_fault(service, settings):
    name, _ = service
    address = f"http://127.0.0.1:{closed_port()}"
    settings.ANYMAIL = {**settings.ANYMAIL, "RESEND_API_URL": address, "SENDGRID_API_URL": address}
    settings.TWILIO = {**settings.TWILIO, "API_URL": address}
    settings.SMTP = {**settings.SMTP, "PORT": closed_port()}

    assert sent_by(name).outcome == Outcome.FAULT


@pytest.mark.parametrize("status", [401, 403, 404, 429, 502, 503])
def test_trouble_with_our_account_or_their_health_is_a_fault_that_another_may_not_have(resend, status):
    resend.behaviour = (status, {"name": "restricted_api_key", "message": "The `to` field is not to blame."})

    assert sent_by("resend").outcome == Outcome.FAULT


def test_a_gateway_that_gave_up_waiting_does_not_know(sendgrid):
    sendgrid.behaviour = (504, None)

    assert sent_by("sendgrid").outcome == Outcome.UNKNOWN


def test_a_success_without_sense_is_no_success(resend):
    resend.behaviour = (200, ["a hotel's sign-in page"])

    assert sent_by("resend").outcome == Outcome.UNKNOWN


class TestResend:
    def test_is_told_under_which_key_a_second_try_is_the_same(self, resend):
        message = ready()

        Resend().send(message)

        assert resend.keys == [message.hand_over]

    def test_that_has_the_message_already_in_other_words_has_taken_it(self, resend):
        resend.behaviour = (409, {"name": "invalid_idempotent_request", "message": "Same key, other body."})

        assert sent_by("resend").outcome == Outcome.ACCEPTED

    def test_that_is_still_at_the_first_try_does_not_know(self, resend):
        resend.behaviour = (409, {"name": "concurrent_idempotent_requests", "message": "In progress."})

        assert sent_by("resend").outcome == Outcome.UNKNOWN

    def test_gets_what_its_notices_are_matched_by(self, resend):
        message = ready()

        answer = Resend().send(message)

        assert resend.taken[0]["tags"] == [{"name": "message", "value": str(message.key)}]
        assert answer.provider_id == "resend-1"

    def test_gets_the_calendar_file_with_its_method(self, resend):
        Resend().send(
            ready(attachments=[Attachment("b.ics", CALENDAR, "text/calendar; method=REQUEST; charset=utf-8")])
        )

        [attachment] = resend.taken[0]["attachments"]
        assert "method" in attachment["content_type"]
        assert "REQUEST" in attachment["content_type"]


class TestSendGrid:
    def test_gets_what_its_notices_are_matched_by(self, sendgrid):
        message = ready()

        SendGrid().send(message)

        assert sendgrid.taken[0]["custom_args"]["message"] == str(message.key)

    def test_gets_the_calendar_file_without_the_charset_that_it_refuses(self, sendgrid):
        SendGrid().send(
            ready(attachments=[Attachment("b.ics", CALENDAR, "text/calendar; method=REQUEST; charset=utf-8")])
        )

        assert sendgrid.taken[0]["attachments"][0]["type"] == "text/calendar; method=REQUEST"


class TestSmtp:
    def test_before_the_data_nothing_can_have_been_taken(self, smtp):
        smtp.behaviour = "hang-early"

        assert sent_by("smtp").outcome == Outcome.FAULT

    def test_a_server_that_will_not_relay_for_us_says_nothing_about_the_address(self, smtp):
        smtp.behaviour = "relay-denied"

        assert sent_by("smtp").outcome == Outcome.FAULT

    def test_the_e_mail_is_whole(self, smtp):
        message = ready(
            attachments=[
                Attachment("garden.png", b"\x89PNG", "image/png", content_id="garden"),
                Attachment("b.ics", CALENDAR, "text/calendar; method=REQUEST; charset=utf-8"),
            ]
        )

        Smtp().send(message)

        email = message_from(smtp)
        parts = {part.get_content_type(): part for part in email.walk()}
        assert email["From"] == '"Süd \\"Stillwater\\", Yoga" <hello@mail.example.com>'
        assert (email["Reply-To"], email["To"]) == ("owner@stillwater.example", "ana@example.com")
        assert (email["Subject"], email["Content-Language"]) == ("Réservation confirmée", "fr")
        assert email["Message-ID"] == f"<{message.key}@mail.example.com>"
        assert email["Auto-Submitted"] == "auto-generated"
        assert parts["text/plain"].get_content().strip() == "À demain."
        assert parts["text/html"].get_content().strip() == "<p>À demain.</p>"
        assert parts["text/calendar"].get_param("method") == "REQUEST"
        assert parts["text/calendar"].get_payload(decode=True) == CALENDAR
        assert parts["image/png"]["Content-ID"] == "<garden>"

    def test_a_subject_over_two_lines_adds_no_header(self, smtp):
        sent_by("smtp", subject_line="Hello\r\nBcc: all@example.com")

        email = message_from(smtp)
        assert email["Subject"] == "Hello Bcc: all@example.com"
        assert email["Bcc"] is None


class TestTwilio:
    def test_says_where_to_report_and_from_whom(self, twilio):
        message = ready("sms")

        answer = Twilio().send(message)

        assert twilio.taken == [
            {
                "To": "+15875550132",
                "From": "+15875550100",
                "Body": "À demain.",
                "StatusCallback": f"https://book.example.com/api/v1/webhooks/twilio?message={message.key}",
            }
        ]
        assert answer.provider_id == "SM1"

    def test_a_messaging_service_may_stand_for_the_number(self, twilio, settings):
        settings.TWILIO = {**settings.TWILIO, "FROM": "MG0f3b"}

        sent_by("twilio")

        assert twilio.taken[0]["MessagingServiceSid"] == "MG0f3b"

    def test_a_number_that_wrote_stop_is_told_apart(self, twilio):
        twilio.behaviour = (400, {"code": 21610, "message": "Attempt to send to unsubscribed recipient", "status": 400})

        answer = sent_by("twilio")

        assert (answer.outcome, answer.stopped) == (Outcome.REFUSED, True)

    def test_an_account_that_may_not_send_is_a_fault(self, twilio):
        twilio.behaviour = (401, {"code": 20003, "message": "Authenticate", "status": 401})

        assert sent_by("twilio").outcome == Outcome.FAULT


def message_from(smtp):
    return message_from_bytes(smtp.taken[0].content, policy=policy.default)
