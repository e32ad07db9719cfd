"""`/api/v1/public/`: the studio, its hours and its services."""

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from common.api.caching import PubliclyCached
from common.api.permissions import Anyone
from common.time import from_minute
from studio.api.public.serializers import DayRangeInput, HoursOutput, ServiceListOutput, ServiceOutput, StudioOutput
from studio.errors import RangeTooLong, ServiceMissing
from studio.selectors import (
    MAX_RANGE_DAYS,
    get_studio,
    opening_hours,
    practitioners,
    service_with_people,
    services_on_offer,
    studio_zone,
)

DAY_RANGE = [
    OpenApiParameter("from", {"type": "string", "format": "date"}, required=True, description="Local day, inclusive."),
    OpenApiParameter("to", {"type": "string", "format": "date"}, required=True, description="Local day, inclusive."),
]


class PublicView(PubliclyCached, APIView):
    authentication_classes = []
    permission_classes = [Anyone]


class StudioView(PublicView):
    """`studio`: name, zone, currency, contact, policies, practitioners."""

    @extend_schema(operation_id="public_studio", responses=StudioOutput)
    def get(self, request: Request) -> Response:
        return Response(StudioOutput(get_studio(), context={"practitioners": practitioners()}).data)


class HoursView(PublicView):
    """`hours?from&to`: when the studio is open on each local day, closures taken out; at most 62 days."""

    @extend_schema(operation_id="public_hours", parameters=DAY_RANGE, responses=HoursOutput)
    def get(self, request: Request) -> Response:
        query = DayRangeInput(data=request.query_params)
        query.is_valid(raise_exception=True)
        first_day, last_day = query.validated_data["from"], query.validated_data["to"]
        if (last_day - first_day).days + 1 > MAX_RANGE_DAYS:
            raise RangeTooLong(max_days=MAX_RANGE_DAYS)
        zone = studio_zone(get_studio())
        days = [
            {
                "day": day.isoformat(),
                "open": [
                    {
                        "opens_at": from_minute(start).astimezone(zone).isoformat(),
                        "closes_at": from_minute(end).astimezone(zone).isoformat(),
                    }
                    for start, end in intervals
                ],
            }
            for day, intervals in opening_hours(first_day=first_day, last_day=last_day, zone=zone)
        ]
        return Response({"time_zone": zone.key, "results": days, "next": None})


class ServicesView(PublicView):
    """`services`: what may be booked, in the studio's order."""

    @extend_schema(operation_id="public_services", responses=ServiceListOutput)
    def get(self, request: Request) -> Response:
        context = {"currency": get_studio().currency}
        results = ServiceOutput(services_on_offer(), many=True, context=context).data
        return Response({"results": results, "next": None})


class ServiceView(PublicView):
    """`services/{slug}`: one of them."""

    @extend_schema(operation_id="public_service", responses=ServiceOutput)
    def get(self, request: Request, slug: str) -> Response:
        service = service_with_people(slug)
        if not service.people:
            raise ServiceMissing()
        return Response(ServiceOutput(service, context={"currency": get_studio().currency}).data)
