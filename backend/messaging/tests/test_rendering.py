"""Every message in its final words."""

import re
from html.parser import HTMLParser

import pytest

from messaging.events import EVENTS, Audience
from messaging.letters import Action, Fact
from messaging.models import Message, MessageTemplate
from messaging.rendering import REDACTED, render
from messaging.tests.factories import NOON
from messaging.tests.letters import SITE, TOKEN, letter
from studio.tests.factories import StudioFactory

MESSAGES = [(event.slug, channel.value) for event in EVENTS.values() for channel in event.channels]
LANGUAGES = ["en", "fr"]
HOSTILE = '<b onclick="x">{price}</b> & Söhne\r\nBcc: x@evil.example'


@pytest.fixture(autouse=True)
def studio(db):
    return StudioFactory(name="Stillwater Bodywork", email="hello@stillwater.example", phone="+1 403 555 0142")


def said(event="booking-confirmed", channel="email", language="en", **changes):
    return render(Message(event=event, channel=channel), letter(event, language, **changes))


def own_words(body, subject_line="Own", *, event="booking-confirmed", channel="email", language="en"):
    return MessageTemplate.objects.create(
        event=event, channel=channel, language=language, subject_line=subject_line, body=body, updated_at=NOON
    )


class Shown(HTMLParser):
    """What a person sees of a page, and where its links lead."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.links, self.tags, self._hidden = [], [], [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._hidden = tag in {"style", "title"} or "display:none" in (attributes.get("style") or "")
        if tag == "a":
            self.links.append(attributes["href"])

    def handle_data(self, data):
        if data.strip() and not self._hidden:
            self.texts.append(data.strip())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("event", "channel"), MESSAGES)
def test_nothing_is_left_unfilled(event, channel, language):
    ready = said(event, channel, language).ready

    assert not re.search(r"[{}]|None", ready.text + ready.subject_line)
    assert bool(ready.subject_line) == bool(ready.html) == (channel == "email")
    assert ready.language == language


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", EVENTS)
def test_the_plain_text_says_all_that_the_page_says(event, language):
    ready = said(event, language=language, links=(Action("Directions & parking", f"{SITE}/find?a=1&b=2"),)).ready
    shown = Shown(ready.html)

    assert len(shown.texts) > 10
    assert [text for text in shown.texts if text not in ready.text] == []
    assert [link for link in shown.links if link not in ready.text] == []


@pytest.mark.parametrize("event", EVENTS)
def test_the_words_cost_and_links_stand_whatever_a_template_says(event):
    own_words("Hello.", event=event)

    ready = said(event).ready
    written = letter(event)

    for part in [*(fact.value for fact in written.facts), *written.consequence.split("\n"), written.action.url]:
        assert part in ready.text
        assert part in Shown(ready.html).texts + Shown(ready.html).links + [""]


def test_own_words_take_the_place_of_the_default_ones():
    own_words("Come in by the side door, {client_first_name}.\nSee you.\n\nBring nothing.", "{day}, {time}")

    ready = said().ready

    assert ready.subject_line == "Thursday 11 March, 4:30\u00a0pm"
    assert "Come in by the side door, Priya.\nSee you.\n\nBring nothing." in ready.text
    assert "you are booked" not in ready.text
    assert "c’est réservé" in said(language="fr").ready.text


def test_words_that_name_what_there_no_longer_is_give_way_to_the_default_ones():
    own_words("See you at {planet}.")

    assert "you are booked" in said().ready.text


def test_an_empty_value_takes_its_line_with_it_and_leaves_no_gap():
    own_words("First {cancel_reason} second.\n{cancel_reason}\nThird.", event="booking-cancelled", channel="sms")

    assert said("booking-cancelled", "sms").ready.text == "First second.\nThird."


@pytest.mark.parametrize("channel", ["email", "sms"])
def test_a_value_is_never_read_as_a_template_or_as_markup(channel):
    own_words("For {client_name}.", "For {client_name}", channel=channel)

    ready = said(channel=channel, values={"client_name": HOSTILE}).ready

    assert 'For <b onclick="x">{price}</b> & Söhne Bcc: x@evil.example.' in ready.text
    if channel == "email":
        assert "<b " not in ready.html
        assert "&lt;b onclick=&quot;x&quot;&gt;{price}&lt;/b&gt; &amp; Söhne Bcc:" in ready.html


def test_no_value_breaks_a_header():
    own_words("Hello.", "For {client_name}")

    ready = said(values={"client_name": HOSTILE + "\x00\u2028\u202e"}, recipient="Ann\r\nBcc: x@evil.example").ready

    assert not re.search(r"[\r\n\x00\u2028\u202e]", ready.subject_line + ready.recipient)


def test_facts_and_headlines_come_out_as_text_too():
    hostile = "<script>alert(1)</script>"

    html = said(
        headline=hostile, facts=(Fact("Where", hostile, note=hostile),), consequence=hostile, why=hostile
    ).ready.html

    assert "<script" not in html


def test_a_link_in_a_name_does_not_become_one():
    own_words("{client_name} https://our.example/way, {manage_link}.")

    links = Shown(said(values={"client_name": "https://evil.example/"}).ready.html).links

    assert "https://our.example/way" in links
    assert f"{SITE}/b/{TOKEN}/" in links
    assert "https://evil.example/" not in links


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("event", "channel"), MESSAGES)
def test_the_ledger_keeps_no_key(event, channel, language):
    rendered = said(event, channel, language)

    assert TOKEN not in rendered.text + rendered.subject_line + repr(rendered.content)
    if EVENTS[event].audience == Audience.CLIENT and event != "booking-cancelled":
        assert TOKEN in rendered.ready.text
        assert f"/b/{REDACTED}/" in rendered.text


@pytest.mark.parametrize("event", [event.slug for event in EVENTS.values() if event.audience == Audience.PRACTITIONER])
def test_a_practitioner_gets_no_link_that_acts_as_the_client(event):
    assert TOKEN not in said(event).ready.text + said(event).ready.html


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", EVENTS)
def test_an_e_mail_fetches_nothing_and_stays_small(event, language):
    ready = said(event, language=language).ready
    garden = ready.attachments[0]

    sources = re.findall(r'(?:src|background)="([^"]*)"|url\(([^)]*)\)', ready.html)
    assert sources == [(f"cid:{garden.content_id}", "")]
    assert garden.content.startswith(b"\x89PNG")
    assert len(garden.content) < 15_000
    assert len(ready.html.encode()) < 20_000
    assert "<link" not in ready.html


def test_an_e_mail_can_be_read_aloud_and_in_the_dark():
    html = said(language="fr").ready.html
    tags = Shown(html).tags

    assert '<html lang="fr">' in html
    assert "prefers-color-scheme: dark" in html
    assert all(attributes.get("role") == "presentation" for tag, attributes in tags if tag == "table")
    assert [attributes["alt"] for tag, attributes in tags if tag == "img"] == [""]


def test_a_very_long_name_is_cut_in_the_subject_alone():
    long = "Anne-" * 60

    ready = said("practitioner-booked", values={"client_name": long}).ready

    assert len(ready.subject_line) == 200
    assert ready.subject_line.endswith("…")
    assert long in ready.text


@pytest.mark.parametrize("event", EVENTS)
def test_french_puts_no_breaking_space_before_a_colon(event):
    ready = said(event, language="fr").ready

    assert not re.search(r"[^\S\u00a0\n]:", ready.text + ready.subject_line)


def test_an_e_mail_says_what_its_calendar_file_does():
    assert "puts it into your calendar" in said().ready.text
    assert "takes it out of your calendar" in said("booking-cancelled").ready.text
    assert "calendar" not in said(attachments=()).ready.text


@pytest.mark.parametrize("event", EVENTS)
def test_a_time_that_is_off_is_never_read_as_one_that_is_on(event):
    own_words("Hello.", event=event)

    ready = said(event).ready

    assert ("Cancelled: Thursday 11 March" in ready.text) == event.endswith("cancelled")
    assert ("line-through" in ready.html) == event.endswith("cancelled")


def test_an_answer_is_promised_only_where_somebody_reads_it(studio):
    assert "Reply to this e-mail" in said().ready.text
    assert "Reply to this e-mail" not in said("practitioner-booked").ready.text

    studio.email = ""
    studio.save()

    assert "Reply to this e-mail" not in said().ready.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", [event for event, channel in MESSAGES if channel == "sms"])
def test_a_usual_sms_fits_into_one_segment(event, language):
    rendered = said(event, "sms", language)

    assert rendered.content["segments"] == 1
    assert "\u00a0" not in rendered.ready.text


def test_an_sms_says_what_a_late_cancellation_costs():
    text = said(
        "booking-cancelled", "sms", consequence="Cancelled late: you owe $57.50.\nPay at the studio."
    ).ready.text

    assert text.endswith("is cancelled. Cancelled late: you owe $57.50. Pay at the studio.")


def test_a_message_goes_where_it_was_sent_again_to():
    resent = Message(event="booking-confirmed", channel="email", address="new@example.com")

    assert render(resent, letter("booking-confirmed")).ready.address == "new@example.com"
    assert said().ready.address == "priya@example.com"
