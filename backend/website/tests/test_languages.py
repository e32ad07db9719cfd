"""English at the plain address, French under /fr/."""

import re

import pytest
from django.utils import translation

from website.catalogue import read_catalogue, sentences, untranslated
from website.tests.visitor import PRIYA, WEDNESDAY_9, text_of, title_of

PRINTF = re.compile(r"%\(\w+\)[sd]|%%|\{\w+\}")


def test_nothing_is_left_in_english():
    assert untranslated("fr") == []


def test_the_catalogue_holds_nothing_that_is_said_no_more():
    said = {message.id for message in sentences()}

    assert {message.id for message in read_catalogue("fr")} - said == set()


def test_translations_keep_the_places_that_are_filled_in():
    for message in read_catalogue("fr"):
        originals = [message.id] if isinstance(message.id, str) else list(message.id)
        texts = [message.string] if isinstance(message.string, str) else list(message.string)
        for original, text in zip(originals, texts, strict=True):
            assert sorted(PRINTF.findall(text)) == sorted(PRINTF.findall(original)), original


def test_french_has_no_break_before_its_double_signs():
    for message in filter(lambda message: message.id, read_catalogue("fr")):
        for text in [message.string] if isinstance(message.string, str) else message.string:
            assert not re.search(r"[^\u00a0\d<>/=\"]([;?!»]| :)|« |\u202f|'", PRINTF.sub("x", str(text))), text


def test_a_french_visitor_is_sent_to_french_from_the_front_door_only(visitor):
    front = visitor.get("/", **{"Accept-Language": "fr-CA,fr;q=0.9,en;q=0.5"})

    assert (front.status_code, front["Location"]) == (302, "/fr/")
    assert "Accept-Language" in front["Vary"]
    assert visitor.get("/services/", **{"Accept-Language": "fr"}).status_code == 200


def test_the_front_door_itself_varies_by_language(visitor):
    assert "Accept-Language" in visitor.get("/")["Vary"]


def test_no_other_page_is_kept_once_per_list_of_languages(visitor):
    assert "Accept-Language" not in visitor.get("/services/").get("Vary", "")
    assert visitor.get("/services/")["Content-Language"] == "en"
    assert visitor.get("/fr/services/")["Content-Language"] == "fr"


@pytest.mark.parametrize("preferred", ["en-CA,fr;q=0.5", "de,en;q=0.8,fr;q=0.2", "", "x" * 600])
def test_everybody_else_stays(visitor, preferred):
    assert visitor.get("/", **{"Accept-Language": preferred}).status_code == 200


def test_french_pages_are_french_to_the_last_word(visitor):
    response = visitor.get("/fr/")
    page = text_of(response)

    assert '<html lang="fr">' in response.content.decode()
    assert "Aujourd’hui 12 h" in page
    assert "115 $" in page
    assert "Lundi au dimanche 9 h – 17 h" in page
    assert "Treatments" not in page


def test_each_page_names_itself_in_the_other_language(visitor):
    markup = visitor.get("/fr/services/massage/").content.decode()

    assert 'hreflang="en" href="http://localhost:8000/services/massage/"' in markup
    assert '<link rel="canonical" href="http://localhost:8000/fr/services/massage/">' in markup
    assert 'href="/services/massage/" hreflang="en" lang="en"' in markup


def test_a_booking_made_in_french_stays_french(visitor):
    held = visitor.post("/fr/book/massage/hold/", {"starts_at": WEDNESDAY_9})["Location"]
    booked = visitor.post(held, PRIYA)["Location"]
    response = visitor.get(booked)

    assert booked.startswith("/fr/b/")
    assert "C’est réservé, Priya" in text_of(response)
    assert "Mercredi 3 mars 9 h – 10 h" in text_of(response)
    assert "Déplacement ou annulation gratuits jusqu’au mar. 2 mars, 9 h." in text_of(response)


def test_refusals_speak_the_language_of_their_page(visitor):
    with translation.override("en"):
        response = visitor.post("/fr/book/massage/hold/", {"starts_at": "2027-03-03T03:00:00-05:00"})

    assert "Choisissez une des heures libres." in text_of(response)
    assert title_of(response).startswith("Erreur\u00a0: Choisir une heure")
