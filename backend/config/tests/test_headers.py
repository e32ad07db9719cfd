"""What every response carries, whoever made it."""

import pytest
from django.apps import apps

from bookings.tests.api.public_door import door
from common.errors import Refusal
from studio.tests.factories import PractitionerFactory, ServiceFactory, StudioFactory, every_day

__all__ = ["door"]

ADDRESSES = [
    "/",
    "/book/massage/",
    "/nowhere/",
    "/b/not-a-token/",
    "/admin/",
    "/api/docs/",
    "/api/v1/public/studio",
    "/api/v1/public/services/massage/slots",  # 400: no range
    "/api/v1/staff/today",  # 401
    "/api/v1/nowhere",
    "/healthz",
]


@pytest.fixture
def studio(db):
    StudioFactory()
    ServiceFactory(slug="massage", practitioners=[PractitionerFactory(hours=every_day(540, 1020))])


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_carries_the_security_headers(studio, client, address):
    headers = client.get(address).headers

    assert _directives(headers["Content-Security-Policy"]) - {"frame-src 'self'"} == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] in {"strict-origin-when-cross-origin", "no-referrer"}
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_the_staff_app_frames_anything_and_only_from_here(studio, client, address):
    directives = _directives(client.get(address).headers["Content-Security-Policy"])

    assert ("frame-src 'self'" in directives) == (address == "/admin/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_response_sets_a_cookie(studio, client, address):
    assert not client.get(address).cookies


def test_a_bug_answers_with_the_headers_and_without_its_reason(studio, client, monkeypatch):
    def broken(*args, **kwargs):
        raise ZeroDivisionError("a secret reason")

    monkeypatch.setattr("studio.api.public.views.get_studio", broken)

    answer = client.get("/api/v1/public/studio")

    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal-error")
    assert "secret" not in answer.content.decode()
    assert "Content-Security-Policy" in answer.headers


def test_a_page_with_a_token_tells_nobody_where_it_was(studio, client):
    answer = client.get("/b/not-a-token/")

    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", ["/b/{token}", "/b/{token}/", "/fr/b/{token}", "/b/{token}/cancel"])
def test_no_answer_at_a_capability_address_is_kept_or_told_of(door, method, address):
    token = door.book().json()["manage_token"]

    answer = getattr(door.api, method)(address.format(token=token))

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_that_is_not_there_links_to_no_other_site(studio, client):
    answer = client.generic("GET", "//evil.example/x/")

    assert answer.status_code == 404
    assert "evil.example" not in answer.content.decode()


def test_a_foreign_host_is_told_in_the_look_of_the_site_or_in_a_problem(studio, client):
    page = client.get("/", headers={"Host": "evil.example"})
    api = client.get("/api/v1/public/studio", headers={"Host": "evil.example"})

    assert (page.status_code, page.headers["Cache-Control"]) == (400, "no-store")
    assert "<h1" in page.content.decode()
    assert (api.status_code, api.json()["type"]) == (400, "/problems/unreadable")


def test_a_form_with_too_many_fields_is_told_in_the_look_of_the_site(studio, client):
    answer = client.post("/bookings/find/", {f"field{n}": "x" for n in range(1500)})

    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()


def test_other_origins_read_nothing_unless_they_are_listed(studio, client, settings):
    foreign = client.get("/api/v1/public/studio", headers={"Origin": "https://elsewhere.example"})
    settings.CORS_ALLOWED_ORIGINS = ["https://partner.example"]
    listed = client.get("/api/v1/public/studio", headers={"Origin": "https://partner.example"})

    assert "Access-Control-Allow-Origin" not in foreign.headers
    assert listed.headers["Access-Control-Allow-Origin"] == "https://partner.example"
    assert "Access-Control-Allow-Credentials" not in listed.headers


def test_public_facts_are_kept_and_asked_again_by_their_tag(studio, client):
    first = client.get("/api/v1/public/services")
    again = client.get("/api/v1/public/services", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert again.status_code == 304


def test_djangos_own_admin_is_no_second_door():
    assert not apps.is_installed("django.contrib.admin")


def test_every_refusal_has_a_paragraph_in_the_documentation(settings):
    written = (settings.ROOT / "docs" / "problems.md").read_text()

    missing = {kind.type for kind in _all_refusals(Refusal) if f"`{kind.type}`" not in written}

    assert not missing


def _directives(policy):
    return {part.strip() for part in policy.split(";")}


def _all_refusals(kind):
    for child in kind.__subclasses__():
        if child.__module__.startswith(("accounts", "studio", "bookings", "website")) or child.__name__ in {
            "TooManyRequests",
            "Busy",
            "Invalid",
        }:
            yield child
        yield from _all_refusals(child)
