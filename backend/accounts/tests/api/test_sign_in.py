"""Who gets in, and what a stranger learns by trying."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from accounts.models import ExpiringToken, User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.steps import AUTH, SESSION, as_holder

pytestmark = pytest.mark.django_db


class CountingHasher(MD5PasswordHasher):
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def people(owner):
    UserFactory(email="gone@example.com", is_active=False)
    UserFactory(email="invited@example.com", password=None)


@pytest.mark.parametrize(
    ("email", "password", "status"),
    [
        ("mia@example.com", PASSWORD, 200),
        ("MIA@Example.com", PASSWORD, 200),
        ("mia@example.com", "not the password", 400),
        ("nobody@example.com", PASSWORD, 400),
        ("gone@example.com", PASSWORD, 400),
        ("gone@example.com", "not the password", 400),
        ("invited@example.com", PASSWORD, 400),
        ("invited@example.com", "!", 400),
        ("mia@example.com", "", 400),
        ("", PASSWORD, 400),
    ],
)
def test_only_the_right_password_of_an_active_person_signs_in(people, door, email, password, status):
    assert door.sign_in(email, password).status_code == status


def test_a_wrong_password_an_unknown_address_and_a_deactivated_account_answer_alike(people, door):
    answers = [
        door.sign_in("mia@example.com", "not the password"),
        door.sign_in("nobody@example.com"),
        door.sign_in("gone@example.com"),
        door.sign_in("invited@example.com"),
    ]

    assert len({answer.content for answer in answers}) == 1
    assert not ExpiringToken.objects.exists()


def test_each_of_them_costs_one_hash_so_that_time_tells_nothing(people, door, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    User.objects.get(email="mia@example.com").set_password(PASSWORD)
    for user in User.objects.filter(email__in=["mia@example.com", "gone@example.com"]):
        user.set_password(PASSWORD)
        user.save()
    costs = []

    for email in ["mia@example.com", "nobody@example.com", "gone@example.com", "invited@example.com"]:
        CountingHasher.hashed = 0
        door.sign_in(email, "not the password")
        costs.append(CountingHasher.hashed)

    assert costs == [1, 1, 1, 1]


def test_argon2_hashes_new_passwords(settings):
    assert settings.REAL_PASSWORD_HASHERS[0].endswith("Argon2PasswordHasher")


def test_signing_in_answers_the_person_and_one_token(owner, door):
    body = door.sign_in(owner.email).json()

    assert body["data"]["user"] == {
        "id": owner.pk,
        "email": "mia@example.com",
        "name": "Mia Fournier",
        "role": "owner",
        "language": "en",
    }
    assert body["meta"]["access_token"] == body["meta"]["session_token"]
    assert ExpiringToken.objects.count() == 1


def test_the_token_opens_the_api_and_the_sign_in_pages(owner, door):
    token = door.token_for(owner)

    assert door.opens(token)
    assert door.client.get(SESSION, headers=as_holder(token)).json()["meta"] == {"is_authenticated": True}


def test_signing_in_twice_with_a_token_is_refused(owner, door):
    token = door.token_for(owner)

    assert door.sign_in(owner.email, **as_holder(token)).status_code == 409


@pytest.mark.parametrize("path", ["auth/signup", "auth/password/request", "account/email", "tokens/refresh"])
def test_nobody_can_sign_up_or_reach_what_is_not_mounted(door, path):
    body = {"email": "new@example.com", "password": PASSWORD}

    assert door.client.post(f"{AUTH}/app/v1/{path}", body).status_code == 404
    assert not User.objects.exists()


def test_no_answer_sets_a_cookie_or_may_be_stored(owner, door):
    signed_in = door.sign_in(owner.email)
    token = signed_in.json()["meta"]["access_token"]
    answers = [signed_in, door.sign_in(owner.email, "wrong"), door.rotate(token), door.log_out(token)]

    assert [answer.cookies for answer in answers] == [{}] * 4
    assert all("no-store" in answer["Cache-Control"] for answer in answers)
