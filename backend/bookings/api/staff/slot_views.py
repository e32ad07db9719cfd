"""`/api/v1/staff/slots`: what is free, and why a time is not."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from bookings.api.public.serializers import SlotsOutput
from bookings.api.public.views import slots_body
from bookings.api.staff.serializers import ExplanationOutput
from bookings.api.staff.views import StaffView
from bookings.selectors import explain
from bookings.words import why_not
from common.api.serializers import Moment, StrictSerializer
from common.time import now
from studio.api.public.views import DAY_RANGE

SERVICE = OpenApiParameter("service", str, required=True)
PRACTITIONER = OpenApiParameter("practitioner", str)
MOVING = OpenApiParameter(
    "moving", str, description="Reference of the appointment to be moved: its own time counts as free."
)


class StaffSlotsView(StaffView):
    """`slots?service&from&to[&practitioner][&moving]`: what clients are offered."""

    @extend_schema(
        operation_id="staff_slots", parameters=[SERVICE, *DAY_RANGE, PRACTITIONER, MOVING], responses=SlotsOutput
    )
    def get(self, request: Request) -> Response:
        query = ServiceQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        reference = query.validated_data.get("moving")
        moving = self.appointment(reference) if reference else None
        return Response(slots_body(request, query.validated_data["service"], moving=moving))


class ServiceQuery(serializers.Serializer):
    service = serializers.SlugField()
    moving = serializers.CharField(required=False, max_length=20)


class ExplanationQuery(StrictSerializer):
    service = serializers.SlugField()
    starts_at = Moment()
    practitioner = serializers.SlugField(required=False)
    moving = serializers.CharField(required=False, max_length=20)


class ExplanationView(StaffView):
    """`slots/explanation?service&starts_at[&practitioner][&moving]`: why a time is not offered."""

    @extend_schema(
        operation_id="staff_explain_slot",
        parameters=[SERVICE, OpenApiParameter("starts_at", str, required=True), PRACTITIONER, MOVING],
        responses=ExplanationOutput,
    )
    def get(self, request: Request) -> Response:
        query = ExplanationQuery(data=request.query_params.dict())
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        availability, reasons = explain(
            service_slug=asked["service"],
            starts_at=asked["starts_at"],
            practitioner_slug=asked.get("practitioner"),
            moving=self.appointment(asked["moving"]) if asked.get("moving") else None,
            now=now(),
        )
        slugs, names = availability.slugs, {p["id"]: p["name"] for p in availability.service.people}
        body = {
            "free": not reasons,
            "reasons": [
                {
                    "practitioner": slugs.get(reason.practitioner_id) if reason.practitioner_id else None,
                    "code": reason.code,
                    "detail": why_not(reason.code, names.get(reason.practitioner_id or 0)),
                }
                for reason in reasons
            ],
        }
        return Response(ExplanationOutput(body).data)
