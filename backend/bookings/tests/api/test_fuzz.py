"""Any JSON at all, in every member of every public write: an answer of ours, never a server error."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.tests.api.public_door import door, problem, rows, wanted

pytestmark = pytest.mark.slow

__all__ = ["door"]

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.text("\x00\ud800\u202e0١²"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)

HOLD = {"service": "massage", "starts_at": "2027-03-02T09:00:00-05:00", "practitioner": "maren", "replaces": "x"}
BOOKING = wanted() | {"practitioner": "maren", "language": "en", "note": "", "hold_token": "x"}
WRITES = [
    ("holds", HOLD),
    ("holds/extension", {"hold_token": "x"}),
    ("holds/release", {"hold_token": "x"}),
    ("bookings", BOOKING),
    ("bookings/lookup", {"reference": "00000000", "email": "p@example.com"}),
]
MANAGED = [("cancellation", {"reason": "ill"}), ("reschedule", {"starts_at": "2027-03-04T10:00:00-05:00"})]

FAST = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def spoil(data: st.DataObject, body: dict) -> dict:
    """`body` with one to three members, at the top or one level down, replaced or added."""
    spoilt = json.loads(json.dumps(body))
    for _ in range(data.draw(st.integers(1, 3))):
        target = spoilt
        inner = [value for value in spoilt.values() if isinstance(value, dict)]
        if inner and data.draw(st.booleans()):
            target = data.draw(st.sampled_from(inner))
        target[data.draw(st.sampled_from(sorted(target)) | st.text(max_size=5) if target else st.text())] = data.draw(
            anything
        )
    return spoilt


def answered(door, url: str, body: object, **headers: str):
    before = rows()
    answer = door.api.generic("POST", url, json.dumps(body), content_type="application/json", headers=headers)
    if answer.status_code >= 300:
        assert problem(answer)[0] < 500
        assert rows() == before


@pytest.mark.parametrize(("path", "body"), WRITES, ids=[path for path, _body in WRITES])
def test_any_json_gets_an_answer(door, path, body):
    @FAST
    @given(st.data())
    def check(data):
        answered(door, f"/api/v1/public/{path}", data.draw(anything) if data.draw(st.booleans()) else spoil(data, body))

    check()


@pytest.mark.parametrize(("path", "body"), MANAGED, ids=[path for path, _body in MANAGED])
def test_any_json_about_a_booking_gets_an_answer(door, path, body):
    booked = door.book().json()
    url, token = f"/api/v1/public/bookings/{booked['reference']}/{path}", f"Manage {booked['manage_token']}"

    @FAST
    @given(st.data())
    def check(data):
        answered(door, url, spoil(data, body), Authorization=token)

    check()


def test_any_query_for_times_gets_an_answer(door):
    @FAST
    @given(st.dictionaries(st.sampled_from(["from", "to", "practitioner", "x"]), st.text(max_size=12), max_size=4))
    def check(query):
        query = {name: value.encode(errors="replace").decode() for name, value in query.items()}
        answer = door.api.get("/api/v1/public/services/massage/slots", {"from": "2027-03-02", **query})

        assert answer.status_code == 200 or problem(answer)[0] < 500

    check()
