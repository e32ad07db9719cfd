"""The staff API against its own description, as the owner: whatever a program may send, no 5xx, no other shape back."""

import pytest
from hypothesis import HealthCheck, settings
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from accounts.tests.steps import Door
from bookings.tests.api.staff_door import studio
from bookings.tests.api.test_published_schema import CHECKS, one_connection, schema

pytestmark = pytest.mark.slow

__all__ = ["studio"]

staff = schema.include(path_regex="^/api/v1/staff/")


@pytest.fixture
def token(studio):
    """The owner's, since every other role may do less; and a booking to act on."""
    booked = studio.booked(hours_from_now=30)
    return Door(APIClient()).token_for(UserFactory(role="owner")), booked


@staff.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_staff_meet_no_server_error_and_no_surprise(token, case):
    key, booked = token
    known = {"slug": "massage" if "services" in case.path else "maren", "reference": booked.reference}
    for name in known.keys() & case.path_parameters.keys():
        case.path_parameters[name] = known[name]

    with one_connection():
        case.call_and_validate(headers={"Authorization": f"Token {key}"}, checks=CHECKS)
