"""The studio's facts whose change depends on what is booked."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from bookings.selectors import has_sold
from bookings.services.archiving import archive_practitioner, archive_room
from studio.api.staff.serializers import (
    StaffPractitionerOutput,
    StaffRoomOutput,
    StaffStudioOutput,
    StudioInput,
)
from studio.api.staff.views import FactsView, shown_practitioner
from studio.selectors import get_studio
from studio.services.settings import change_settings, set_up_studio


class StudioView(FactsView):
    """`studio`: name, zone, currency, contact and house rules."""

    @extend_schema(operation_id="staff_studio", responses=StaffStudioOutput)
    def get(self, request: Request) -> Response:
        return Response(StaffStudioOutput(get_studio()).data)

    @extend_schema(operation_id="staff_set_up_studio", request=StudioInput, responses={201: StaffStudioOutput})
    def post(self, request: Request) -> Response:
        studio = set_up_studio(facts=self._facts(request, partial=False), **self.by_whom())
        return Response(StaffStudioOutput(studio).data, status=201)

    @extend_schema(operation_id="staff_change_studio", request=StudioInput, responses=StaffStudioOutput)
    def patch(self, request: Request) -> Response:
        changes = self._facts(request, partial=True)
        studio = change_settings(changes=changes, has_sold=has_sold, **self.by_whom())
        return Response(StaffStudioOutput(studio).data)

    def _facts(self, request: Request, *, partial: bool) -> dict[str, Any]:
        body = StudioInput(data=request.data, partial=partial)
        body.is_valid(raise_exception=True)
        return dict(body.validated_data)


class PractitionerArchiveView(FactsView):
    """`practitioners/{slug}/archive`: takes no bookings any more; 409 while some are to come."""

    @extend_schema(operation_id="staff_archive_practitioner", request=None, responses=StaffPractitionerOutput)
    def post(self, request: Request, slug: str) -> Response:
        return Response(shown_practitioner(archive_practitioner(slug=slug, **self.by_whom())))


class RoomArchiveView(FactsView):
    """`rooms/{slug}/archive`: used no more; 409 while appointments there are to come."""

    @extend_schema(operation_id="staff_archive_room", request=None, responses=StaffRoomOutput)
    def post(self, request: Request, slug: str) -> Response:
        return Response(StaffRoomOutput(archive_room(slug=slug, **self.by_whom())).data)
