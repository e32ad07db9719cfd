"""One booking, for whoever has its link: look, move, cancel, take it into a calendar."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bookings.actors import CLIENT
from bookings.api.moments import check_local_time_exists
from bookings.calendar_files import calendar_file as file_of
from bookings.calendar_files import google_calendar_url
from bookings.errors import NotOffered
from bookings.models import Appointment
from bookings.promises import consequence
from bookings.rules import LIVE
from bookings.selectors import appointment_for_token
from bookings.services import cancellation, rescheduling, undoing
from bookings.undo import change_to_undo, obstacle
from common.api.problems import status_of
from common.errors import Conflict, Refusal
from common.idempotency import IdempotentCall
from common.limits import enforce
from studio.selectors import service_with_people
from website.choosing import choosing_times
from website.forms import CancelForm, read_moment, read_practitioner
from website.offers import offer_of_move
from website.responses import flow_page, see_other, with_retry_after
from website.site import Site, load_site, render


class CostsByNow(Conflict):
    """The free time ended while the page was read. Pages only: the API's callers are told the deadline."""

    type = "costs-by-now"
    title = _("Cancelling is no longer free")


@require_safe
@flow_page
def overview(request: HttpRequest, token: str) -> HttpResponse:
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    return _overview(request, appointment, token, site)


@require_safe
@flow_page
def confirmed(request: HttpRequest, token: str) -> HttpResponse:
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    if appointment.status not in LIVE:  # an old tab, or a link kept from before it was cancelled
        return see_other(reverse("website:manage", args=[token]))
    return render(request, "booking/confirmed.html", site, _context(appointment, token, site))


@require_safe
@flow_page
def calendar_file(request: HttpRequest, token: str) -> HttpResponse:
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    return file_of(appointment, studio=site.studio, now=site.now).response()


@require_safe
@flow_page
def move(request: HttpRequest, token: str) -> HttpResponse:
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    if not _can_move(appointment, site):
        return see_other(reverse("website:manage", args=[token]))
    return _times(request, appointment, token, site)


@require_http_methods(["GET", "HEAD", "POST"])
@flow_page
def confirm_move(request: HttpRequest, token: str) -> HttpResponse:
    """The new time with what it changes, then the move itself."""
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    asked = request.POST if request.method == "POST" else request.GET
    starts_at = read_moment(asked.get("starts_at", ""))
    if starts_at is None or not _can_move(appointment, site):
        return see_other(reverse("website:move", args=[token]))
    try:
        check_local_time_exists(starts_at, site.zone)
        practitioner = read_practitioner(asked.get("practitioner", ""))
        person = _practitioner(appointment, practitioner)
        if request.method == "POST":
            enforce(request, "changes", booking=appointment.reference)
            return _move(appointment, token, site, starts_at, practitioner)
    except Refusal as refusal:
        return _times(request, appointment, token, site, refusal=refusal)
    offer = offer_of_move(appointment, starts_at, site.studio, now=site.now)
    context = {
        "offer": offer,
        "new_consequence": consequence(offer, zone=site.zone, now=site.now),
        "practitioner": person,
    }
    return render(request, "booking/confirm-move.html", site, _context(appointment, token, site, context))


@require_http_methods(["GET", "HEAD", "POST"])
@flow_page
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    if appointment.status not in LIVE:
        return see_other(reverse("website:manage", args=[token]))
    form = CancelForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            _check_it_costs_what_was_said(appointment, site, form.cleaned_data["fee"])
            cancellation.cancel(
                appointment_id=appointment.pk, actor=CLIENT, reason=form.cleaned_data["reason"], now=site.now
            )
        except Refusal as refused:
            refusal = refused
        else:
            return see_other(reverse("website:manage", args=[token]))
    context = _context(appointment, token, site, {"form": form, "refusal": refusal})
    status = status_of(refusal) if refusal else (400 if form.errors else 200)
    return with_retry_after(render(request, "booking/cancel.html", site, context, status=status), refusal)


@require_POST
@flow_page
def undo(request: HttpRequest, token: str) -> HttpResponse:
    """Take back the last cancel or move; where that cannot be, the booking as it is, and why."""
    site = load_site()
    appointment = appointment_for_token(token, now=site.now)
    # The button stands for one change; another tab may have made another since. Pressed twice, the second press must
    # not find nothing to undo: the change is its own idempotency key.
    change = request.POST.get("change", "")
    call = IdempotentCall.of(scope=f"pages/undo:{appointment.pk}", key=change, body=None)
    try:
        enforce(request, "changes", booking=appointment.reference)
        undoing.undo(appointment_id=appointment.pk, actor=CLIENT, now=site.now, change=change, call=call)
    except Refusal as refusal:
        return _overview(request, appointment, token, site, refusal=refusal)
    return see_other(reverse("website:manage", args=[token]) + "?done=undone")


def _overview(
    request: HttpRequest, appointment: Appointment, token: str, site: Site, *, refusal: Refusal | None = None
) -> HttpResponse:
    change = change_to_undo(appointment, actor_kind=CLIENT.kind, now=site.now)
    context = {
        "done": request.GET.get("done"),
        "change": change if change and obstacle(change, now=site.now) is None else None,
        "seconds_to_undo": int((change.undo_until - site.now).total_seconds()) if change else 0,
        "refusal": refusal,
        "alternatives": refusal.facts.get("alternatives", []) if refusal else [],
        # The nearest times were looked for with the practitioner to whom it would have gone back.
        "alternatives_with": change.practitioner.slug if change else "",
    }
    status = status_of(refusal) if refusal else 200
    page = render(request, "booking/manage.html", site, _context(appointment, token, site, context), status=status)
    return with_retry_after(page, refusal)


def _check_it_costs_what_was_said(appointment: Appointment, site: Site, shown_minor: int | None) -> None:
    if site.now > appointment.free_cancellation_until and appointment.late_fee_minor > (shown_minor or 0):
        raise CostsByNow(_("Nothing is cancelled yet. Read what it costs now, then choose."))


def _move(
    appointment: Appointment, token: str, site: Site, starts_at: datetime, practitioner: str | None
) -> HttpResponse:
    rescheduling.reschedule(
        appointment_id=appointment.pk, starts_at=starts_at, practitioner_slug=practitioner, actor=CLIENT, now=site.now
    )
    return see_other(reverse("website:manage", args=[token]) + "?done=moved")


def _practitioner(appointment: Appointment, slug: str | None) -> dict[str, Any] | None:
    """Who was chosen, by name; None is anyone. Raises NotOffered."""
    if slug is None:
        return None
    people = service_with_people(appointment.service.slug, include_archived=True).people
    person = next((person for person in people if person["slug"] == slug), None)
    if person is None:
        raise NotOffered()
    return person


def _times(
    request: HttpRequest, appointment: Appointment, token: str, site: Site, *, refusal: Refusal | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    query = {"with": asked.get("practitioner", "")} if refusal else request.GET
    context = {
        "choice": choosing_times(appointment.service.slug, query, site, moving=appointment),
        "refusal": refusal,
        "alternatives": refusal.facts.get("alternatives", []) if refusal else [],
        "address": reverse("website:move", args=[token]),
    }
    status = status_of(refusal) if refusal else 200
    page = render(request, "booking/move.html", site, _context(appointment, token, site, context), status=status)
    return with_retry_after(page, refusal)


def _context(
    appointment: Appointment, token: str, site: Site, more: Mapping[str, object] | None = None
) -> dict[str, object]:
    return {
        "appointment": appointment,
        "token": token,
        "is_live": appointment.status in LIVE,
        "is_past": site.now >= appointment.ends_at,
        "can_move": _can_move(appointment, site),
        "can_cancel": _can_cancel(appointment, site),
        "costs_to_cancel": site.now > appointment.free_cancellation_until and appointment.late_fee_minor > 0,
        "consequence": consequence(appointment, zone=site.zone, now=site.now),
        "google_calendar_url": google_calendar_url(appointment, studio=site.studio),
        **(more or {}),
    }


def _can_move(appointment: Appointment, site: Site) -> bool:
    return appointment.status in LIVE and site.now < appointment.starts_at and site.now <= appointment.reschedule_until


def _can_cancel(appointment: Appointment, site: Site) -> bool:
    is_free = site.now <= appointment.free_cancellation_until
    is_ahead = appointment.status in LIVE and site.now < appointment.starts_at
    return is_ahead and (is_free or appointment.late_fee_minor > 0)
