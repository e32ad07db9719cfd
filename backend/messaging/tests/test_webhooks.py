"""What providers report: believed when signed, applied once, and only ever forward."""

import base64
import json
import time
from itertools import permutations

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.test import Client
from svix.webhooks import Webhook
from twilio.request_validator import RequestValidator

from common.time import now as present
from messaging.models import DeliveryEvent, SmsStop
from messaging.providers.sms import STATUS_CALLBACK
from messaging.tests.builders import message

pytestmark = pytest.mark.django_db

MAIL = "/api/v1/webhooks/mail"
SECRET = "whsec_" + base64.b64encode(b"a secret of Resend's, thirty-two").decode()
KEY = ec.generate_private_key(ec.SECP256R1())
TOKEN = "twilio-auth-token"
SITE = "https://book.example.com"


@pytest.fixture(autouse=True)
def keys(settings):
    public = KEY.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    settings.ANYMAIL = {
        "RESEND_SIGNING_SECRET": SECRET,
        "SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY": base64.b64encode(public).decode(),
    }
    settings.TWILIO = {"ACCOUNT_SID": "AC1", "AUTH_TOKEN": TOKEN, "FROM": "+15875550100", "API_URL": ""}
    settings.PUBLIC_URL = SITE
    return settings


def sent(provider="resend", **changes):
    status = changes.pop("status", "sent")
    address = "+15875550132" if provider == "twilio" else "ana@example.com"
    channel = "sms" if provider == "twilio" else "email"
    return message(status=status, provider=provider, channel=channel, address=address, **changes)


def state(row):
    row.refresh_from_db()
    return (row.status, row.failure)


def from_resend(kind, row, *, event_id="msg_1", secret=SECRET, **data):
    body = json.dumps(
        {
            "type": f"email.{kind}",
            "created_at": "2027-03-01T12:00:00.000Z",
            "data": {"email_id": "resend-1", "to": ["ana@example.com"], "tags": {"message": str(row.key)}, **data},
        }
    )
    at = present()
    headers = {
        "svix-id": event_id,
        "svix-timestamp": str(int(at.timestamp())),
        "svix-signature": Webhook(secret).sign(event_id, at, body),
    }
    return Client().post(MAIL, body, content_type="application/json", headers=headers)


def from_sendgrid(*events, key=KEY):
    body = json.dumps(events).encode()
    timestamp = str(int(time.time()))
    signature = key.sign(timestamp.encode() + body, ec.ECDSA(hashes.SHA256()))
    headers = {
        "X-Twilio-Email-Event-Webhook-Signature": base64.b64encode(signature).decode(),
        "X-Twilio-Email-Event-Webhook-Timestamp": timestamp,
    }
    return Client().post(MAIL, body, content_type="application/json", headers=headers)


def sendgrid_event(kind, row, event_id):
    return {
        "event": kind,
        "email": "ana@example.com",
        "timestamp": 1803902400,
        "sg_event_id": event_id,
        "message": str(row.key),
        "anymail_id": "x",
    }


def from_twilio(form, *, row=None, token=TOKEN, site=SITE):
    address = STATUS_CALLBACK + (f"?message={row.key}" if row else "")
    signature = RequestValidator(token).compute_signature(site + address, form)
    return Client().post(address, form, headers={"X-Twilio-Signature": signature})


def status_of_sms(row, status, **more):
    return from_twilio({"MessageSid": "SM1", "MessageStatus": status, "To": "+15875550132", **more}, row=row)


def texted(body, *, sid="SM9", **more):
    return from_twilio({"MessageSid": sid, "From": "+15875550132", "Body": body, **more})


class TestSignatures:
    def test_resends_opens_the_door(self):
        row = sent()

        assert from_resend("delivered", row).status_code == 200
        assert state(row) == ("delivered", "")

    def test_sendgrids_opens_the_door(self):
        row = sent("sendgrid")

        assert from_sendgrid(sendgrid_event("delivered", row, "e1")).status_code == 200
        assert state(row) == ("delivered", "")

    def test_twilios_opens_the_door(self):
        row = sent("twilio")

        assert status_of_sms(row, "delivered").status_code == 200
        assert state(row) == ("delivered", "")

    def test_anybody_elses_changes_nothing(self):
        resend, sendgrid, twilio = sent(), sent("sendgrid"), sent("twilio")
        other_secret = "whsec_" + base64.b64encode(b"somebody else's").decode()

        answers = [
            from_resend("delivered", resend, secret=other_secret),
            from_sendgrid(sendgrid_event("delivered", sendgrid, "e1"), key=ec.generate_private_key(ec.SECP256R1())),
            from_twilio({"MessageSid": "SM1", "MessageStatus": "delivered"}, row=twilio, token="another"),
            Client().post(MAIL, "{}", content_type="application/json"),
            Client().post(STATUS_CALLBACK, {"MessageSid": "SM1", "MessageStatus": "delivered"}),
        ]

        assert {(answer.status_code, answer.json()["type"]) for answer in answers} == {
            (403, "/problems/wrong-signature")
        }
        assert {state(row) for row in (resend, sendgrid, twilio)} == {("sent", "")}
        assert not DeliveryEvent.objects.exists()

    def test_a_body_that_was_changed_on_the_way_is_not_believed(self):
        row = sent()
        body = json.dumps({"type": "email.delivered", "data": {"tags": {"message": str(row.key)}}})
        headers = {
            "svix-id": "m",
            "svix-timestamp": str(int(time.time())),
            "svix-signature": Webhook(SECRET).sign("m", present(), body),
        }

        answer = Client().post(MAIL, body.replace("delivered", "bounced"), "application/json", headers=headers)

        assert (answer.status_code, state(row)) == (403, ("sent", ""))

    def test_without_a_key_of_ours_nobody_is_believed(self, settings):
        row = sent()
        settings.ANYMAIL = {"RESEND_SIGNING_SECRET": "", "SENDGRID_TRACKING_WEBHOOK_VERIFICATION_KEY": ""}
        settings.TWILIO = {**settings.TWILIO, "AUTH_TOKEN": ""}

        answers = [
            from_resend("delivered", row),
            from_sendgrid(sendgrid_event("delivered", row, "e1")),
            from_twilio({"MessageSid": "SM1", "MessageStatus": "delivered"}, token=""),
        ]

        assert {answer.status_code for answer in answers} == {403}

    def test_twilio_signs_the_public_address_and_no_other(self):
        row = sent("twilio")
        form = {"MessageSid": "SM1", "MessageStatus": "delivered"}

        assert from_twilio(form, row=row, site="http://testserver").status_code == 403

    def test_what_is_signed_and_makes_no_sense_is_a_bad_request(self):
        assert from_sendgrid({"no": "event"}).status_code == 400


class TestWhatIsApplied:
    @pytest.mark.parametrize(
        ("kind", "data", "becomes"),
        [
            ("sent", {}, ("sent", "")),
            ("delivery_delayed", {}, ("sent", "")),
            ("opened", {}, ("sent", "")),
            ("delivered", {}, ("delivered", "")),
            ("bounced", {"bounce": {"message": "hard", "type": "Permanent"}}, ("failed", "bounced")),
            ("bounced", {"bounce": {"message": "full", "type": "Transient"}}, ("sent", "")),
            ("complained", {}, ("failed", "complained")),
            ("failed", {}, ("failed", "refused")),
            ("suppressed", {}, ("failed", "refused")),
            ("something_new", {}, ("sent", "")),
        ],
    )
    def test_of_resends_notices(self, kind, data, becomes):
        row = sent()

        from_resend(kind, row, **data)

        assert state(row) == becomes

    @pytest.mark.parametrize(
        ("kind", "becomes"),
        [
            ("processed", ("sent", "")),
            ("deferred", ("sent", "")),
            ("delivered", ("delivered", "")),
            ("bounce", ("failed", "bounced")),
            ("dropped", ("failed", "refused")),
            ("spamreport", ("failed", "complained")),
        ],
    )
    def test_of_sendgrids_notices(self, kind, becomes):
        row = sent("sendgrid")

        from_sendgrid(sendgrid_event(kind, row, "e1"))

        assert state(row) == becomes

    @pytest.mark.parametrize(
        ("status", "code", "becomes"),
        [
            ("queued", "", ("sent", "")),
            ("sent", "", ("sent", "")),
            ("delivered", "", ("delivered", "")),
            ("undelivered", "30005", ("failed", "bounced")),
            ("failed", "30006", ("failed", "refused")),
            ("failed", "21610", ("failed", "stopped")),
        ],
    )
    def test_of_twilios_notices(self, status, code, becomes):
        row = sent("twilio")

        status_of_sms(row, status, ErrorCode=code)

        assert state(row) == becomes
        assert SmsStop.objects.exists() == (code == "21610")

    def test_twice_is_once(self):
        row = sent()

        codes = [from_resend("delivered", row).status_code for _ in range(2)]

        assert codes == [200, 200]
        assert DeliveryEvent.objects.count() == 1

    @pytest.mark.parametrize("order", [*permutations(["delivered", "bounce", "spamreport"])])
    def test_in_any_order_the_end_is_the_same(self, order):
        row = sent("sendgrid")

        for number, kind in enumerate(order):
            from_sendgrid(sendgrid_event(kind, row, f"e{number}"))

        assert state(row) == ("failed", "complained")

    def test_a_late_delivered_does_not_undo_a_bounce(self):
        row = sent()

        from_resend("bounced", row, event_id="1", bounce={"message": "hard", "type": "Permanent"})
        from_resend("delivered", row, event_id="2")

        assert state(row) == ("failed", "bounced")

    def test_news_of_a_message_of_which_nobody_knew_settles_it(self):
        waiting = sent(status="waiting", unknown_tries=1)
        given_up = sent(status="failed", failure="unknown")

        from_resend("delivered", waiting, event_id="1")
        from_resend("delivered", given_up, event_id="2")

        assert (state(waiting), state(given_up)) == (("delivered", ""), ("delivered", ""))

    def test_before_our_own_record_of_it_is_not_lost(self):
        row = sent(status="sending", claimed_until=present())

        from_resend("delivered", row)

        assert state(row) == ("delivered", "")

    def test_of_a_message_that_was_taken_back_changes_nothing(self):
        row = sent(status="withdrawn")

        from_resend("delivered", row)

        assert state(row) == ("withdrawn", "")

    def test_of_a_provider_that_did_not_have_it_last_changes_nothing(self):
        row = sent("smtp")

        from_resend("bounced", row, bounce={"message": "hard", "type": "Permanent"})

        assert state(row) == ("sent", "")

    def test_of_a_message_that_is_not_ours_is_kept_and_answered(self):
        stranger = sent()
        stranger.delete()

        assert from_resend("delivered", stranger).status_code == 200
        assert DeliveryEvent.objects.get().message is None

    def test_without_our_key_the_providers_own_id_finds_it(self):
        row = sent(provider_id="resend-1")

        from_resend("delivered", row, tags={})

        assert state(row) == ("delivered", "")


class TestStop:
    @pytest.mark.parametrize("word", ["STOP", "stop", " Stop. ", "StopAll", "UNSUBSCRIBE", "Arrêt", "QUIT"])
    def test_is_heard_however_it_is_written(self, word):
        answer = texted(word)

        assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/xml")
        assert SmsStop.objects.get().phone == "+15875550132"

    @pytest.mark.parametrize("words", ["Please stop by at ten", "See you tomorrow", "", "ok"])
    def test_is_a_word_alone(self, words):
        assert texted(words).status_code == 200
        assert not SmsStop.objects.exists()

    def test_is_taken_back_by_start(self):
        texted("STOP", sid="SM1")
        texted("START", sid="SM2")

        assert not SmsStop.objects.exists()

    def test_that_comes_again_after_start_is_the_old_one(self):
        texted("STOP", sid="SM1")
        texted("START", sid="SM2")
        texted("STOP", sid="SM1")

        assert not SmsStop.objects.exists()

    def test_of_twilios_own_opt_out_counts_whatever_the_words(self):
        texted("basta", OptOutType="STOP")

        assert SmsStop.objects.exists()


def test_a_log_holds_no_address(caplog):
    row = sent()

    from_resend("bounced", row, bounce={"message": "ana@example.com bounced", "type": "Permanent"})
    from_resend("delivered", row, event_id="2", secret="whsec_" + base64.b64encode(b"another").decode())

    assert "ana@example.com" not in caplog.text
    assert "ana@example.com" not in row.failure_detail
