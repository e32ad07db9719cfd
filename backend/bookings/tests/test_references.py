from bookings.references import (
    ALPHABET,
    hash_address,
    manage_token,
    new_hold_token,
    new_reference,
    read_reference,
    reference_in,
    tokens_match,
)


def test_a_reference_is_eight_letters_nobody_mistakes():
    drawn = {new_reference() for _ in range(200)}

    assert {len(reference) for reference in drawn} == {8}
    assert set("".join(drawn)) <= set(ALPHABET)
    assert not set("ILOU") & set(ALPHABET)


def test_a_reference_is_read_as_people_write_it():
    assert read_reference(" m3vd-8hpc ") == "M3VD8HPC"
    assert read_reference("oil0 1234") == "01101234"


def test_a_manage_token_is_made_again_and_changes_with_its_version():
    first = manage_token(appointment_id=7, reference="M3VD8HPC", version=1)

    assert first == manage_token(appointment_id=7, reference="M3VD8HPC", version=1)
    assert first != manage_token(appointment_id=7, reference="M3VD8HPC", version=2)
    assert first != manage_token(appointment_id=8, reference="M3VD8HPC", version=1)
    assert reference_in(first) == "M3VD8HPC"


def test_a_manage_token_depends_on_its_own_key(settings):
    before = manage_token(appointment_id=7, reference="M3VD8HPC", version=1)
    settings.MANAGE_TOKEN_KEY = "another key"

    assert manage_token(appointment_id=7, reference="M3VD8HPC", version=1) != before


def test_comparing_takes_whatever_was_sent():
    assert not tokens_match("\ud800", "abc")
    assert not tokens_match("é", "abc")
    assert tokens_match("abc", "abc")


def test_hold_tokens_hold_256_bits_and_addresses_are_not_kept_readable():
    assert len(new_hold_token()) == 43
    assert b"192.0.2.1" not in hash_address("192.0.2.1")
