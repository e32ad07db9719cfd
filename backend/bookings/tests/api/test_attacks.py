"""Requests that nobody sends by accident: refused with a problem, never a server error, and nothing is changed."""

import json

import pytest

from bookings.tests.api.public_door import door, problem, rows, wanted
from studio.models import StudioSettings

__all__ = ["door"]

PUBLIC = "/api/v1/public/"
POSTS = ["holds", "holds/extension", "holds/release", "bookings", "bookings/lookup"]


@pytest.fixture(autouse=True)
def errors_are_answered(door):
    door.api.raise_request_exception = False


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "content",
    [
        b"[" * 200_000,
        b'{"a":' * 200_000,
        b'{"\\ud800": 1}',
        b'{"hold_token": "\\ud800", "language": "\\udfff", "client": {"\\ud800": {}}}',
        b'{"a/b~c": 1, "": 2}',
        b'{"service": ' + b"9" * 5000 + b"}",
        b'{"service": 1e999, "starts_at": NaN}',
        b'{"service": {"$ne": null}, "starts_at": ["2027-03-02T09:00:00-05:00"], "client": [], "consents": 1}',
        b"null",
        b'"text"',
        b"",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
    ],
    ids=lambda content: repr(content[:30]),
)
def test_no_body_is_too_strange(door, path, content):
    before = rows()

    answer = door.api.generic("POST", PUBLIC + path, content, content_type="application/json")

    assert problem(answer)[0] == 400
    assert rows() == before


@pytest.mark.parametrize("charset", ["zlib", "bz2", "base64", "rot13", "idna", "undefined", "utf-16", "nothing"])
def test_no_charset_unpacks_or_fails(door, charset):
    content_type = f"application/json; charset={charset}"

    answer = door.api.generic("POST", f"{PUBLIC}bookings", b'{"x": 1}' * 3, content_type=content_type)

    assert problem(answer)[0] == 400


@pytest.mark.parametrize(
    "starts_at",
    [
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:00-23:59",
        "9999-12-31T23:59:00Z",
        "1969-12-31T23:59:00Z",
        "2027-03-02T09:00:00+99:99",
        "2027-03-02T24:00:00Z",
        "2027-02-30T09:00:00Z",
        "2027-W09-2T09:00:00-05:00:01",
        "٢٠٢٧-٠٣-٠٢T٠٩:٠٠:٠٠Z",
        "2027-03-02T09:00:00-05:00' OR 1=1 --",
        "2027-03-02T09:00:00.000001Z",
        10**30,
        True,
        {},
    ],
    ids=repr,
)
@pytest.mark.parametrize("path", ["holds", "bookings"])
def test_no_time_falls_over_the_edge_of_the_calendar(door, path, starts_at):
    before = rows()
    body = {"service": "massage", "starts_at": starts_at} if path == "holds" else wanted() | {"starts_at": starts_at}

    answer = door.post(path, body)

    assert problem(answer)[0] in (400, 422)
    assert rows() == before


@pytest.mark.parametrize("path", ["services/massage/slots", "hours"])
@pytest.mark.parametrize(
    "query",
    [
        {"from": "0001-01-01", "to": "0001-01-02"},
        {"from": "9999-12-30", "to": "9999-12-31"},
        {"from": "0001-01-01", "to": "9999-12-31"},
        {"from": "2027-03-01\x00", "to": "2027-03-01"},
        {"from": "2027-03-01", "to": "2027-02-31"},
        {"from": "2027-03-01T00:00", "to": "2027-03-01"},
        {"from": "1e3", "to": "-1"},
        {},
    ],
    ids=repr,
)
def test_no_range_of_days_falls_over_it_either(door, path, query):
    assert problem(door.api.get(PUBLIC + path, query))[0] in (400, 422)


@pytest.mark.parametrize("practitioner", ["\x00", "maren'--", "x" * 5000, "\ud7ff", "../theo", "%s"])
def test_no_practitioner_reaches_the_database_unread(door, practitioner):
    query = {"from": "2027-03-02", "to": "2027-03-02", "practitioner": practitioner}

    assert problem(door.api.get(f"{PUBLIC}services/massage/slots", query))[0] in (400, 422)


@pytest.mark.parametrize(
    "token", ["\x00" * 51, "A" * 9000, "é" * 51, "' OR true --", "00000000" + "A" * 43, "%00", "Manage Manage"]
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_no_manage_token_is_more_than_wrong(door, token, method):
    url = f"{PUBLIC}bookings/00000000" + ("/cancellation" if method == "post" else "")

    answer = getattr(door.api, method)(url, headers={"Authorization": f"Manage {token}"})

    assert problem(answer)[0] == 401


@pytest.mark.parametrize("token", ["%00", "%00%00%00%00%00%00%00%00AAAA", "%ED%A0%80", "A" * 5000, "..%2f..%2f", "é"])
@pytest.mark.parametrize("path", ["", "confirmed/", "move/", "cancel/", "calendar.ics"])
def test_no_capability_link_is_more_than_unknown(door, token, path):
    answer = door.api.get(f"/b/{token}/{path}")

    assert answer.status_code == 404


@pytest.mark.parametrize("reference", ["%00", "%ED%A0%80", "A" * 3000, "'--", "０１２３４５６７"])
def test_no_reference_in_a_path_is_more_than_unknown(door, reference):
    booked = door.book().json()

    answer = door.api.get(
        f"{PUBLIC}bookings/{reference}", headers={"Authorization": f"Manage {booked['manage_token']}"}
    )

    assert problem(answer)[0] == 404


@pytest.mark.parametrize("origin", ["http://[", "http://testserver@evil.example", "testserver", "\x00"])
def test_no_origin_but_the_own_passes(door, origin):
    assert problem(door.post("bookings", wanted(), Origin=origin)) == (403, "foreign-origin")


@pytest.mark.parametrize("length", ["²", "-1", "x", "1" * 30])
def test_no_content_length_fails(door, length):
    answer = door.api.generic(
        "POST", f"{PUBLIC}bookings", b"{}", content_type="application/json", CONTENT_LENGTH=length
    )

    assert problem(answer)[0] in (400, 413)


@pytest.mark.parametrize("key", ["é" * 255, "' OR 1=1", "\x01", "   "])
def test_any_short_text_is_a_key(door, key):
    answer = door.post("bookings", wanted(), **{"Idempotency-Key": key})

    assert answer.status_code == 201


@pytest.mark.parametrize("offset", ["+23:59", "-23:59", "+14:00", "-12:00"])
def test_an_offset_from_the_far_side_of_the_world_books_the_same_moment(door, offset):
    """09:30 on 2 March in Toronto, as a clock with that offset shows it."""
    shown = {
        "+23:59": "2027-03-03T14:29:00+23:59",
        "-23:59": "2027-03-01T14:31:00-23:59",
        "+14:00": "2027-03-03T04:30:00+14:00",
        "-12:00": "2027-03-02T02:30:00-12:00",
    }[offset]

    answer = door.book(shown)

    assert answer.status_code == 201, answer.json()
    assert answer.json()["starts_at"] == "2027-03-02T09:30:00-05:00"


def test_letters_that_only_look_alike_in_upper_case_are_other_people(door):
    """`ſ` is `S` in upper case: compared that way one address would be another's."""
    first = door.book().json()
    door.managed(first, "cancellation")
    answer = door.book(client={"name": "Priya", "email": "priya@ſtudio.com"})
    other = door.book("2027-03-02T10:00:00-05:00", client={"name": "Priya", "email": "priya@studio.com"})

    assert (answer.status_code, other.status_code) == (201, 201)
    lookup = {"reference": other.json()["reference"], "email": "priya@ſtudio.com"}
    assert problem(door.post("bookings/lookup", lookup)) == (404, "missing")


def test_a_name_is_shown_as_typed_and_never_run(door):
    StudioSettings.objects.update(name="{{ 7*7 }}<script>")
    name = "'; DROP TABLE bookings_client; -- {{7*7}} %s \u202e"

    answer = door.book(client={"name": name, "email": "p@example.com"})

    assert answer.status_code == 201
    assert name not in json.dumps(answer.json())


@pytest.mark.parametrize("method", ["put", "patch", "delete", "trace"])
@pytest.mark.parametrize("path", [*POSTS, "services/massage/slots"])
def test_methods_that_are_not_offered_are_named_so(door, method, path):
    answer = door.api.generic(method.upper(), PUBLIC + path, b"{}", content_type="application/json")

    assert problem(answer) == (405, "method-not-allowed")
