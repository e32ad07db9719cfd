"""`staff/messages`: what was written to whom, and what became of it."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsFrontDesk
from accounts.models import User
from common.api.caching import NeverStored
from common.pagination import page
from common.time import now
from messaging.api.staff.ledger_serializers import (
    MessageDetailOutput,
    MessageListOutput,
    MessageOutput,
    MessagesQuery,
    ResendInput,
    ResentOutput,
    resend_input,
)
from messaging.events import EVENTS, Channel
from messaging.models import Status
from messaging.selectors import filter_messages, ledger, message
from messaging.services.reading import what_it_says
from messaging.services.resending import dismiss, resend, resend_unreached
from studio.selectors import get_studio, studio_zone


class LedgerView(NeverStored, APIView):
    """Practitioners have no door here: messages name clients who are not theirs."""

    permission_classes = [IsFrontDesk]

    @property
    def user(self) -> User:
        assert isinstance(self.request.user, User)  # noqa: S101  IsFrontDesk let nobody else in
        return self.request.user

    def shown(self, **extra: Any) -> dict[str, Any]:
        return {"zone": studio_zone(get_studio()), **extra}


class MessagesView(LedgerView):
    @extend_schema(
        operation_id="staff_messages",
        parameters=[
            OpenApiParameter("status", str, many=True, enum=Status.values),
            OpenApiParameter("channel", str, enum=Channel.values),
            OpenApiParameter("event", str, many=True, enum=sorted(EVENTS)),
            OpenApiParameter("q", str, description="Part of a name, an address or a reference."),
            OpenApiParameter("reference", str, description="Of the appointment."),
            OpenApiParameter("unreached", bool, description="Failed, for a client, and not dealt with."),
            OpenApiParameter("cursor", str),
        ],
        responses=MessageListOutput,
    )
    def get(self, request: Request) -> Response:
        query = MessagesQuery(data=request.query_params)
        query.is_valid(raise_exception=True)
        asked = query.validated_data
        found = filter_messages(
            ledger(),
            statuses=asked.get("status", ()),
            channel=asked.get("channel", ""),
            events=asked.get("event", ()),
            reference=asked.get("reference", ""),
            text=asked.get("q", ""),
            only_unreached=asked.get("unreached", False),
        )
        # What it says stands in the one message; a list of fifty would carry fifty e-mails.
        results, following = page(
            found.defer("text", "content"), order=["-created_at", "-id"], cursor=asked.get("cursor")
        )
        return Response(MessageListOutput({"results": results, "next": following}, context=self.shown()).data)


class MessageView(LedgerView):
    @extend_schema(operation_id="staff_message", responses=MessageDetailOutput)
    def get(self, request: Request, key: UUID) -> Response:
        found = message(key)
        said = what_it_says(found, now=now())
        found.subject_line = said.subject_line
        return Response(MessageDetailOutput(found, context=self.shown(said=said)).data)


class ResendView(LedgerView):
    @extend_schema(operation_id="staff_resend_message", request=ResendInput, responses={201: MessageOutput})
    def post(self, request: Request, key: UUID) -> Response:
        address = resend_input(message(key), request.data, country=get_studio().address_country)
        new = resend(key=key, address=address, actor=self.user, now=now())
        return Response(MessageOutput(new, context=self.shown()).data, status=201)


class DismissalView(LedgerView):
    @extend_schema(operation_id="staff_dismiss_message", request=None, responses=MessageOutput)
    def post(self, request: Request, key: UUID) -> Response:
        return Response(MessageOutput(dismiss(key=key, actor=self.user, now=now()), context=self.shown()).data)


class UnreachedResendView(LedgerView):
    """At most a hundred at once; whatever is left is still not reached, and can be asked for again."""

    @extend_schema(operation_id="staff_resend_unreached", request=None, responses=ResentOutput)
    def post(self, request: Request) -> Response:
        return Response({"resent": resend_unreached(actor=self.user, now=now())})
