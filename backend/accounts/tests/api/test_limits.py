"""How often one may try to sign in."""

import pytest

from accounts.tests.factories import UserFactory
from accounts.tests.steps import RESET

pytestmark = pytest.mark.django_db


def attempts(door, count, *, email="mia@example.com", address="203.0.113.{}"):
    """The answers to `count` wrong passwords, each from an address of its own."""
    for number in range(count):
        door.client.defaults["REMOTE_ADDR"] = address.format(number + 1)
        yield door.sign_in(email.format(number), "not the password")


def test_the_eleventh_try_on_one_address_is_refused_wherever_it_comes_from(door, owner, limited):
    *first, last = attempts(door, 11)

    assert {answer.status_code for answer in first} == {400}
    assert last.status_code == 429


def test_a_refused_try_says_when_to_come_back(door, owner, limited):
    *_first, last = attempts(door, 11)

    assert last["Content-Type"] == "application/problem+json"
    assert last.json()["type"] == "/problems/too-many-requests"
    assert 0 < int(last["Retry-After"]) <= 300


def test_the_right_password_is_refused_too_while_the_limit_lasts(door, owner, limited):
    list(attempts(door, 11))

    assert door.sign_in(owner.email).status_code == 429


def test_case_and_spaces_do_not_make_another_address(door, owner, limited):
    list(attempts(door, 10))

    assert door.sign_in(" MIA@example.com ", "not the password").status_code == 429


def test_one_client_is_refused_across_addresses(door, owner, limited):
    *_first, last = attempts(door, 31, email="person{}@example.com", address="203.0.113.7")

    assert last.status_code == 429


def test_two_clients_have_two_buckets(door, owner, limited):
    list(attempts(door, 31, email="person{}@example.com", address="203.0.113.7"))
    door.client.defaults["REMOTE_ADDR"] = "203.0.113.8"

    assert door.sign_in(owner.email).status_code == 200


def test_a_refused_client_does_not_use_up_the_tries_of_others(door, owner, limited):
    list(attempts(door, 31, email="person{}@example.com", address="203.0.113.7"))
    list(attempts(door, 20, address="203.0.113.7"))
    door.client.defaults["REMOTE_ADDR"] = "203.0.113.8"

    assert door.sign_in(owner.email).status_code == 200


def test_a_forged_header_changes_nothing(door, limited):
    for number in range(30):
        door.sign_in(f"person{number}@example.com", "x", **{"X-Forwarded-For": f"198.51.100.{number}"})

    assert door.sign_in("another@example.com", "x", **{"X-Forwarded-For": "198.51.100.99"}).status_code == 429


def test_guessing_set_up_keys_is_limited(door, limited):
    answers = [door.client.post(RESET, {"key": "1-x", "password": "x"}) for _turn in range(21)]

    assert [answers[0].status_code, answers[-1].status_code] == [400, 429]


def test_guessing_the_present_password_with_a_stolen_token_is_limited(door, limited):
    token = door.token_for(UserFactory())

    answers = [door.change_password(token, "another long secret", current="guess") for _turn in range(11)]

    assert [answers[0].status_code, answers[-1].status_code] == [400, 429]


def test_without_a_cache_nobody_signs_in(door, owner, cache_away):
    answer = door.sign_in(owner.email)

    assert answer.status_code == 503
    assert answer.json()["type"] == "/problems/unavailable"
    assert int(answer["Retry-After"]) > 0


def test_without_a_cache_who_is_signed_in_stays_so(door, owner, settings, request):
    token = door.token_for(owner)
    request.getfixturevalue("cache_away")

    assert door.opens(token)
    assert door.rotate(token).status_code == 200


def test_limits_can_be_turned_off_for_load_tests(door, owner, settings):
    settings.RATELIMIT_ENABLE = False

    assert {answer.status_code for answer in attempts(door, 40)} == {400}
