"""Which addresses nginx keeps without their query: those of pages that read none, and no other."""

import re

import pytest
from django.conf import settings

from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory

NGINX = (settings.ROOT / "nginx" / "nginx.conf").read_text()
CONTENT = ["/", "/services/", "/services/massage/", "/privacy/", "/terms/", "/book/"]
CONTENT += [f"/fr{address}" for address in CONTENT]
READ_THEIR_QUERY = [
    "/book/massage/",
    "/fr/book/massage/",
    "/book/massage/details/abc/times/",
    "/b/abc/",
    "/b/abc/move/",
    "/fr/b/abc/move/confirm/",
    "/bookings/find/",
    "/api/v1/public/services",
    "/services/massage/more/",
    "/healthz",
]


def is_kept_without_its_query(address: str) -> bool:
    block = re.search(r"(?s)map \$uri \$cached_address \{(.*?)\n    \}", NGINX)
    assert block
    patterns = re.findall(r'"~([^"]+)" \$uri;', block[1])
    return any(re.search(pattern, address) for pattern in patterns)


def test_the_key_is_made_of_that_address():
    assert "proxy_cache_key $scheme$host$cached_address;" in NGINX


@pytest.mark.parametrize("address", [*CONTENT, "/garden/0123456789ab/rest.svg"])
def test_content_is_kept_once_whatever_its_query(address):
    assert is_kept_without_its_query(address)


@pytest.mark.parametrize("address", READ_THEIR_QUERY)
def test_what_reads_its_query_is_kept_by_it(address):
    assert not is_kept_without_its_query(address)


@pytest.mark.parametrize("address", CONTENT)
def test_content_is_the_same_whatever_its_query(client, db, address):
    StudioFactory()
    for slug in ("massage", "drainage"):
        ServiceFactory(slug=slug, practitioners=[PractitionerFactory()])

    plain = client.get(address)
    asked = client.get(address + "?i=1&with=maren&from=2027-03-03&done=moved")

    assert (plain.status_code, asked.content) == (200, plain.content)
    assert "public" in plain["Cache-Control"]
