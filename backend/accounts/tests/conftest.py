"""What the tests of this app share: an owner and a client of the auth door."""

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from accounts.tests.steps import Door
from common.tests.limiting import cache_away, limited

__all__ = ["cache_away", "door", "limited", "owner"]


@pytest.fixture
def owner():
    return UserFactory(email="mia@example.com", role="owner")


@pytest.fixture
def door():
    return Door(APIClient())
