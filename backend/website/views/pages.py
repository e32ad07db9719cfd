"""Content pages: the same for everybody, kept by caches for a short while."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from studio.models import Practitioner, Service
from studio.selectors import opening_hours, practitioners, service_with_people, services_on_offer
from website.opening import OpeningLine, OpeningState, opening_lines, opening_state
from website.responses import content_page, vary_on_language
from website.site import Site, load_site, render
from website.soonest import FreeTime, first_of_each, free_times, worth_showing


@dataclass(frozen=True)
class Person:
    """Who works here, with what they give and when they are free next, if within two weeks."""

    practitioner: Practitioner
    gives: list[Service]
    next_free: FreeTime | None


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The only page that asks which language a browser prefers; everywhere else the address decides."""
    if request.path == "/" and _prefers_french(request):
        return vary_on_language(redirect("/fr/"))
    return vary_on_language(_home(request))


@content_page
def _home(request: HttpRequest) -> HttpResponse:
    site = load_site()
    offer = services_on_offer()
    free = free_times(offer, site)
    open_state, opening = _opening(site)
    return render(
        request,
        "home.html",
        site,
        {
            "services": offer,
            "people": _people(offer, first_of_each(free)),
            "next_free": worth_showing(free),
            "open_state": open_state,
            "opening": opening,
        },
    )


@require_safe
@content_page
def services(request: HttpRequest) -> HttpResponse:
    return render(request, "services.html", load_site(), {"services": services_on_offer()})


@require_safe
@content_page
def service(request: HttpRequest, slug: str) -> HttpResponse:
    site = load_site()
    chosen = service_with_people(slug)
    return render(
        request,
        "service.html",
        site,
        {
            "service": chosen,
            "next_free": free_times([chosen], site)[:1],
            "others": [other for other in services_on_offer() if other.slug != slug],
        },
    )


@require_safe
@content_page
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy.html", load_site())


@require_safe
@content_page
def terms(request: HttpRequest) -> HttpResponse:
    return render(request, "terms.html", load_site())


def _people(offer: list[Service], first: dict[str, FreeTime]) -> list[Person]:
    gives = {
        person["slug"]: [service for service in offer if person["slug"] in {one["slug"] for one in service.people}]
        for service in offer
        for person in service.people
    }
    return [Person(one, gives.get(one.slug, []), first.get(one.slug)) for one in practitioners()]


def _opening(site: Site) -> tuple[OpeningState, list[OpeningLine]]:
    """The coming seven days, put in the order of a week: closures that are near show, as visitors need them to."""
    week = opening_hours(first_day=site.today, last_day=site.today + timedelta(days=6), zone=site.zone)
    state = opening_state(week, site.now)
    if state.changes_at is None:
        return state, []
    return state, opening_lines(sorted(week, key=lambda item: item[0].weekday()), site.zone)


def _prefers_french(request: HttpRequest) -> bool:
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = code.split("-")[0]
        if language in {"en", "fr"}:
            return language == "fr"
    return False
