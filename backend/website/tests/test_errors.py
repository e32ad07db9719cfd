"""Every refusal is a page of the site, with the status a program would get."""

import pytest
from django.db import OperationalError
from django.test import Client as Browser

from common.errors import Busy
from website.tests.visitor import PRIYA, WEDNESDAY_9, WEDNESDAY_11, text_of


def test_a_missing_page_says_so_and_leads_on(visitor):
    response = visitor.get("/nothing-here/")

    assert response.status_code == 404
    assert "There is nothing here" in text_of(response)
    assert response["Cache-Control"] == "no-store"


def test_an_address_of_the_api_answers_programs(visitor):
    assert visitor.get("/api/v1/nothing")["Content-Type"] == "application/problem+json"


def test_too_much_is_refused_before_it_is_read(visitor):
    response = visitor.post("/book/massage/hold/", {"starts_at": "x" * 2_000_000})

    assert response.status_code == 413
    assert "That was too much to read" in text_of(response)


def test_a_database_that_is_away_is_no_fault_of_the_visitor(visitor, monkeypatch):
    def away():
        raise OperationalError("connection refused")

    monkeypatch.setattr("website.views.pages.load_site", away)
    response = visitor.get("/privacy/")

    assert response.status_code == 503
    assert "The studio's server is away" in text_of(response)
    assert "connection refused" not in text_of(response)


def test_a_bug_is_a_page_with_a_name_to_quote(visitor, monkeypatch):
    def broken():
        raise RuntimeError("secret detail")

    monkeypatch.setattr("website.views.pages.load_site", broken)
    browser = Browser(raise_request_exception=False)
    response = browser.get("/privacy/", headers={"X-Request-ID": "0123456789abcdef"})

    assert response.status_code == 500
    assert "0123456789abcdef" in text_of(response)
    assert "secret detail" not in response.content.decode()


def test_pressing_too_often_says_when_to_come_back(visitor, settings):
    settings.RATELIMIT_ENABLE = True
    answers = [visitor.post("/book/massage/hold/", {"starts_at": WEDNESDAY_9}) for _ in range(41)]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.parametrize("address", ["/%00", "/book/%ED%A0%80/", "/b/%00/", "/?q=%ff"])
def test_addresses_nobody_types_break_nothing(visitor, address):
    assert visitor.get(address).status_code in {200, 400, 404}


def test_a_hold_refused_for_now_keeps_what_was_typed(visitor, settings):
    settings.RATELIMIT_ENABLE = True
    typed = {"starts_at": WEDNESDAY_9, "note": "No oil"}
    answers = [visitor.post("/book/massage/hold/", typed) for _ in range(41)]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert 'name="note" value="No oil"' in answers[-1].content.decode()


@pytest.mark.parametrize(
    ("page", "service"),
    [
        ("details", "website.views.booking.book_held_time"),
        ("cancel/", "website.views.manage.cancellation.cancel"),
        ("move/confirm/", "website.views.manage.rescheduling.reschedule"),
    ],
)
def test_a_form_shown_again_says_when_to_come_back(visitor, monkeypatch, page, service):
    def busy(**_arguments):
        raise Busy(retry_after_seconds=2)

    address = visitor.hold(WEDNESDAY_11) if page == "details" else f"{visitor.book()}{page}"
    monkeypatch.setattr(service, busy)
    response = visitor.post(address, PRIYA | {"starts_at": WEDNESDAY_11})

    assert (response.status_code, response["Retry-After"]) == (503, "2")
    assert "<form" in response.content.decode()
