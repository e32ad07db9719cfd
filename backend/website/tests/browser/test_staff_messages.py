"""Staff see what was written to whom, send again what did not arrive, and choose words and times of their own."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from common.time import now
from messaging.events import Channel
from messaging.models import Failure, Message, MessageTemplate, ReminderRule, Status
from messaging.services.delivery import deliver_due
from website.tests.browser.staff import go, open_staff_app, owner

__all__ = ["owner"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TO_CLIENT = {"event": "booking-confirmed", "channel": Channel.EMAIL}
# No point of the letter beyond what the frame shows: one scrolls the page, not a window in it.
IS_WHOLE = """
(frame) => new Promise((done) => {
  const look = () => {
    const { height } = frame.contentDocument.body.getBoundingClientRect()
    return Math.abs(frame.clientHeight - height) < 2 ? done(true) : requestAnimationFrame(look)
  }
  setTimeout(() => done(false), 5000)
  look()
})
"""


@pytest.fixture
def written(studio, owner):
    """Ana Marsh is booked tomorrow at ten, and was told so."""
    studio.book(studio.massage, studio.moment(1, 10))
    deliver_due(until=now() + timedelta(seconds=5), threads=1)
    return Message.objects.get(**TO_CLIENT)


@pytest.fixture
def bounced(written):
    changes = {"status": Status.FAILED, "failure": Failure.BOUNCED, "failure_detail": "550 5.1.1 No such mailbox."}
    Message.objects.filter(pk=written.pk).update(**changes)
    return Message.objects.get(pk=written.pk)


def frame_of(page: Page):
    return page.locator("section[role=dialog] iframe")


@pytest.mark.parametrize("width", [390, 1440])
def test_a_letter_is_read_in_the_ledger_as_it_was_sent(written, open_page, width):
    staff = open_staff_app(open_page, width=width)
    go(staff, "messages")
    staff.get_by_role("link", name="Ana Marsh").click()

    panel = staff.get_by_role("dialog", name="Message to Ana Marsh")
    expect(panel.get_by_text(re.compile("^Sent "))).to_be_visible()
    expect(panel.frame_locator("iframe").locator("p", has_text="Relaxation massage")).to_be_visible()
    assert frame_of(staff).evaluate(IS_WHOLE)
    panel.get_by_text("As plain text").click()
    expect(panel.get_by_text(re.compile("Relaxation massage")).last).to_be_visible()
    panel.get_by_role("link", name=re.compile("^Appointment ")).click()
    expect(staff.get_by_role("dialog", name="Appointment of Ana Marsh")).to_be_visible()


def test_today_says_who_was_not_reached_and_one_press_writes_to_them_again(bounced, open_page):
    staff = open_staff_app(open_page)
    banner = staff.get_by_role("region", name="1 client not reached")
    expect(banner).to_be_visible()
    expect(staff.get_by_role("banner").get_by_role("link", name="Messages, 1 client not reached")).to_be_visible()

    banner.get_by_role("button", name="Send all again").click()

    expect(staff.get_by_text("1 message goes out again.")).to_be_visible()
    expect(banner).to_have_count(0)
    assert Message.objects.get(resend_of=bounced).status == Status.WAITING


@pytest.mark.parametrize("width", [390, 1440])
def test_a_message_is_sent_to_another_address_and_followed(bounced, open_page, watch, width):
    watch.expected = ["400 (Bad Request)"]
    staff = open_staff_app(open_page, width=width)
    go(staff, "messages?unreached=1")
    staff.get_by_role("link", name="Ana Marsh").click()
    expect(staff.get_by_text("Came back: the mailbox refused it")).to_be_visible()

    staff.get_by_role("button", name="To another address…").click()
    field = staff.get_by_role("dialog").get_by_label("E-mail")
    expect(field).to_be_focused()
    field.fill("ana@example")
    staff.get_by_role("button", name="Send", exact=True).click()
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("ana.marsh@example.com")
    field.press("Enter")

    expect(staff.get_by_text("The message goes out to ana.marsh@example.com.")).to_be_visible()
    again = Message.objects.get(resend_of=bounced)
    assert again.address == "ana.marsh@example.com"
    expect(staff).to_have_url(re.compile(str(again.key)))
    expect(staff.get_by_role("dialog").get_by_role("link", name="The message this one repeats")).to_be_visible()
    staff.keyboard.press("Escape")
    expect(staff.get_by_text("Everybody was reached.")).to_be_visible()


def test_put_aside_it_bothers_nobody_any_more_and_is_not_sent(bounced, open_page):
    staff = open_staff_app(open_page, width=1440)
    go(staff, f"messages/{bounced.key}")

    staff.get_by_role("button", name="Put aside").click()

    expect(staff.get_by_text("Could not be delivered, and was put aside")).to_be_visible()
    expect(staff.get_by_role("region", name="1 client not reached")).to_have_count(0)
    assert not Message.objects.filter(resend_of=bounced).exists()


def test_an_appointment_leads_to_its_messages_and_back(written, open_page):
    staff = open_staff_app(open_page)
    go(staff, f"appointments/{written.subject_reference}")

    staff.get_by_role("link", name="Confirmation, by e-mail, to Ana Marsh").click()
    expect(staff.get_by_role("dialog", name="Message to Ana Marsh")).to_be_visible()
    staff.go_back()

    expect(staff.get_by_role("dialog", name="Appointment of Ana Marsh")).to_be_visible()


def test_the_owner_writes_words_sees_them_on_a_booking_and_takes_them_back(written, open_page, watch):
    watch.expected = ["400 (Bad Request)"]
    staff = open_staff_app(open_page, width=1440)
    go(staff, "message-templates")
    staff.get_by_role("main").get_by_role("link", name="Confirmation").click()
    body = staff.get_by_label("Text")
    before = body.input_value()

    body.fill("See you soon, {nickname}")
    expect(staff.get_by_text(re.compile("nickname")).last).to_be_visible()
    expect(body).to_have_attribute("aria-invalid", "true")
    body.fill("See you soon, ")
    staff.get_by_role("button", name=re.compile(r"^\{client_first_name\}")).press("Enter")
    expect(body).to_be_focused()
    staff.keyboard.type("!")
    expect(staff.frame_locator("iframe").last.get_by_text("See you soon, Ana!", exact=True)).to_be_visible()
    staff.get_by_role("button", name="Save").click()
    expect(staff.get_by_text("The template is saved.")).to_be_visible()
    assert MessageTemplate.objects.get().body == "See you soon, {client_first_name}!"

    staff.get_by_role("button", name="Back to the first words…").click()
    staff.get_by_role("button", name="Give up my words").click()
    expect(body).to_have_value(before)
    assert not MessageTemplate.objects.exists()


def test_reminders_are_chosen_in_words_and_hold_once_saved(owner, open_page):
    for minutes in (2880, 120):
        ReminderRule.objects.get_or_create(
            audience="client", channel=Channel.EMAIL, minutes_before=minutes, defaults={"since": now()}
        )
    staff = open_staff_app(open_page)
    go(staff, "reminders")
    mail = staff.get_by_role("region", name="To clients, E-mail")

    mail.get_by_label("How long").fill("3")
    mail.get_by_label("Unit").select_option("days")
    mail.get_by_role("button", name=re.compile("^Add a reminder")).click()
    mail.get_by_role("button", name=re.compile("^Remove “2 hours before”")).click()
    expect(mail.get_by_role("listitem")).to_have_text(["3 days before", "2 days before"])
    with staff.expect_response(lambda response: response.request.method == "PUT"):
        staff.get_by_role("button", name="Save reminders").click()

    expect(staff.get_by_text(re.compile("^The reminders are saved"))).to_be_visible()
    rules = ReminderRule.objects.filter(audience="client", channel="email")
    assert sorted(rule.minutes_before for rule in rules) == [2880, 4320]
    expect(staff.get_by_role("region", name="What was done").get_by_role("button", name="Undo")).to_have_count(0)


def test_a_practitioner_has_a_calendar_elsewhere_and_can_take_it_back(studio, owner, open_page):
    studio.people[0].user = owner
    studio.people[0].save()
    staff = open_staff_app(open_page)
    go(staff, "account")

    staff.get_by_role("button", name="Make a private address").click()
    address = staff.get_by_label("Address of your calendar").input_value()
    path = urlsplit(address).path  # it begins with the site's public address, which a test server does not have
    assert staff.request.get(path).ok
    staff.get_by_role("button", name="Take it back…").click()
    staff.get_by_role("button", name="Take it back", exact=True).click()

    expect(staff.get_by_role("button", name="Make a private address")).to_be_visible()
    assert not staff.request.get(path).ok
