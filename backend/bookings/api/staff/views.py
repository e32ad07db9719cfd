"""`/api/v1/staff/`: appointments, today and free times, for whoever runs the studio."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsStaff
from accounts.models import User
from bookings.actors import Actor, Booking, ClientDetails
from bookings.api.fields import UndoInput
from bookings.api.idempotency import idempotent_call
from bookings.api.moments import check_local_time_exists
from bookings.api.public.views import IDEMPOTENCY_KEY
from bookings.api.staff.serializers import (
    ORDERS,
    AppointmentDetailOutput,
    AppointmentListOutput,
    AppointmentsQuery,
    StaffBookingInput,
    StaffCancellationInput,
    StaffRescheduleInput,
    TodayOutput,
)
from bookings.errors import BookingMissing, ClientMissing
from bookings.models import Appointment, BookingSource
from bookings.references import read_reference
from bookings.selectors import (
    appointments_visible_to,
    client_with_email,
    clients_visible_to,
    filter_appointments,
    live_holds,
    own_calendar_of,
)
from bookings.services.attendance import complete, mark_no_show
from bookings.services.booking import book
from bookings.services.cancellation import cancel
from bookings.services.rescheduling import reschedule
from bookings.services.undoing import undo
from common.api.caching import NeverStored
from common.api.serializers import Day
from common.errors import NotPermitted
from common.pagination import page
from common.time import now
from studio.rules import local_day
from studio.selectors import get_studio, studio_zone


class StaffView(NeverStored, APIView):
    permission_classes = [IsStaff]

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101  IsStaff let nobody else in
        return self.request.user

    @property
    def actor(self) -> Actor:
        return Actor("staff", self.user.pk)

    @cached_property
    def own_calendar(self) -> str | None:
        """The slug of the one practitioner whose calendar this person may write to; None: any."""
        return own_calendar_of(self.user)

    def check_calendar(self, practitioner_slug: str | None) -> str | None:
        """The practitioner to write for: a practitioner works on the own calendar. Raises NotPermitted."""
        own = self.own_calendar
        if own is None:
            return practitioner_slug
        if practitioner_slug not in (None, own) or not own:
            raise NotPermitted("You can book for yourself only.")
        return own

    def check_client(self, details: ClientDetails) -> None:
        """Raises ClientMissing for a client whom this person may not see, NotPermitted for their e-mail address."""
        if details.client_id is not None and not clients_visible_to(self.user).filter(pk=details.client_id).exists():
            raise ClientMissing()
        known = client_with_email(details.email)
        if known is not None and not clients_visible_to(self.user).filter(pk=known.pk).exists():
            raise NotPermitted("The studio knows this client. Ask the front desk to book them with you.")

    def appointment(self, reference: str) -> Appointment:
        """Raises BookingMissing for one that is not there or that this person may not see."""
        found = appointments_visible_to(self.user).filter(reference=read_reference(reference)).first()
        if found is None:
            raise BookingMissing()
        return found

    def shown(self, **extra: Any) -> dict[str, Any]:
        """Context of output serializers: the studio's zone, one moment for the whole answer, and whose calendar."""
        return {"zone": studio_zone(get_studio()), "now": now(), "own_calendar": self.own_calendar, **extra}


class TodayView(StaffView):
    """`today[?day]`: the appointments of a local day that this person may see, and what is being booked online."""

    @extend_schema(operation_id="staff_today", parameters=[OpenApiParameter("day", date)], responses=TodayOutput)
    def get(self, request: Request) -> Response:
        query = DayQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        context = self.shown()
        zone, moment = context["zone"], context["now"]
        day = local_day(query.validated_data.get("day") or moment.astimezone(zone).date(), zone)
        mine = filter_appointments(appointments_visible_to(self.user), zone=zone, first_day=day.day, last_day=day.day)
        holds = live_holds(day=day, now=moment)
        if self.user.role == User.Role.PRACTITIONER:
            holds = holds.filter(practitioner__user=self.user)
        body = {
            "day": day.day,
            "time_zone": zone.key,
            "now": moment.astimezone(zone),
            "appointments": mine.exclude(status="expired").order_by("starts_at", "pk"),
            "holds": holds,
        }
        return Response(TodayOutput(body, context=context).data)


class DayQuery(serializers.Serializer):
    day = Day(required=False)


class AppointmentsView(StaffView):
    """`appointments`: the list with its filters, and booking by hand."""

    @extend_schema(
        operation_id="staff_appointments",
        parameters=[
            OpenApiParameter("from", date),
            OpenApiParameter("to", date),
            OpenApiParameter("status", str, many=True),
            OpenApiParameter("service", str),
            OpenApiParameter("practitioner", str),
            OpenApiParameter("q", str),
            OpenApiParameter("order", str, enum=ORDERS, description="The soonest first, or the latest."),
            OpenApiParameter("cursor", str),
        ],
        responses=AppointmentListOutput,
    )
    def get(self, request: Request) -> Response:
        query = AppointmentsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        context = self.shown()
        found = filter_appointments(
            appointments_visible_to(self.user),
            zone=context["zone"],
            first_day=asked.get("from"),
            last_day=asked.get("to"),
            statuses=asked.get("status"),
            service_slug=asked.get("service"),
            practitioner_slug=asked.get("practitioner"),
            text=asked.get("q", ""),
        )
        order = ["-starts_at", "-id"] if asked["order"] == "-starts_at" else ["starts_at", "id"]
        results, following = page(found, order=order, cursor=asked.get("cursor"))
        body = {"results": results, "next": following}
        return Response(AppointmentListOutput(body, context=context).data)

    @extend_schema(
        operation_id="staff_book",
        parameters=[IDEMPOTENCY_KEY],
        request=StaffBookingInput,
        responses={201: AppointmentDetailOutput},
    )
    def post(self, request: Request) -> Response:
        body = StaffBookingInput(data=request.data, context={"country": get_studio().address_country})
        body.is_valid(raise_exception=True)
        context = self.shown()
        check_local_time_exists(body.validated_data["starts_at"], context["zone"])
        wanted = body.wanted()
        wanted = replace(wanted, practitioner_slug=self.check_calendar(wanted.practitioner_slug))
        self.check_client(body.client_details())
        appointment = book(
            wanted=wanted,
            booking=Booking(
                client=body.client_details(),
                actor=self.actor,
                source=BookingSource.STAFF,
                note=body.validated_data["note"],
            ),
            override_rules=body.validated_data["override_rules"],
            now=context["now"],
            call=idempotent_call(request, scope=f"staff/appointments:{self.user.pk}", body=request.data),
        )
        return Response(AppointmentDetailOutput(appointment, context=context).data, status=201)


class OneAppointmentView(StaffView):
    """Views of one appointment that this person may see."""

    def answer(self, appointment: Appointment) -> Response:
        return Response(AppointmentDetailOutput(appointment, context=self.shown()).data)


class AppointmentView(OneAppointmentView):
    """`appointments/{reference}`."""

    @extend_schema(operation_id="staff_appointment", responses=AppointmentDetailOutput)
    def get(self, request: Request, reference: str) -> Response:
        return self.answer(self.appointment(reference))


class StaffCancellationView(OneAppointmentView):
    @extend_schema(operation_id="staff_cancel", request=StaffCancellationInput, responses=AppointmentDetailOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = self.appointment(reference)
        body = StaffCancellationInput(data=request.data)
        body.is_valid(raise_exception=True)
        reason = body.validated_data["reason"]
        return self.answer(cancel(appointment_id=appointment.pk, actor=self.actor, reason=reason, now=now()))


class StaffRescheduleView(OneAppointmentView):
    @extend_schema(operation_id="staff_reschedule", request=StaffRescheduleInput, responses=AppointmentDetailOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = self.appointment(reference)
        body = StaffRescheduleInput(data=request.data)
        body.is_valid(raise_exception=True)
        check_local_time_exists(body.validated_data["starts_at"], studio_zone(get_studio()))
        moved = reschedule(
            appointment_id=appointment.pk,
            starts_at=body.validated_data["starts_at"],
            practitioner_slug=self.check_calendar(body.validated_data.get("practitioner")),
            override_rules=body.validated_data["override_rules"],
            actor=self.actor,
            now=now(),
        )
        return self.answer(moved)


class StaffUndoView(OneAppointmentView):
    """`appointments/{reference}/undo`: take back the last cancel or move made by staff, within three minutes."""

    @extend_schema(
        operation_id="staff_undo", parameters=[IDEMPOTENCY_KEY], request=UndoInput, responses=AppointmentDetailOutput
    )
    def post(self, request: Request, reference: str) -> Response:
        appointment = self.appointment(reference)
        body = UndoInput(data=request.data)
        body.is_valid(raise_exception=True)
        undone = undo(
            appointment_id=appointment.pk,
            actor=self.actor,
            change=body.validated_data.get("change"),
            own_calendar=self.own_calendar,
            call=idempotent_call(request, scope=f"staff/undo:{self.user.pk}:{appointment.pk}", body=request.data),
            now=now(),
        )
        return self.answer(undone)


class CompletionView(OneAppointmentView):
    @extend_schema(operation_id="staff_complete", request=None, responses=AppointmentDetailOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = self.appointment(reference)
        return self.answer(complete(appointment_id=appointment.pk, actor=self.actor, now=now()))


class NoShowView(OneAppointmentView):
    @extend_schema(operation_id="staff_no_show", request=None, responses=AppointmentDetailOutput)
    def post(self, request: Request, reference: str) -> Response:
        appointment = self.appointment(reference)
        return self.answer(mark_no_show(appointment_id=appointment.pk, actor=self.actor, now=now()))
