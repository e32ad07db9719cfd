"""What becomes of a message that is tried."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from common.stopping import told_to_stop
from common.time import now as present
from messaging import letters
from messaging.models import Attempt, Failure, Message, SmsStop, Status
from messaging.providers.port import Answer, Outcome
from messaging.services.claims import CLAIM, Claim, claim
from messaging.services.delivery import deliver, deliver_due
from messaging.tests.builders import ACCEPTED, FAULT, REFUSED, UNKNOWN, FakeProvider, install, letter, message, raising
from studio.tests.factories import StudioFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def studio():
    return StudioFactory()


@pytest.fixture(autouse=True)
def source():
    install()
    yield
    letters._sources.pop("thing")


@pytest.fixture
def providers(monkeypatch):
    """Install providers that give these answers, one list each."""

    def made(*answers):
        fakes = [FakeProvider(f"fake-{n}", list(each)) for n, each in enumerate(answers)]
        monkeypatch.setattr("messaging.services.delivery.registry.providers_for", lambda channel: fakes)
        return fakes

    return made


def tried(waiting, *, at=None):
    deliver(waiting.key, clock=lambda: at or present())
    waiting.refresh_from_db()
    return waiting


def attempts_of(waiting):
    return list(waiting.attempts.values_list("provider", "outcome"))


@pytest.fixture
def told():
    """The process is told to stop."""
    told_to_stop.set()
    yield
    told_to_stop.clear()


@pytest.mark.usefixtures("told")
def test_who_is_told_to_stop_begins_no_other_message(providers):
    [provider] = providers([ACCEPTED])
    message()

    deliver_due(until=present() + timedelta(minutes=1), threads=1)

    assert provider.given == []


def test_what_a_provider_takes_is_sent_and_the_ledger_keeps_what_was_said(providers):
    providers([ACCEPTED])

    sent = tried(message())

    assert (sent.status, sent.provider, sent.provider_id, sent.tries) == ("sent", "fake-0", "id-1", 1)
    assert sent.address == f"client-{sent.subject_id}@example.com"
    assert sent.subject_line
    assert sent.text
    assert attempts_of(sent) == [("fake-0", "accepted")]


def test_what_is_not_due_is_left_alone(providers):
    providers([ACCEPTED])
    soon = present() + timedelta(minutes=3)

    assert deliver(message(due_at=soon).key) is False
    assert Message.objects.get().status == Status.WAITING


def test_what_was_sent_is_not_sent_again(providers):
    [provider] = providers([ACCEPTED])
    sent = tried(message())

    assert deliver(sent.key) is False
    assert len(provider.given) == 1


@pytest.mark.parametrize(
    ("verdict", "status", "failure"),
    [
        (letters.NoLongerSo(), "withdrawn", ""),
        (letters.TooLate(), "missed", ""),
        (letters.NoAddress(), "failed", "no-address"),
    ],
)
def test_a_source_that_has_nothing_to_say_says_why(providers, verdict, status, failure):
    [provider] = providers([ACCEPTED])
    install(raising(verdict))

    done = tried(message())

    assert (done.status, done.failure, provider.given) == (status, failure, [])


def test_a_letter_to_nowhere_fails(providers):
    providers([ACCEPTED])
    install(lambda message: letter(message, address=""))

    assert tried(message()).failure == Failure.NO_ADDRESS


def test_a_reminder_whose_appointment_has_begun_is_missed_and_not_sent(providers):
    [provider] = providers([ACCEPTED])

    missed = tried(message(expires_at=present() - timedelta(seconds=1)))

    assert (missed.status, provider.given) == (Status.MISSED, [])


def test_an_address_that_staff_typed_wins_over_the_sources(providers):
    [provider] = providers([ACCEPTED])

    tried(message(address="other@example.com", is_addressed_by_hand=True))

    assert provider.given[0].address == "other@example.com"


def test_the_sources_address_wins_over_the_one_that_was_queued(providers):
    [provider] = providers([ACCEPTED])

    queued = tried(message(address="old@example.com"))

    assert provider.given[0].address == f"client-{queued.subject_id}@example.com"


def test_a_refusal_is_final_and_asks_nobody_else(providers):
    _, second = providers([REFUSED], [ACCEPTED])

    refused = tried(message())

    assert (refused.status, refused.failure, refused.failure_detail) == ("failed", "refused", "No such mailbox.")
    assert second.given == []


def test_a_fault_falls_through_to_the_next_provider_in_the_same_try(providers):
    providers([FAULT], [ACCEPTED])

    sent = tried(message())

    assert (sent.status, sent.provider, sent.tries) == ("sent", "fake-1", 1)
    assert attempts_of(sent) == [("fake-0", "fault"), ("fake-1", "accepted")]


def test_when_all_have_faults_it_waits_and_says_why(providers):
    providers([FAULT], [FAULT])
    at = present()

    waiting = tried(message(), at=at)

    assert (waiting.status, waiting.failure_detail) == ("waiting", "They are closed.")
    assert timedelta(seconds=30) <= waiting.next_attempt_at - at <= timedelta(seconds=60)


def test_a_day_after_its_first_try_it_has_failed(providers):
    providers([FAULT])
    first_tried_at = present() - timedelta(days=1)

    dead = tried(message(due_at=first_tried_at, first_tried_at=first_tried_at, tries=30))

    assert (dead.status, dead.failure) == ("failed", "gave-up")


def test_an_unknown_outcome_asks_the_same_provider_once_more_with_the_same_key(providers):
    first, second = providers([UNKNOWN, ACCEPTED], [ACCEPTED])

    waiting = tried(message())
    sent = tried(waiting, at=waiting.next_attempt_at)

    assert (sent.status, sent.provider) == ("sent", "fake-0")
    assert len({ready.hand_over for ready in first.given}) == 1
    assert (len(first.given), second.given) == (2, [])


def test_a_fault_and_then_another_try_is_another_hand_over(providers):
    [provider] = providers([FAULT, ACCEPTED])

    waiting = tried(message())
    tried(waiting, at=waiting.next_attempt_at)

    assert len({ready.hand_over for ready in provider.given}) == 2


def test_twice_unknown_has_failed_and_may_have_arrived(providers):
    first, second = providers([UNKNOWN], [ACCEPTED])

    waiting = tried(message())
    failed = tried(waiting, at=waiting.next_attempt_at)

    assert (failed.status, failed.failure, failed.unknown_tries) == ("failed", "unknown", 2)
    assert (len(first.given), second.given) == (2, [])


def test_before_asking_again_it_waits_for_news_from_the_provider(providers):
    providers([UNKNOWN])
    at = present()

    assert tried(message(), at=at).next_attempt_at - at == timedelta(minutes=5)


def test_a_provider_that_knows_repeats_is_asked_until_it_answers(providers, monkeypatch):
    [provider] = providers([UNKNOWN, UNKNOWN, UNKNOWN, ACCEPTED])
    monkeypatch.setattr("messaging.services.outcomes.knows_repeats", lambda name: True)

    row = message()
    for _ in range(4):
        row = tried(row, at=row.next_attempt_at)

    assert row.status == Status.SENT
    assert len({ready.hand_over for ready in provider.given}) == 1


def test_a_fault_after_an_unknown_outcome_does_not_make_it_another_hand_over(providers, monkeypatch):
    """Otherwise a provider in a bad hour, silent and failing by turns, would be given it under a new key each time."""
    [provider] = providers([FAULT, UNKNOWN, FAULT, UNKNOWN, FAULT, ACCEPTED])
    monkeypatch.setattr("messaging.services.outcomes.knows_repeats", lambda name: True)

    row = message()
    for _ in range(6):
        row = tried(row, at=row.next_attempt_at)

    assert row.status == Status.SENT
    assert len({ready.hand_over for ready in provider.given[1:]}) == 1


def test_after_an_unknown_outcome_a_fault_does_not_fall_through(providers):
    _, second = providers([UNKNOWN, FAULT], [ACCEPTED])

    waiting = tried(message())
    waiting = tried(waiting, at=waiting.next_attempt_at)

    assert (waiting.status, second.given) == ("waiting", [])


def test_a_provider_that_breaks_leaves_the_outcome_unknown(providers):
    providers([RuntimeError("a bug")])

    waiting = tried(message())

    assert (waiting.status, waiting.unknown_tries) == ("waiting", 1)
    assert attempts_of(waiting) == [("fake-0", "unknown")]


def test_a_message_that_cannot_be_written_is_seen_and_stops_no_other(providers):
    providers([ACCEPTED])
    broken, good = message(), message()
    install(lambda message: letter(message) if message.pk == good.pk else 1 / 0)

    done = deliver_due(until=present() + timedelta(seconds=30), threads=1)

    broken.refresh_from_db()
    assert done == {"waiting": 1, "sent": 1}
    assert broken.failure_detail == "It could not be written: ZeroDivisionError."
    assert attempts_of(broken) == [("", "fault")]


def test_a_message_that_could_not_be_written_for_a_day_has_failed(providers):
    providers([ACCEPTED])
    install(raising(KeyError("when")))
    first_tried_at = present() - timedelta(days=1)

    assert tried(message(first_tried_at=first_tried_at)).failure == Failure.FAULT


def test_without_a_provider_it_waits_and_says_so(providers):
    providers()

    waiting = tried(message())

    assert (waiting.status, waiting.failure_detail) == ("waiting", "No provider is configured for this channel.")


def test_nothing_is_begun_after_the_time_is_up(providers):
    providers([ACCEPTED])
    message()

    assert deliver_due(until=present(), threads=1) == {}


class TestAWorkerThatDied:
    def abandoned(self, **changes):
        """Claimed longer ago than a claim lasts."""
        left = message(due_at=present() - 2 * CLAIM, **changes)
        assert claim(now=present() - CLAIM, key=left.key)
        return left

    def in_the_act(self, left, provider):
        Message.objects.filter(pk=left.pk).update(provider=provider)
        Attempt.objects.create(message=left, provider=provider, started_at=present() - CLAIM)

    def next_run(self, left):
        deliver_due(until=present() + timedelta(seconds=30), threads=1)
        left.refresh_from_db()
        return left

    def test_before_the_hand_over_has_sent_nothing(self, providers):
        _, second = providers([FAULT], [ACCEPTED])

        sent = self.next_run(self.abandoned())

        assert (sent.status, sent.provider, len(second.given)) == ("sent", "fake-1", 1)

    def test_in_the_act_may_have_sent_it_so_only_that_provider_is_asked(self, providers):
        first, second = providers([ACCEPTED], [ACCEPTED])
        left = self.abandoned()
        self.in_the_act(left, "fake-1")

        sent = self.next_run(left)

        assert (len(first.given), len(second.given)) == (0, 1)
        assert attempts_of(sent) == [("fake-1", "unknown"), ("fake-1", "accepted")]

    def test_twice_in_the_act_is_no_third_try(self, providers):
        [provider] = providers([ACCEPTED])
        left = self.abandoned(unknown_tries=1)
        self.in_the_act(left, "fake-0")

        failed = self.next_run(left)

        assert (failed.status, failed.failure, provider.given) == ("failed", "unknown", [])

    def test_whose_claim_still_runs_is_left_alone(self, providers):
        [provider] = providers([ACCEPTED])
        claim(now=present() - CLAIM / 2, key=message(due_at=present() - CLAIM).key)

        assert deliver_due(until=present() + timedelta(seconds=30), threads=1) == {}
        assert provider.given == []

    def test_and_comes_back_after_all_does_not_overwrite_what_others_did(self, providers):
        assert self.overtaken(providers).status == Status.SENT

    def test_control_without_the_comparison_it_would_be_sent_a_third_time(self, providers, monkeypatch):
        monkeypatch.setattr(Claim, "held", property(lambda claim: Message.objects.filter(pk=claim.message.pk)))

        assert self.overtaken(providers).status == Status.WAITING

    def overtaken(self, providers):
        """Somebody hangs until the claim has run out; somebody else sends it; then the first one reports a fault."""
        slow = message()
        [provider] = providers([ACCEPTED])

        def hang(ready):
            provider.send = lambda ready: ACCEPTED
            Message.objects.filter(pk=slow.pk).update(claimed_until=present() - CLAIM)
            self.next_run(slow)
            return FAULT

        provider.send = hang
        deliver(slow.key)
        slow.refresh_from_db()
        return slow


class TestSms:
    ZONE = ZoneInfo("America/Edmonton")
    NOON = datetime(2027, 3, 1, 12, 0, tzinfo=ZONE)
    NIGHT = datetime(2027, 3, 1, 22, 30, tzinfo=ZONE)
    MORNING = datetime(2027, 3, 2, 8, 0, tzinfo=ZONE)

    def sms(self, **changes):
        return message(channel="sms", due_at=self.NOON, **changes)

    def test_goes_out_by_day(self, providers):
        providers([ACCEPTED])

        assert tried(self.sms(), at=self.NOON).status == Status.SENT

    def test_wakes_nobody_also_when_it_is_late(self, providers):
        [provider] = providers([ACCEPTED])

        waiting = tried(self.sms(), at=self.NIGHT)

        assert (waiting.status, waiting.next_attempt_at, waiting.tries) == ("waiting", self.MORNING, 0)
        assert provider.given == []

    def test_that_must_wait_does_not_hold_up_an_e_mail(self, providers):
        providers([ACCEPTED])
        self.sms()
        message(due_at=self.NOON)

        done = deliver_due(until=self.NIGHT + timedelta(seconds=1), threads=1, clock=lambda: self.NIGHT)

        assert done == {"sent": 1}

    def test_to_a_number_that_wrote_stop_is_not_sent(self, providers):
        [provider] = providers([ACCEPTED])
        SmsStop.objects.create(phone="+15875550132", stopped_at=self.NOON)

        stopped = tried(self.sms(), at=self.NOON)

        assert (stopped.status, stopped.failure, provider.given) == ("failed", "stopped", [])

    def test_that_the_provider_knows_as_stopped_is_remembered(self, providers):
        providers([Answer(Outcome.REFUSED, stopped=True)])

        stopped = tried(self.sms(), at=self.NOON)

        assert stopped.failure == Failure.STOPPED
        assert SmsStop.objects.get().phone == "+15875550132"


@pytest.mark.parametrize("number", ["+18765551234", "+33612345678", "+4420"])
def test_an_sms_to_another_country_is_refused_before_any_provider_sees_it(providers, number):
    [provider] = providers([ACCEPTED])
    install(lambda message: letter(message, address=number))

    refused = tried(message(channel="sms"))

    assert (refused.status, refused.failure) == ("failed", "refused")
    assert refused.failure_detail == "The studio sends no SMS to the country of this number."
    assert (refused.address, provider.given, attempts_of(refused)) == (number, [], [])


def test_the_country_counts_too_where_staff_typed_the_number(providers):
    [provider] = providers([ACCEPTED])

    refused = tried(message(channel="sms", address="+18765551234", is_addressed_by_hand=True))

    assert (refused.failure, provider.given) == ("refused", [])


def test_an_sms_goes_to_a_country_that_the_operator_lists(providers, settings):
    settings.SMS_COUNTRIES = ["FR"]
    providers([ACCEPTED])
    install(lambda message: letter(message, address="+33612345678"))

    assert tried(message(channel="sms")).status == "sent"
