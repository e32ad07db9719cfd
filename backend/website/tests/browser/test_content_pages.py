"""Pages that anybody reads: whole at every width, with the longest names and with nothing at all, in both languages."""

import re

import pytest
from playwright.sync_api import Page, expect

from studio.models import Closure, Practitioner, Service, StudioSettings, WeeklyHours
from studio.tests.factories import PractitionerFactory, ServiceFactory, every_day
from website.tests.browser.test_access import TOO_WIDE, look_at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["/", "/services/", "/services/massage/", "/privacy/", "/terms/", "/nothing-here/"]
FRENCH = [f"/fr{page}" for page in PAGES]
LONG_WORD = "Ganzkörperlymphdrainagebehandlungsnachruhezeit"
LONG_NAME = "Manuelle Lymphdrainage mit anschließender Bewegungstherapie"
LONG_STREET = "Chemin de la Côte-Sainte-Catherine-de-Hovey-Nord 12 345, bureau 678, troisième étage"
WATCH_SHIFT = (
    "window.shift = 0; new PerformanceObserver((list) => {"
    " for (const entry of list.getEntries()) window.shift += entry.value })"
    ".observe({ type: 'layout-shift', buffered: true })"
)
# What is cut off although nobody asked for it: text that is wider than the box around it.
CUT_OFF = """
() => [...document.querySelectorAll('main *, header *, footer *')]
  .filter((item) => item.checkVisibility() && item.scrollWidth > item.clientWidth + 1 && item.clientWidth > 1)
  .filter((item) => getComputedStyle(item).display !== 'inline' && !item.closest('svg, .visually-hidden'))
  // On purpose: the title reaches over the garden, and the map is larger than what is seen of it.
  .filter((item) => !item.matches('.hero__words, .visit__map'))
  .map((item) => `${item.outerHTML.slice(0, 90)} ${item.scrollWidth}>${item.clientWidth}`)
"""


def with_the_longest_names() -> None:
    Practitioner.objects.filter(slug="maren").update(
        name="Wilhelmine-Charlotte von Hohenstaufen-Württemberg", title="Staatlich geprüfte Masseurin", bio="x" * 600
    )
    Service.objects.filter(slug="massage").update(
        name=LONG_NAME, summary=f"{LONG_WORD}. {'Sehr leicht und rhythmisch. ' * 4}", price_minor=1234550
    )
    Service.objects.filter(slug="drainage").update(name=LONG_WORD, description=f"{LONG_WORD} {LONG_WORD}")


def rename(**facts: str) -> None:
    StudioSettings.objects.update(**facts)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_french_pages_pass_what_english_ones_pass(studio, open_page, watch, width, dark):
    watch.expected = ["404"]
    page = open_page(width=width, dark=dark)
    for address in FRENCH:
        page.goto(address)
        look_at(page, address)


@pytest.mark.parametrize("width", [320, 768, 1024, 1440])
def test_the_longest_names_run_off_nothing(studio, open_page, watch, width):
    watch.expected = ["404"]
    with_the_longest_names()
    rename(
        name=LONG_NAME, tagline=f"{LONG_WORD} in der Stadt", address_street=LONG_STREET, email=f"{'e' * 60}@example.com"
    )
    page = open_page(width=width)
    for address in [*PAGES, "/services/drainage/", "/fr/", "/book/"]:
        page.goto(address)
        assert page.evaluate(TOO_WIDE) == [], address
        assert page.evaluate(CUT_OFF) == [], address


@pytest.mark.parametrize("width", [320, 1440])
def test_twenty_treatments_and_eight_people(studio, open_page, width):
    for number in range(18):
        ServiceFactory(
            slug=f"more-{number}",
            name=f"Treatment {number}",
            price_minor=9000 + number * 55,
            practitioners=studio.people,
        )
    for number in range(6):
        PractitionerFactory(slug=f"person-{number}", name=f"Person {number}", hours=every_day(600, 900))
    page = open_page(width=width)
    for address in ["/", "/services/"]:
        page.goto(address)
        look_at(page, address)


@pytest.mark.parametrize("width", [320, 1440])
def test_one_treatment_and_one_person(studio, open_page, width):
    studio.drainage.delete()
    studio.massage.practitioners.set(studio.people[:1])
    Practitioner.objects.filter(slug="theo").delete()
    page = open_page(width=width)
    for address in ["/", "/services/", "/services/massage/"]:
        page.goto(address)
        look_at(page, address)
    expect(page.get_by_role("heading", name="Or another treatment")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
def test_a_new_studio_with_nothing_in_it_looks_finished(studio, open_page, width):
    studio.massage.delete()
    studio.drainage.delete()
    WeeklyHours.objects.all().delete()
    Practitioner.objects.all().delete()
    rename(tagline="", description="", phone="", email="", address_street="", address_city="", arrival_note="")
    page = open_page(width=width)
    for address in ["/", "/services/", "/terms/"]:
        page.goto(address)
        look_at(page, address)
    page.goto("/")
    expect(page.get_by_text("Nothing can be booked online yet.")).to_be_visible()
    expect(page.get_by_text("Closed for the coming seven days")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stillwater Bodywork")
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 0)")


def test_a_closure_shows_in_the_hours(studio, open_page):
    Closure.objects.create(first_day=studio.moment(0, 12).date(), last_day=studio.moment(0, 12).date())
    page = open_page()
    page.goto("/")
    expect(page.get_by_text("Closed now. Next open: Tomorrow 8:00")).to_be_visible()


@pytest.mark.parametrize("language", ["/", "/fr/"])
def test_a_phone_shows_what_to_press_without_scrolling(studio, open_page, language):
    page = open_page(width=390)
    page.goto(language)
    button = page.locator(".hero .button--primary").bounding_box()
    assert button["y"] + button["height"] <= 844
    assert button["height"] >= 52


@pytest.mark.parametrize("width", [320, 390, 768, 1440, 1920])
@pytest.mark.parametrize("street", ["18 Millrace Lane SE, second floor", LONG_STREET], ids=["short", "long"])
def test_the_address_on_the_map_stands_beside_the_door(studio, open_page, width, street):
    rename(address_street=street)
    page = open_page(width=width)
    page.goto("/")
    box, label = (page.locator(part).bounding_box() for part in (".visit__map", ".visit__door"))
    door = box["x"] + box["width"] / 2

    # The drawn rings about the door reach 20 units of a picture that is shown at 1.5 times its size at most.
    assert door + 30 <= label["x"]
    assert label["x"] + label["width"] <= box["x"] + box["width"]
    assert box["y"] <= label["y"]
    assert label["y"] + label["height"] <= box["y"] + box["height"]


def test_the_whole_map_leads_to_the_door_for_those_who_point(studio, open_page):
    page = open_page(width=1440)
    page.goto("/")
    drawn = page.locator(".visit__map")
    assert "destination=Stillwater+Bodywork%2C+18+Millrace+Lane+SE" in drawn.get_attribute("href")
    # The link in words is the one for keyboards and screen readers.
    assert drawn.get_attribute("tabindex") == "-1"
    expect(page.get_by_role("link", name="Directions")).to_have_count(1)


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_when_fonts_and_drawings_are_late(studio, open_page, width):
    page = open_page(width=width)
    page.context.add_init_script(WATCH_SHIFT)

    def late(route):
        page.wait_for_timeout(400)
        route.continue_()

    page.route(re.compile(r"\.(woff2|svg)$"), late)
    for address in ["/", "/services/", "/services/massage/", "/terms/"]:
        page.goto(address, wait_until="networkidle")
        assert page.evaluate(
            "document.fonts.check('16px Newsreader') && document.fonts.check('16px \"Instrument Sans\"')"
        )
        assert page.evaluate("window.shift") < 0.02, address


def test_the_fonts_have_every_letter_the_site_writes(studio, open_page):
    page = open_page()
    page.goto("/fr/")
    missing = """
    async (letters) => {
      await document.fonts.load('20px Newsreader')
      await document.fonts.load('20px "Instrument Sans"')
      const pen = document.createElement('canvas').getContext('2d')
      const width = (letter, font) => { pen.font = `20px ${font}`; return pen.measureText(letter).width }
      // A letter that the font lacks is as wide as in whatever stands behind it.
      return ['Newsreader', '"Instrument Sans"'].flatMap((font) => [...letters].filter(
        (letter) => width(letter, `${font}, monospace`) !== width(letter, `${font}, cursive, serif`)))
    }
    """
    french = "àâæçéèêëîïôœùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜ«»’“”–—…€$£·\u00a0"
    assert page.evaluate(missing, french) == []
    # The measure itself: no font of ours has an arrow.
    assert page.evaluate(missing, "→") != []


def colour_of(page: Page, selector: str, name: str = "color") -> str:
    return page.locator(selector).first.evaluate("(item, name) => getComputedStyle(item)[name]", name)


def test_the_garden_is_dark_in_the_dark(studio, open_page):
    ground = """
    async () => {
      const image = document.querySelector('.hero__art img')
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 })
      const pen = canvas.getContext('2d')
      pen.drawImage(image, 0, 0, 8, 8)
      return [...pen.getImageData(0, 0, 8, 8).data].filter((_, at) => at % 4 === 0).reduce((a, b) => a + b) / 64
    }
    """
    shades = {}
    for dark in (False, True):
        page = open_page(dark=dark)
        page.goto("/")
        shades[dark] = page.evaluate(ground)
    assert shades[False] > 180
    assert shades[True] < 90


def test_those_who_ask_for_more_contrast_get_it(studio, open_page):
    page = open_page()
    page.goto("/")
    quiet = colour_of(page, ".hero .lead")
    page.emulate_media(contrast="more")
    assert colour_of(page, ".hero .lead") != quiet
    assert colour_of(page, ".hero .lead") == colour_of(page, ".hero h1")


def test_on_paper_everything_is_dark_on_light(studio, open_page):
    page = open_page()
    page.goto("/")
    page.emulate_media(media="print")
    assert colour_of(page, ".visit h2") == colour_of(page, ".hero h1")
    expect(page.locator(".hero__art")).to_be_hidden()
    expect(page.locator(".brand")).to_be_visible()


def test_controls_are_seen_in_the_visitors_own_colours(studio, open_page):
    page = open_page()
    page.emulate_media(forced_colors="active")
    page.goto("/")
    assert colour_of(page, ".hero .button--primary", "borderTopColor") != "rgba(0, 0, 0, 0)"
    assert colour_of(page, ".hero .button--primary", "borderTopStyle") == "solid"


def test_the_point_slides_along_the_stepper_and_nothing_else_moves(studio, open_page):
    moving = """
    addEventListener('pagereveal', async (event) => {
      if (!event.viewTransition) return
      await event.viewTransition.ready
      window.moving = document.getAnimations()
        .filter((one) => one.effect.pseudoElement?.startsWith('::view-transition'))
        .map((one) => [one.effect.pseudoElement, one.effect.getTiming().duration,
          new Set(one.effect.getKeyframes().map((frame) => JSON.stringify([frame.transform, frame.opacity]))).size > 1])
        .filter(([, , changes]) => changes).map(([name, duration]) => [name, duration])
    })
    """
    page = open_page()
    page.context.add_init_script(moving)
    page.emulate_media(reduced_motion="no-preference")
    page.goto("/book/")
    page.get_by_role("link", name="Relaxation massage").click()
    page.wait_for_url("**/book/massage/")
    page.wait_for_function("window.moving !== undefined")
    assert page.evaluate("window.moving") == [["::view-transition-group(point)", 280]]


def test_the_point_rests_where_motion_is_unwelcome(studio, open_page):
    page = open_page()
    page.context.add_init_script("addEventListener('pagereveal', (event) => { window.moved = !!event.viewTransition })")
    page.goto("/book/")
    page.get_by_role("link", name="Relaxation massage").click()
    page.wait_for_url("**/book/massage/")
    assert page.evaluate("window.moved") is False


def test_the_contents_of_a_long_text_lead_to_its_parts(studio, open_page):
    page = open_page(width=1440)
    page.goto("/privacy/")
    contents = page.get_by_role("navigation", name="On this page")
    for link in contents.get_by_role("link").all():
        heading = page.locator(f"h2{link.get_attribute('href')}")
        expect(heading).to_have_text(link.inner_text())
    assert contents.get_by_role("link").count() == page.locator("main h2").count()
