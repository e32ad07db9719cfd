"""The set-up link: a password, once, within 24 hours."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import AuditEntry, ExpiringToken, User
from accounts.services import set_up
from accounts.tests.factories import UserFactory
from accounts.tests.steps import RESET

pytestmark = pytest.mark.django_db

NEW = "another long enough secret"


def make_owner(email="Ana@Example.com", name="Ana Silva") -> str:
    """The link that the command prints."""
    printed = StringIO()
    call_command("create_owner", email=email, name=name, stdout=printed)
    return printed.getvalue().split()[-1]


def key_of(link: str) -> str:
    return link.rsplit("/", 1)[1]


def choose(door, key, password=NEW):
    return door.client.post(RESET, {"key": key, "password": password})


def test_the_command_makes_an_owner_who_cannot_sign_in_yet_and_prints_a_link(settings):
    link = make_owner()

    owner = User.objects.get(email="ana@example.com")
    assert link.startswith(f"{settings.PUBLIC_URL}/admin/set-up/")
    assert (owner.role, owner.has_usable_password()) == ("owner", False)


def test_the_link_sets_the_password_and_signs_in(door):
    answer = choose(door, key_of(make_owner()))

    assert answer.status_code == 200
    assert door.opens(answer.json()["meta"]["access_token"])
    assert door.sign_in("ana@example.com", NEW).status_code == 200


def test_the_link_says_whose_it_is(door):
    answer = door.client.get(RESET, headers={"X-Password-Reset-Key": key_of(make_owner())})

    assert answer.json()["data"]["user"]["name"] == "Ana Silva"


def test_the_link_works_once(door):
    key = key_of(make_owner())
    choose(door, key)

    answer = choose(door, key, "a third long enough secret")

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "invalid_password_reset"


def test_the_link_dies_after_24_hours(door, monkeypatch):
    a_day_ago = (timezone.now() - timedelta(hours=24, seconds=2)).replace(tzinfo=None)
    monkeypatch.setattr(set_up.SetUpKeys, "_now", lambda self: a_day_ago)
    key = key_of(make_owner())
    monkeypatch.undo()

    assert choose(door, key).status_code == 400


def test_the_link_dies_with_the_account(door):
    key = key_of(make_owner())
    User.objects.update(is_active=False)

    assert choose(door, key).status_code == 400


@pytest.mark.parametrize("key", ["", "x", "1-x", "zzzzzzzzzzzzz-1-2", "-", "1" * 5000])
def test_what_is_no_key_is_refused(door, owner, key):
    assert choose(door, key).status_code == 400


def test_a_weak_password_leaves_the_link_good(door):
    key = key_of(make_owner())

    assert choose(door, key, "short").json()["errors"][0]["param"] == "password"
    assert choose(door, key).status_code == 200


def test_a_new_link_for_an_owner_ends_their_sign_ins_once_it_is_used(door, owner):
    token = door.token_for(owner)
    key = key_of(make_owner(email=owner.email))
    assert door.opens(token)

    choose(door, key)

    assert not door.opens(token)
    assert ExpiringToken.objects.count() == 1


def test_an_address_of_somebody_else_is_refused():
    UserFactory(email="desk@example.com")

    with pytest.raises(CommandError):
        make_owner(email="desk@example.com")


def test_what_is_no_address_is_refused():
    with pytest.raises(CommandError):
        make_owner(email="ana")


def test_making_a_link_is_written_down_without_the_address():
    make_owner()

    assert set(AuditEntry.objects.values_list("action", flat=True)) == {"user.created", "set-up-link.made"}
    assert "ana@" not in str(list(AuditEntry.objects.values()))
