"""Content pages: the same for everybody, kept by caches for a short while."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from bookings.selectors import offered_times
from studio.models import Service
from studio.selectors import opening_hours, practitioners, service_with_people, services_on_offer
from website.opening import OpeningLine, opening_lines
from website.responses import content_page, vary_on_language
from website.site import Site, load_site, render

NEXT_FREE_SHOWN = 3
NEXT_FREE_SERVICES = 6  # each costs four queries; the page is cached
NEXT_FREE_WITHIN_DAYS = 14


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
    return render(
        request,
        "home.html",
        site,
        {
            "services": offer,
            "people": practitioners(),
            "next_free": _next_free(offer, site),
            "opening": _opening(site),
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
            "next_free": _next_free([chosen], site),
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


@dataclass(frozen=True)
class NextFree:
    """A free time worth showing before anybody asks: one per service, the earliest first."""

    service_slug: str
    service_name: str
    practitioner_name: str
    starts_at: datetime


def _next_free(services: list[Service], site: Site) -> list[NextFree]:
    found: list[NextFree] = []
    for service in services[:NEXT_FREE_SERVICES]:
        offer = offered_times(
            service_slug=service.slug,
            first_day=site.today,
            last_day=site.today + timedelta(days=NEXT_FREE_WITHIN_DAYS),
            now=site.now,
        )
        # Three doors to one and the same hour would be one offer: each service shows a time of its own.
        shown = {free.starts_at for free in found}
        time = next((time for time in offer.times if time.starts_at not in shown), None)
        if time is not None:
            names = {person["slug"]: person["name"] for person in service.people}
            found.append(NextFree(service.slug, service.name, names[time.practitioners[0]], time.starts_at))
    return sorted(found, key=lambda free: free.starts_at)[:NEXT_FREE_SHOWN]


def _opening(site: Site) -> list[OpeningLine]:
    """The coming seven days, put in the order of a week: closures that are near show, as visitors need them to."""
    week = opening_hours(first_day=site.today, last_day=site.today + timedelta(days=6), zone=site.zone)
    return opening_lines(sorted(week, key=lambda item: item[0].weekday()), site.zone)


def _prefers_french(request: HttpRequest) -> bool:
    for code, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        language = code.split("-")[0]
        if language in {"en", "fr"}:
            return language == "fr"
    return False
