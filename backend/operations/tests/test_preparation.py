"""What is told to whoever has just started an installation."""

import pytest

from accounts.models import User
from operations.services.preparation import DEMO_OWNER, load_demo_once, who_signs_in
from studio.models import StudioSettings

pytestmark = pytest.mark.django_db


def test_nobody_signs_in_to_an_empty_installation():
    assert who_signs_in() == "nobody"


def test_the_demo_owner_is_named_only_where_there_is_one():
    User.objects.create_user("maren@studio.test", "a long password", name="Maren", role=User.Role.OWNER)
    assert who_signs_in() == "owner"

    User.objects.create_user(DEMO_OWNER, "demo-stillpoint", name="Demo", role=User.Role.OWNER)
    assert who_signs_in() == "demo"


def test_demo_data_are_loaded_into_an_empty_installation_once():
    assert load_demo_once()
    assert not load_demo_once()

    assert StudioSettings.objects.count() == 1
    assert who_signs_in() == "demo"


def test_where_somebody_has_begun_no_demo_is_mixed_in():
    User.objects.create_user("maren@studio.test", "a long password", name="Maren", role=User.Role.OWNER)

    assert not load_demo_once()
    assert not StudioSettings.objects.exists()
