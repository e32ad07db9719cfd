"""What holds for every page, whatever it says."""

import re
from datetime import timedelta

import pytest

from studio.models import Closure
from studio.tests.factories import ServiceFactory
from website.tests.visitor import MONDAY_10, Visitor, text_of, title_of

CONTENT = ["/", "/services/", "/services/massage/", "/book/", "/privacy/", "/terms/"]
FLOW = ["/book/massage/", "/bookings/find/"]


def every_page(visitor: Visitor) -> list[str]:
    held, booked = visitor.hold(), visitor.book("2027-03-03T13:00:00-05:00")
    confirm = f"{booked}move/confirm/?starts_at=2027-03-04T09:00:00-05:00"
    own = [held, f"{held}times/", booked, f"{booked}confirmed/", f"{booked}move/", f"{booked}cancel/", confirm]
    return CONTENT + FLOW + own + ["/nothing-here/"]


def test_every_page_is_whole(visitor):
    for address in every_page(visitor):
        page = visitor.get(address).content.decode()

        assert page.count("<h1") == 1, address
        assert page.count("<main ") == 1, address
        assert '<html lang="en">' in page
        assert 'href="#content"' in page
        assert "Stillwater Bodywork" in title_of(visitor.get(address)), address


def test_titles_tell_pages_apart(visitor):
    titles = [title_of(visitor.get(address)) for address in CONTENT + FLOW]

    assert len(set(titles)) == len(titles)


def test_nothing_on_a_page_needs_a_hole_in_the_policy(visitor):
    for address in every_page(visitor):
        page = visitor.get(address).content.decode()

        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:|<style", page), address
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page)), address
        assert not re.search(r'<(?:script|link|img|source)[^>]+(?:src|href|srcset)="(?:https?:)?//(?!localhost)', page)


def test_no_page_sets_a_cookie_and_every_page_has_the_headers(visitor):
    for address in every_page(visitor):
        response = visitor.get(address)

        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", CONTENT)
def test_content_is_kept_for_a_short_while_and_asked_again_by_its_tag(visitor, address):
    first = visitor.get(address)
    again = visitor.get(address, **{"If-None-Match": first["ETag"]})

    assert first["Cache-Control"].startswith("public, max-age=")
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("address", FLOW)
def test_the_flow_is_kept_by_nobody(visitor, address):
    assert visitor.get(address)["Cache-Control"] == "no-store"


def test_pages_with_a_secret_in_their_address_tell_it_to_no_other_site(visitor):
    held, booked = visitor.hold(), visitor.book("2027-03-03T13:00:00-05:00")

    for address in [held, f"{held}times/", booked, f"{booked}confirmed/", f"{booked}move/", f"{booked}calendar.ics"]:
        response = visitor.get(address)

        assert response["Cache-Control"] == "no-store", address
        assert response["Referrer-Policy"] == "no-referrer", address


def test_home_shows_what_is_offered_and_when_it_is_free(visitor):
    page = text_of(visitor.get("/"))

    assert "Unhurried hands on a quiet lane" in page
    assert "Relaxation massage" in page
    assert "Maren or Theo" in page
    assert "Today 12:00 pm" in page
    assert "Plans change. Move or cancel free until 24 hours before; after that we keep half the price." in page
    assert "Monday to Sunday 9:00 am – 5:00 pm" in page


def test_each_treatment_shows_a_free_time_of_its_own(visitor):
    page = text_of(visitor.get("/"))

    assert "Today 12:00 pm Relaxation massage" in page
    assert "Today 12:15 pm Lymphatic drainage" in page


def test_a_free_time_leads_to_that_person_and_that_day(visitor):
    page = visitor.get("/").content.decode()

    assert 'href="/book/massage/?with=theo"><b>Today 12:00' in page
    assert 'href="/book/drainage/?with=maren&amp;from=2027-03-01"><b>Today 12:15' in page


def test_each_person_shows_what_they_give_and_when_they_are_free(visitor):
    markup = visitor.get("/").content.decode()
    maren, theo = markup.split('class="person__head"')[1:3]

    assert 'aria-label="Book with Maren"' in maren
    assert 'href="/book/drainage/?with=maren"' in maren
    assert "Next free:" in maren
    assert 'href="/book/massage/?with=theo"' in theo
    assert "drainage" not in theo
    assert ">TL</text>" in theo


def test_everybody_is_asked_for_their_next_time_however_long_the_list(visitor):
    for number in range(7):
        ServiceFactory(slug=f"extra-{number}", name=f"Extra {number}", position=number, practitioners=[visitor.maren])
    for service, position in ((visitor.massage, 90), (visitor.drainage, 91)):
        service.position = position
        service.save()

    theo = visitor.get("/").content.decode().split('class="person__head"')[2]

    assert "Next free: Relaxation massage" in theo


def test_home_says_whether_it_is_open(visitor):
    assert "Open now, until 5:00 pm" in text_of(visitor.get("/"))

    visitor.at(MONDAY_10 + timedelta(hours=9))
    assert "Closed now. Next open: Tomorrow 9:00 am" in text_of(visitor.get("/"))


def test_a_studio_that_is_closed_for_a_week_says_so_and_shows_no_table(visitor):
    Closure.objects.create(first_day=MONDAY_10.date(), last_day=(MONDAY_10 + timedelta(days=8)).date())

    response = visitor.get("/")

    assert "Closed for the coming seven days" in text_of(response)
    assert 'class="hours"' not in response.content.decode()


def test_the_map_and_the_address_lead_to_the_same_directions(visitor):
    page = visitor.get("/").content.decode()
    to_door = "https://www.google.com/maps/dir/?api=1&amp;destination=Stillwater+Bodywork%2C+18+Millrace+Lane+SE"

    assert page.count(f'href="{to_door}') == 2


def test_home_of_an_empty_studio_says_so(visitor):
    visitor.massage.delete()
    visitor.drainage.delete()

    page = text_of(visitor.get("/"))

    assert "Nothing can be booked online yet." in page
    assert "Next free" not in page


def test_a_service_has_its_own_page(visitor):
    assert "Lymphatic drainage" in text_of(visitor.get("/services/drainage/"))
    assert visitor.get("/services/unheard-of/").status_code == 404


def test_a_studio_that_is_not_set_up_says_so_instead_of_failing(client, db):
    response = client.get("/")

    assert response.status_code == 503
    assert "This studio is being set up" in text_of(response)


def test_writing_to_a_page_that_is_only_read_is_refused(visitor):
    assert visitor.post("/").status_code == 405
