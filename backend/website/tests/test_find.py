"""Finding a booking again."""

from bookings.models import Appointment
from website.tests.visitor import Visitor, text_of


def look(visitor: Visitor, reference: str, email: str):
    return visitor.post("/bookings/find/", {"reference": reference, "email": email})


def test_reference_and_address_open_the_booking(visitor):
    link = visitor.book()
    reference = Appointment.objects.get().reference

    response = look(visitor, f" {reference[:4].lower()} {reference[4:]} ", "PRIYA@example.ca")

    assert (response.status_code, response["Location"]) == (303, link)


def test_every_mismatch_gets_one_and_the_same_answer(visitor):
    visitor.book()
    reference = Appointment.objects.get().reference

    answers = [
        look(visitor, reference, "somebody@example.ca"),
        look(visitor, "K7QM4T2X", "priya@example.ca"),
        look(visitor, "not a reference", "not an address"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert all("No booking has this reference and this address." in text_of(answer) for answer in answers)


def test_what_is_missing_is_named_and_what_was_typed_stays(visitor):
    response = look(visitor, "K7QM 4T2X", "")

    assert response.status_code == 400
    assert "Write the address you booked with." in text_of(response)
    assert 'value="K7QM 4T2X"' in response.content.decode()


def test_characters_nobody_types_find_nothing_and_break_nothing(visitor):
    assert look(visitor, "K7QM\x004T2X", "priya@example.ca").status_code == 400


def test_guessing_is_limited(visitor, settings):
    settings.RATELIMIT_ENABLE = True
    answers = [look(visitor, "K7QM4T2X", "priya@example.ca") for _ in range(11)]

    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert "Too many tries in a row" in text_of(answers[-1])
