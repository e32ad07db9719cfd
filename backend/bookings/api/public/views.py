"""`/api/v1/public/`: free times, holds and bookings. Parse, call, answer."""

from collections.abc import Iterator
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bookings.actors import CLIENT, Booking, ClientDetails, WantedTime
from bookings.api.fields import UndoInput
from bookings.api.idempotency import idempotent_call
from bookings.api.moments import check_local_time_exists
from bookings.api.public.authentication import ManageScheme, managed_booking
from bookings.api.public.serializers import (
    BookingInput,
    BookingOutput,
    BookingWithTokenOutput,
    CancellationInput,
    HoldInput,
    HoldOutput,
    HoldTokenInput,
    LookupInput,
    RescheduleInput,
    SlotsOutput,
    SlotsQuery,
)
from bookings.calendar_files import calendar_file
from bookings.models import Appointment, BookingSource
from bookings.selectors import Offer, appointment_for_lookup, offered_times
from bookings.services.booking import book, book_held_time
from bookings.services.cancellation import cancel
from bookings.services.holds import extend_hold, hold, release_hold
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from common.api.caching import NeverStored, PubliclyCached
from common.api.permissions import Anyone
from common.client_address import client_address
from common.limits import enforce
from common.time import now
from studio.api.public.views import DAY_RANGE
from studio.models import StudioSettings
from studio.selectors import get_studio, studio_zone

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key", str, OpenApiParameter.HEADER, description="Up to 255 characters; kept for two days."
)
PRACTITIONER = OpenApiParameter("practitioner", str, description="A slug; without it anyone who gives the treatment.")


class SlotsView(PubliclyCached, APIView):
    """`services/{slug}/slots?from&to[&practitioner]`: free times in order; at most 62 days."""

    authentication_classes = []
    permission_classes = [Anyone]
    max_age_seconds = 0  # asked again each time, answered 304 while nothing changed

    @extend_schema(operation_id="public_slots", parameters=[*DAY_RANGE, PRACTITIONER], responses=SlotsOutput)
    def get(self, request: Request, slug: str) -> Response:
        return Response(slots_body(request, slug))


def slots_body(request: Request, slug: str, *, moving: Appointment | None = None) -> dict[str, Any]:
    """Free times as both doors show them; for `moving` an appointment its own time counts as free."""
    query = SlotsQuery(data=request.query_params)
    query.is_valid(raise_exception=True)
    offer = offered_times(
        service_slug=slug,
        first_day=query.validated_data["from"],
        last_day=query.validated_data["to"],
        practitioner_slug=query.validated_data.get("practitioner"),
        moving=moving,
        now=now(),
    )
    return {"time_zone": offer.availability.zone.key, "slots": list(_shown(offer))}


def _shown(offer: Offer) -> Iterator[dict[str, Any]]:
    """Straight from minutes to text: a month has hundreds of times, and datetimes in between cost more than rules."""
    slugs, duration = offer.availability.slugs, offer.availability.treatment.duration
    names: dict[tuple[int, ...], list[str]] = {}  # a month has few different companies
    days = iter(offer.availability.days)
    day = next(days)
    for start, company in offer.slots:
        while start >= day.end:
            day = next(days)
        if company not in names:
            names[company] = [slugs[who] for who in company]
        yield {
            "starts_at": day.text(start),
            "ends_at": day.text(start + duration),
            "practitioners": names[company],
        }


class AnonymousView(NeverStored, APIView):
    authentication_classes = []
    permission_classes = [Anyone]


class HoldsView(AnonymousView):
    """`holds`: keep a time while the client types; at most two live ones per network address."""

    @extend_schema(operation_id="public_hold", request=HoldInput, responses={201: HoldOutput})
    def post(self, request: Request) -> Response:
        enforce(request, "holds")
        body = HoldInput(data=request.data)
        body.is_valid(raise_exception=True)
        zone = studio_zone(get_studio())
        check_local_time_exists(body.validated_data["starts_at"], zone)
        held = hold(
            wanted=body.wanted(),
            address=client_address(request._request),
            replaces=body.validated_data.get("replaces"),
            now=now(),
        )
        return Response(HoldOutput(held.hold, context={"token": held.token, "zone": zone}).data, status=201)


class HoldExtensionView(AnonymousView):
    """`holds/extension`: start the minutes again, to thirty in all."""

    @extend_schema(operation_id="public_hold_extension", request=HoldTokenInput, responses=HoldOutput)
    def post(self, request: Request) -> Response:
        enforce(request, "holds")
        body = HoldTokenInput(data=request.data)
        body.is_valid(raise_exception=True)
        token = body.validated_data["hold_token"]
        held = extend_hold(token=token, now=now())
        context = {"token": token, "zone": studio_zone(get_studio())}
        return Response(HoldOutput(held, context=context).data)


class HoldReleaseView(AnonymousView):
    """`holds/release`: give the time back; 204 whether or not it was still held."""

    @extend_schema(operation_id="public_hold_release", request=HoldTokenInput, responses={204: None})
    def post(self, request: Request) -> Response:
        body = HoldTokenInput(data=request.data)
        body.is_valid(raise_exception=True)
        release_hold(token=body.validated_data["hold_token"])
        return Response(status=204)


class BookingsView(AnonymousView):
    """`bookings`: book a held time, or a time directly."""

    @extend_schema(
        operation_id="public_book",
        parameters=[IDEMPOTENCY_KEY],
        request=BookingInput,
        responses={201: BookingWithTokenOutput},
    )
    def post(self, request: Request) -> Response:
        studio = get_studio()
        body = BookingInput(data=request.data, context={"country": studio.address_country})
        body.is_valid(raise_exception=True)
        data = body.validated_data
        enforce(request, "bookings", email=data["client"]["email"])
        context = shown(studio)
        call = idempotent_call(request, scope="public/bookings", body=request.data)
        booking = booking_of(data)
        if data.get("hold_token"):
            appointment = book_held_time(hold_token=data["hold_token"], booking=booking, now=now(), call=call)
        else:
            check_local_time_exists(data["starts_at"], context["zone"])
            wanted = WantedTime(data["service"], data["starts_at"], data.get("practitioner"))
            appointment = book(wanted=wanted, booking=booking, now=now(), call=call)
        return Response(BookingWithTokenOutput(appointment, context=context).data, status=201)


def shown(studio: StudioSettings | None = None) -> dict[str, Any]:
    """Context of outputs about a booking: the studio's zone and one moment for the whole answer."""
    return {"zone": studio_zone(studio or get_studio()), "now": now()}


def booking_of(data: dict[str, Any]) -> Booking:
    """A client's own booking from validated input."""
    return Booking(
        client=ClientDetails(**data["client"]),
        actor=CLIENT,
        source=BookingSource.ONLINE,
        consents=frozenset(kind for kind, given in data["consents"].items() if given),
        language=data["language"],
        note=data["note"],
    )


class LookupView(AnonymousView):
    """`bookings/lookup`: reference and e-mail address for the manage token; every mismatch is one and the same 404."""

    @extend_schema(operation_id="public_lookup", request=LookupInput, responses=BookingWithTokenOutput)
    def post(self, request: Request) -> Response:
        body = LookupInput(data=request.data)
        body.is_valid(raise_exception=True)
        enforce(request, "lookup", email=body.validated_data["email"])
        appointment = appointment_for_lookup(**body.validated_data, now=now())
        return Response(BookingWithTokenOutput(appointment, context=shown()).data)


class ManageView(NeverStored, APIView):
    """Views of one booking, opened by its manage token."""

    authentication_classes = [ManageScheme]
    permission_classes = [Anyone]  # `managed_booking` decides, by the token

    def answer(self, appointment: Appointment) -> Response:
        return Response(BookingOutput(appointment, context=shown()).data)


class BookingView(ManageView):
    """`bookings/{reference}`."""

    @extend_schema(operation_id="public_booking", responses=BookingOutput)
    def get(self, request: Request, reference: str) -> Response:
        return self.answer(managed_booking(request, reference))


class CancellationView(ManageView):
    """`bookings/{reference}/cancellation`."""

    @extend_schema(operation_id="public_cancel", request=CancellationInput, responses=BookingOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = managed_booking(request, reference)
        # Not counted: whoever could not cancel would owe a late fee, and only an undo, which is, leads here again.
        body = CancellationInput(data=request.data)
        body.is_valid(raise_exception=True)
        reason = body.validated_data["reason"]
        return self.answer(cancel(appointment_id=appointment.pk, actor=CLIENT, reason=reason, now=now()))


class RescheduleView(ManageView):
    """`bookings/{reference}/reschedule`."""

    @extend_schema(operation_id="public_reschedule", request=RescheduleInput, responses=BookingOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = managed_booking(request, reference)
        enforce(request, "changes", booking=appointment.reference)
        body = RescheduleInput(data=request.data)
        body.is_valid(raise_exception=True)
        starts_at = body.validated_data["starts_at"]
        check_local_time_exists(starts_at, studio_zone(get_studio()))
        moved = reschedule(
            appointment_id=appointment.pk,
            starts_at=starts_at,
            practitioner_slug=body.validated_data.get("practitioner"),
            actor=CLIENT,
            now=now(),
        )
        return self.answer(moved)


class UndoView(ManageView):
    """`bookings/{reference}/undo`: take back the last cancel or move made with this token, within three minutes."""

    @extend_schema(operation_id="public_undo", parameters=[IDEMPOTENCY_KEY], request=UndoInput, responses=BookingOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = managed_booking(request, reference)
        enforce(request, "changes", booking=appointment.reference)
        body = UndoInput(data=request.data)
        body.is_valid(raise_exception=True)
        call = idempotent_call(request, scope=f"public/undo:{appointment.pk}", body=request.data)
        change = body.validated_data.get("change")
        return self.answer(undo(appointment_id=appointment.pk, actor=CLIENT, change=change, call=call, now=now()))


class CalendarFileView(ManageView):
    """`bookings/{reference}/calendar.ics`."""

    @extend_schema(operation_id="public_calendar_file", responses={(200, "text/calendar"): str})
    def get(self, request: Request, reference: str) -> Any:
        return calendar_file(managed_booking(request, reference), studio=get_studio(), now=now()).response()
