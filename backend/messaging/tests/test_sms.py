import pytest

from messaging.sms import BASIC, EXTENDED, length, may_go_to, plain


@pytest.mark.parametrize(
    ("text", "characters", "segments"),
    [
        ("", 0, 1),
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("é" * 160, 160, 1),
        ("€" * 80, 160, 1),
        ("€" * 81, 162, 2),
        # The two places of a € are never parted: the first segment holds 152 letters and no half of it.
        ("a" * 152 + "€" + "a" * 152, 306, 3),
        ("a" * 151 + "€" + "a" * 153, 306, 2),
    ],
)
def test_a_text_of_the_phones_alphabet_has_160_places_and_153_in_each_of_several(text, characters, segments):
    measured = length(text)

    assert (measured.characters, measured.segments, measured.is_gsm7) == (characters, segments, True)


@pytest.mark.parametrize(
    ("text", "characters", "segments"),
    [
        ("ê" * 70, 70, 1),
        ("ê" * 71, 71, 2),
        ("ê" * 134, 134, 2),
        ("ê" * 135, 135, 3),
        ("a" * 69 + "ê", 70, 1),
        ("🌿" * 35, 70, 1),
        ("🌿" * 36, 72, 2),
        ("a" * 66 + "🌿" + "a" * 66, 134, 3),
    ],
)
def test_one_letter_outside_it_leaves_70_places_and_67_in_each_of_several(text, characters, segments):
    measured = length(text)

    assert (measured.characters, measured.segments, measured.is_gsm7) == (characters, segments, False)


def test_the_phones_alphabet_is_complete():
    assert len(BASIC) == 127  # 128 with the escape
    assert set("\f^{}\\[~]|€") == EXTENDED
    assert not BASIC & EXTENDED


def test_typography_that_would_cost_half_the_room_is_written_plainly():
    assert plain("l’heure\u00a0: 16\u00a0h\u00a030 – «\u00a0oui\u00a0»…") == 'l\'heure : 16 h 30 - "oui"...'
    assert length(plain("c’est réservé\u00a0: à 16\u00a0h")).is_gsm7


def test_names_are_left_as_they_are():
    assert plain("Zoë Müller, François") == "Zoë Müller, François"


@pytest.mark.parametrize(
    ("number", "own", "listed", "goes"),
    [
        ("+14035550142", "CA", [], True),
        ("+12125550100", "CA", [], True),
        ("+14035550142", "US", [], True),
        ("+14035550142", "", [], True),
        ("+18765551234", "CA", [], False),  # Jamaica shares +1
        ("+33612345678", "FR", [], True),
        ("+14035550142", "FR", [], False),
        ("+33612345678", "CA", ["FR"], True),
        ("+14035550142", "CA", ["FR"], False),
        ("4035550142", "CA", [], False),  # no E.164 number has no country
    ],
)
def test_an_sms_goes_to_the_studios_own_country_or_to_those_that_are_listed(number, own, listed, goes):
    assert may_go_to(number, countries=listed, own_country=own) is goes
