"""`/api/v1/staff/`: the studio's facts. All staff read them, owners write them. Parse, call, answer."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsStaff, ReadOnlyUnlessOwner
from accounts.models import User
from common.api.caching import NeverStored
from common.time import now
from studio.api.staff.serializers import (
    MeOutput,
    StaffPractitionerInput,
    StaffPractitionerListOutput,
    StaffPractitionerOutput,
    StaffRoomInput,
    StaffRoomListOutput,
    StaffRoomOutput,
    StaffServiceInput,
    StaffServiceListOutput,
    StaffServiceOutput,
    WeekShape,
)
from studio.models import Practitioner, Room, Service, WeeklyHours
from studio.selectors import (
    all_practitioners,
    all_services,
    get_studio,
    one_practitioner,
    one_room,
    one_service,
)
from studio.services.practitioners import (
    add_practitioner,
    change_practitioner,
    restore_practitioner,
    set_weekly_hours,
)
from studio.services.rooms import add_room, change_room, restore_room
from studio.services.services import add_service, archive_service, change_service, restore_service


class FactsView(NeverStored, APIView):
    permission_classes = [ReadOnlyUnlessOwner]

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101  the permission let nobody else in
        return self.request.user

    def by_whom(self) -> dict[str, Any]:
        """Who changes something and when, as every service function asks."""
        return {"actor": self.user, "now": now()}


class MeView(FactsView):
    """`me`: who is signed in, in which role, and the studio's name, zone and currency."""

    permission_classes = [IsStaff]

    @extend_schema(operation_id="staff_me", responses=MeOutput)
    def get(self, request: Request) -> Response:
        return Response(MeOutput(self.user).data)


def shown_service(service: Service) -> dict[str, Any]:
    return dict(StaffServiceOutput(one_service(service.slug), context={"currency": get_studio().currency}).data)


class ServicesView(FactsView):
    """`services`: all of them in the studio's order, archived ones too."""

    @extend_schema(operation_id="staff_services", responses=StaffServiceListOutput)
    def get(self, request: Request) -> Response:
        body = {"results": all_services(), "next": None}
        return Response(StaffServiceListOutput(body, context={"currency": get_studio().currency}).data)

    @extend_schema(operation_id="staff_add_service", request=StaffServiceInput, responses={201: StaffServiceOutput})
    def post(self, request: Request) -> Response:
        body = StaffServiceInput(data=request.data)
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        service = add_service(
            practitioners=fields.pop("practitioners"),
            rooms=fields.pop("rooms", ()),
            fields=fields,
            **self.by_whom(),
        )
        return Response(shown_service(service), status=201)


class ServiceView(FactsView):
    """`services/{slug}`."""

    @extend_schema(operation_id="staff_service", responses=StaffServiceOutput)
    def get(self, request: Request, slug: str) -> Response:
        return Response(shown_service(one_service(slug)))

    @extend_schema(operation_id="staff_change_service", request=StaffServiceInput, responses=StaffServiceOutput)
    def patch(self, request: Request, slug: str) -> Response:
        body = StaffServiceInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        changes = body.validated_data
        service = change_service(
            slug=slug,
            practitioners=changes.pop("practitioners", None),
            rooms=changes.pop("rooms", None),
            changes=changes,
            **self.by_whom(),
        )
        return Response(shown_service(service))


class ServiceArchiveView(FactsView):
    """`services/{slug}/archive`: no longer on offer; what is booked stays booked."""

    @extend_schema(operation_id="staff_archive_service", request=None, responses=StaffServiceOutput)
    def post(self, request: Request, slug: str) -> Response:
        return Response(shown_service(archive_service(slug=slug, **self.by_whom())))


class ServiceRestoreView(FactsView):
    """`services/{slug}/restore`: on offer again."""

    @extend_schema(operation_id="staff_restore_service", request=None, responses=StaffServiceOutput)
    def post(self, request: Request, slug: str) -> Response:
        return Response(shown_service(restore_service(slug=slug, **self.by_whom())))


def shown_practitioner(practitioner: Practitioner) -> dict[str, Any]:
    return dict(StaffPractitionerOutput(one_practitioner(practitioner.slug)).data)


class PractitionersView(FactsView):
    """`practitioners`: everybody in the studio's order, archived ones too."""

    @extend_schema(operation_id="staff_practitioners", responses=StaffPractitionerListOutput)
    def get(self, request: Request) -> Response:
        return Response(StaffPractitionerListOutput({"results": all_practitioners(), "next": None}).data)

    @extend_schema(
        operation_id="staff_add_practitioner",
        request=StaffPractitionerInput,
        responses={201: StaffPractitionerOutput},
    )
    def post(self, request: Request) -> Response:
        body = StaffPractitionerInput(data=request.data)
        body.is_valid(raise_exception=True)
        fields = body.validated_data
        practitioner = add_practitioner(user_email=fields.pop("user_email", None), fields=fields, **self.by_whom())
        return Response(shown_practitioner(practitioner), status=201)


class PractitionerView(FactsView):
    """`practitioners/{slug}`."""

    @extend_schema(operation_id="staff_practitioner", responses=StaffPractitionerOutput)
    def get(self, request: Request, slug: str) -> Response:
        return Response(shown_practitioner(one_practitioner(slug)))

    @extend_schema(
        operation_id="staff_change_practitioner", request=StaffPractitionerInput, responses=StaffPractitionerOutput
    )
    def patch(self, request: Request, slug: str) -> Response:
        body = StaffPractitionerInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        practitioner = change_practitioner(slug=slug, changes=body.validated_data, **self.by_whom())
        return Response(shown_practitioner(practitioner))


class PractitionerRestoreView(FactsView):
    """`practitioners/{slug}/restore`: takes bookings again."""

    @extend_schema(operation_id="staff_restore_practitioner", request=None, responses=StaffPractitionerOutput)
    def post(self, request: Request, slug: str) -> Response:
        return Response(shown_practitioner(restore_practitioner(slug=slug, **self.by_whom())))


class HoursView(FactsView):
    """`practitioners/{slug}/hours`: the whole week, read and replaced at once."""

    @extend_schema(operation_id="staff_hours", responses=WeekShape)
    def get(self, request: Request, slug: str) -> Response:
        return Response(self._week(one_practitioner(slug)))

    @extend_schema(operation_id="staff_set_hours", request=WeekShape, responses=WeekShape)
    def put(self, request: Request, slug: str) -> Response:
        body = WeekShape(data=request.data)
        body.is_valid(raise_exception=True)
        practitioner = set_weekly_hours(
            slug=slug, hours=body.spans("intervals"), breaks=body.spans("breaks"), **self.by_whom()
        )
        return Response(self._week(practitioner))

    def _week(self, practitioner: Practitioner) -> dict[str, Any]:
        rows = list(practitioner.weekly_hours.order_by("weekday", "start_minute"))
        week = {
            "intervals": [row for row in rows if row.kind == WeeklyHours.Kind.OPEN],
            "breaks": [row for row in rows if row.kind == WeeklyHours.Kind.BREAK],
        }
        return dict(WeekShape(week).data)


class RoomsView(FactsView):
    """`rooms`: all of them in the studio's order, archived ones too."""

    @extend_schema(operation_id="staff_rooms", responses=StaffRoomListOutput)
    def get(self, request: Request) -> Response:
        return Response(StaffRoomListOutput({"results": Room.objects.all(), "next": None}).data)

    @extend_schema(operation_id="staff_add_room", request=StaffRoomInput, responses={201: StaffRoomOutput})
    def post(self, request: Request) -> Response:
        body = StaffRoomInput(data=request.data)
        body.is_valid(raise_exception=True)
        return Response(StaffRoomOutput(add_room(fields=body.validated_data, **self.by_whom())).data, status=201)


class RoomView(FactsView):
    """`rooms/{slug}`."""

    @extend_schema(operation_id="staff_room", responses=StaffRoomOutput)
    def get(self, request: Request, slug: str) -> Response:
        return Response(StaffRoomOutput(one_room(slug)).data)

    @extend_schema(operation_id="staff_change_room", request=StaffRoomInput, responses=StaffRoomOutput)
    def patch(self, request: Request, slug: str) -> Response:
        body = StaffRoomInput(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        return Response(StaffRoomOutput(change_room(slug=slug, changes=body.validated_data, **self.by_whom())).data)


class RoomRestoreView(FactsView):
    """`rooms/{slug}/restore`: in use again."""

    @extend_schema(operation_id="staff_restore_room", request=None, responses=StaffRoomOutput)
    def post(self, request: Request, slug: str) -> Response:
        return Response(StaffRoomOutput(restore_room(slug=slug, **self.by_whom())).data)
