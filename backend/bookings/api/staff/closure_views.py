"""`/api/v1/staff/closures`: time in which nothing may be booked."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from bookings.api.staff.closure_serializers import (
    ClosureInput,
    ClosureListOutput,
    ClosureOutput,
    ClosureWithConflictsOutput,
    ConflictsOutput,
)
from bookings.api.staff.views import StaffView
from bookings.services.closures import add_closure, conflicts_of, remove_closure
from common.time import now
from studio.errors import ClosureMissing
from studio.selectors import all_closures


class ClosuresView(StaffView):
    """`closures`: those that are not over; a practitioner may add some of the own calendar."""

    @extend_schema(operation_id="staff_closures", responses=ClosureListOutput)
    def get(self, request: Request) -> Response:
        context = self.shown()
        today = context["now"].astimezone(context["zone"]).date()
        return Response(ClosureListOutput({"results": all_closures(not_over_on=today), "next": None}).data)

    @extend_schema(operation_id="staff_add_closure", request=ClosureInput, responses={201: ClosureWithConflictsOutput})
    def post(self, request: Request) -> Response:
        context = self.shown()
        closure, conflicts = add_closure(wanted=_wanted(request), actor=self.user, now=context["now"])
        body: dict[str, Any] = {"closure": closure, "conflicts": conflicts}
        return Response(ClosureWithConflictsOutput(body, context=context).data, status=201)


class ClosureConflictsView(StaffView):
    """`closures/conflicts`: what such a closure would lie over; changes nothing."""

    @extend_schema(operation_id="staff_closure_conflicts", request=ClosureInput, responses=ConflictsOutput)
    def post(self, request: Request) -> Response:
        context = self.shown()
        conflicts = conflicts_of(_wanted(request), actor=self.user, now=context["now"])
        return Response(ConflictsOutput(conflicts, context=context).data)


class ClosureView(StaffView):
    """`closures/{id}`."""

    @extend_schema(operation_id="staff_closure", responses=ClosureOutput)
    def get(self, request: Request, closure_id: int) -> Response:
        closure = all_closures().filter(pk=closure_id).first()
        if closure is None:
            raise ClosureMissing()
        return Response(ClosureOutput(closure).data)

    @extend_schema(operation_id="staff_remove_closure", responses={204: None})
    def delete(self, request: Request, closure_id: int) -> Response:
        remove_closure(closure_id=closure_id, actor=self.user, now=now())
        return Response(status=204)


def _wanted(request: Request) -> Any:
    body = ClosureInput(data=request.data)
    body.is_valid(raise_exception=True)
    return body.wanted()
