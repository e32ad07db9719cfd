"""`/api/v1/staff/clients`: who books. Practitioners see those who were booked with them; the desk writes."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsFrontDesk, IsStaff
from bookings.api.staff.serializers import (
    ClientChangeInput,
    ClientDetailOutput,
    ClientListOutput,
    ClientsQuery,
    StaffClientInput,
)
from bookings.api.staff.views import StaffView
from bookings.errors import ClientMissing
from bookings.models import Client
from bookings.selectors import appointments_visible_to, clients_visible_to, search_clients
from bookings.services.clients import add_client, change_client
from common.pagination import page
from common.time import now
from studio.selectors import get_studio

SHOWN_APPOINTMENTS = 20


class ReadOnlyUnlessDesk(BasePermission):
    """All staff may read, front desk and owners may write."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        needed: type[BasePermission] = IsStaff if request.method in SAFE_METHODS else IsFrontDesk
        return needed().has_permission(request, view)


class ClientsView(StaffView):
    """`clients[?q&cursor]`: by name; `q` is looked for in name, e-mail address and phone."""

    permission_classes = [ReadOnlyUnlessDesk]

    @extend_schema(
        operation_id="staff_clients",
        parameters=[OpenApiParameter("q", str), OpenApiParameter("cursor", str)],
        responses=ClientListOutput,
    )
    def get(self, request: Request) -> Response:
        query = ClientsQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = clients_visible_to(self.user)
        if text := query.validated_data.get("q"):
            found = search_clients(found, text)
        results, following = page(found, order=["name", "id"], cursor=query.validated_data.get("cursor"))
        return Response(ClientListOutput({"results": results, "next": following}).data)

    @extend_schema(operation_id="staff_add_client", request=StaffClientInput, responses={201: ClientDetailOutput})
    def post(self, request: Request) -> Response:
        body = StaffClientInput(data=request.data, context={"country": get_studio().address_country})
        body.is_valid(raise_exception=True)
        client = add_client(**body.validated_data, actor=self.user, now=now())
        return Response(shown_client(self, client), status=201)


class ClientView(StaffView):
    """`clients/{id}`: one client, with the coming and the last past appointments that this person may see."""

    permission_classes = [ReadOnlyUnlessDesk]

    @extend_schema(operation_id="staff_client", responses=ClientDetailOutput)
    def get(self, request: Request, client_id: int) -> Response:
        return Response(shown_client(self, self._client(client_id)))

    @extend_schema(operation_id="staff_change_client", request=ClientChangeInput, responses=ClientDetailOutput)
    def patch(self, request: Request, client_id: int) -> Response:
        body = ClientChangeInput(data=request.data, context={"country": get_studio().address_country})
        body.is_valid(raise_exception=True)
        client = self._client(client_id)
        changed = change_client(client_id=client.pk, changes=body.validated_data, actor=self.user, now=now())
        return Response(shown_client(self, changed))

    def _client(self, client_id: int) -> Client:
        client = clients_visible_to(self.user).filter(pk=client_id).first()
        if client is None:
            raise ClientMissing()
        return client


def shown_client(view: StaffView, client: Client) -> Any:
    context = view.shown()
    theirs = appointments_visible_to(view.user).filter(client=client)
    body = {
        "client": client,
        "coming": theirs.filter(ends_at__gt=context["now"]).order_by("starts_at", "pk")[:SHOWN_APPOINTMENTS],
        "past": theirs.filter(ends_at__lte=context["now"]).order_by("-starts_at", "-pk")[:SHOWN_APPOINTMENTS],
    }
    return ClientDetailOutput(body, context=context).data
