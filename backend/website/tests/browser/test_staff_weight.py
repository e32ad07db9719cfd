"""What the staff app costs to open: measured over the wire, gzipped as a server sends it."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from common.time import now
from operations.jobs import JOBS
from operations.models import JobRun
from website.tests.browser.staff import owner, sign_in

__all__ = ["owner"]

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCRIPT_KB = 170
STYLE_KB = 12
FONTS_KB = 66


@pytest.fixture
def quiet():
    """Nothing wants an answer: everything that runs by itself has just run."""
    JobRun.objects.bulk_create(
        JobRun(job=job.command, started_at=now(), ended_at=now(), outcome=JobRun.Outcome.DONE) for job in JOBS
    )


def test_today_opens_within_its_weight_and_without_what_other_screens_need(owner, quiet, open_page):
    page = open_page(width=1440)
    asked = {}
    page.on("response", lambda response: asked.setdefault(response.url, response))

    page.goto("/admin/today")
    sign_in(page)
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")

    def weight(pattern: str, *, packed: bool) -> float:
        bodies = [response.body() for url, response in list(asked.items()) if re.search(pattern, url)]
        return sum(len(gzip.compress(body, 6) if packed else body) for body in bodies) / 1024

    assert 100 < weight(r"/admin/assets/.*\.js$", packed=True) < SCRIPT_KB
    assert 0 < weight(r"/admin/.*\.css$", packed=True) < STYLE_KB
    assert 0 < weight(r"\.woff2$", packed=False) < FONTS_KB
    # React Aria, a third of the whole, comes with the one screen that has a search with suggestions.
    assert not [url for url in asked if "/assets/new-" in url]
    assert not [url for url in asked if "/assets/fr-" in url]
    # What wants an answer, and what messages are called, come when there is something of it to say.
    assert not [url for url in asked if "/assets/attention-" in url or "/assets/messages" in url]
