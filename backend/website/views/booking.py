"""The booking flow: a treatment, a time, the details. Everything works without script: post, redirect, get."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookings.actors import CLIENT, Booking, ClientDetails, WantedTime
from bookings.api.moments import check_local_time_exists
from bookings.errors import HoldExpired, HoldLimitReached, NotOffered, SlotTaken, TooManyHolds
from bookings.models import Appointment, BookingSource, Hold
from bookings.promises import consequence
from bookings.selectors import alternatives_to, appointment_of_hold, hold_for_token, token_of
from bookings.services.booking import book_held_time
from bookings.services.holds import extend_hold, hold, release_hold
from common.api.problems import status_of
from common.client_address import client_address
from common.errors import Refusal, RuleViolation, TooManyRequests
from common.limits import enforce
from studio.selectors import service_with_people, services_on_offer
from website.choosing import choosing_times
from website.forms import ClientForm, read_moment, read_practitioner, read_token
from website.guard import LooksAutomatic, check_person
from website.offers import offer_of_hold
from website.responses import content_page, flow_page, see_other, with_retry_after
from website.site import Site, load_site, render


@require_safe
@content_page
def choose_service(request: HttpRequest) -> HttpResponse:
    offer = services_on_offer()
    if len(offer) == 1:  # a step with one choice is skipped
        return see_other(reverse("website:times", args=[offer[0].slug]))
    return render(request, "book/services.html", load_site(), {"services": offer})


@require_safe
@flow_page
def choose_time(request: HttpRequest, slug: str) -> HttpResponse:
    return _times(request, slug)


@require_safe
@flow_page
def choose_other_time(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The same list while a time is held: choosing another replaces the hold, leaving keeps it."""
    held = hold_for_token(token)
    site = load_site()
    if held is None or held.expires_at <= site.now or held.service.slug != slug:
        return see_other(reverse("website:times", args=[slug]))
    return _times(request, slug, held=held, token=token)


@require_POST
@flow_page
def place_hold(request: HttpRequest, slug: str) -> HttpResponse:
    """Hold a time. Details typed for an earlier hold may come along: then the form is shown again with them."""
    site = load_site()
    starts_at = read_moment(request.POST.get("starts_at", ""))
    if starts_at is None:
        return see_other(reverse("website:times", args=[slug]))
    replaces = read_token(request.POST.get("replaces", ""))
    try:
        # From the list, or from the details, where a time that was lost is held again.
        check_person(request.POST, "hold", "book", now=site.now, may_hurry=True)
        enforce(request, "holds")
        check_local_time_exists(starts_at, site.zone)
        wanted = WantedTime(slug, starts_at, read_practitioner(request.POST.get("practitioner", "")))
        held = hold(wanted=wanted, address=client_address(request), now=site.now, replaces=replaces)
    except Refusal as refusal:
        if ClientForm.was_typed_in(request.POST):  # whatever it is, what was typed stays on the page
            return _lost(request, site, slug, refusal=refusal)
        if isinstance(refusal, (SlotTaken, TooManyHolds, TooManyRequests, RuleViolation)):
            return _times(request, slug, refusal=refusal, token=replaces)
        raise
    if ClientForm.was_typed_in(request.POST):
        return _details(request, site, held.hold, held.token)
    return see_other(reverse("website:details", args=[slug, held.token]))


@require_http_methods(["GET", "HEAD", "POST"])
@flow_page
def details(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    site = load_site()
    booked = appointment_of_hold(token)
    if booked is not None:  # sent twice, or come back to with the browser's button
        return see_other(_confirmation(booked))
    held = hold_for_token(token)
    if request.method == "POST":
        return _book(request, site, slug, token, held)
    if held is None or held.expires_at <= site.now:
        return _lost(request, site, slug, held=held)
    return _details(request, site, held, token)


@require_POST
@flow_page
def extend(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The page again, with more time and with what was typed so far."""
    site = load_site()
    try:
        held = extend_hold(token=token, now=site.now)
    except HoldLimitReached as refusal:
        still_held = hold_for_token(token)
        if still_held is not None:
            return _details(request, site, still_held, token, refusal=refusal)
        return _lost(request, site, slug)
    except HoldExpired:
        return _lost(request, site, slug, held=hold_for_token(token))
    if ClientForm.was_typed_in(request.POST):
        return _details(request, site, held, token)
    return see_other(reverse("website:details", args=[slug, token]))


@require_POST
@flow_page
def release(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    release_hold(token=token)
    return see_other(reverse("website:times", args=[slug]))


def _book(request: HttpRequest, site: Site, slug: str, token: str, held: Hold | None) -> HttpResponse:
    if held is None:
        return _lost(request, site, slug)
    form = ClientForm(request.POST, service=held.service, country=site.studio.address_country)
    if not form.is_valid():
        return _details(request, site, held, token, form=form)
    try:
        check_person(request.POST, "book", now=site.now)
        enforce(request, "bookings", email=form.cleaned_data["email"])
        appointment = book_held_time(hold_token=token, booking=_booking(form), now=site.now)
    except HoldExpired:
        return _lost(request, site, slug, held=held)
    except Refusal as refusal:  # whatever it is, what was typed stays on the page
        return _details(request, site, held, token, form=form, refusal=refusal)
    return see_other(_confirmation(appointment))


def _booking(form: ClientForm) -> Booking:
    typed = form.cleaned_data
    return Booking(
        client=ClientDetails(name=typed["name"], email=typed["email"], phone=typed["phone"]),
        actor=CLIENT,
        source=BookingSource.ONLINE,
        consents=form.consents,
        language=(get_language() or "en").split("-")[0],
        note=typed["note"],
    )


def _confirmation(appointment: Appointment) -> str:
    return reverse("website:confirmed", args=[token_of(appointment)])


def _times(
    request: HttpRequest,
    slug: str,
    *,
    refusal: Refusal | None = None,
    held: Hold | None = None,
    token: str | None = None,
) -> HttpResponse:
    site = load_site()
    query = request.GET if request.method != "POST" else {"with": request.POST.get("practitioner", "")}
    context = {
        "choice": choosing_times(slug, query, site),
        "refusal": refusal,
        "alternatives": _instead(refusal, request),
        "held": held,
        "token": token,
        "address": request.path if held else reverse("website:times", args=[slug]),
        "treatments": len(services_on_offer()),
    }
    page = render(request, "book/times.html", site, context, status=status_of(refusal) if refusal else 200)
    return with_retry_after(page, refusal)


def _instead(refusal: Refusal | None, request: HttpRequest) -> list[dict[str, Any]]:
    """Times to press in the place of one that was refused: the nearest, or the same one once more."""
    if isinstance(refusal, LooksAutomatic):
        return [{"starts_at": read_moment(request.POST.get("starts_at", ""))}]
    return refusal.facts.get("alternatives", []) if refusal else []


def _details(
    request: HttpRequest,
    site: Site,
    held: Hold,
    token: str,
    *,
    form: ClientForm | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    offer = offer_of_hold(held, site.studio)
    form = form or ClientForm(
        initial=ClientForm.typed(request.POST), service=held.service, country=site.studio.address_country
    )
    context = {
        "offer": offer,
        "consequence": consequence(offer, zone=site.zone, now=site.now),
        "form": form,
        "token": token,
        "refusal": refusal,
        "treatments": len(services_on_offer()),
        "seconds_left": max(0, int((held.expires_at - site.now).total_seconds())),
        "seconds_in_all": max(1, int((held.expires_at - held.created_at).total_seconds())),
    }
    status = status_of(refusal) if refusal else (400 if form.errors else 200)
    return with_retry_after(render(request, "book/details.html", site, context, status=status), refusal)


def _lost(
    request: HttpRequest, site: Site, slug: str, *, held: Hold | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """A hold that is over or was never got. What was typed stays; the same time is offered again if it is free."""
    service = service_with_people(slug)
    starts_at = held.starts_at if held else read_moment(request.POST.get("starts_at", ""))
    practitioner = held.practitioner.slug if held else (request.POST.get("practitioner") or None)
    if isinstance(refusal, NotOffered):
        practitioner = None
    alternatives = (
        alternatives_to(service_slug=slug, starts_at=starts_at, practitioner_slug=practitioner, now=site.now)
        if starts_at
        else []
    )
    context = {
        "service": service,
        "starts_at": starts_at,
        "practitioner": practitioner,
        "is_still_free": any(other["starts_at"] == starts_at for other in alternatives),
        "alternatives": [other for other in alternatives if other["starts_at"] != starts_at],
        "typed": ClientForm.typed(request.POST),
        "refusal": refusal,
    }
    status = status_of(refusal) if refusal else (409 if request.method == "POST" else 410)
    return with_retry_after(render(request, "book/lost.html", site, context, status=status), refusal)
