"""`/api/v1/auth/`: what allauth has no view for."""

import uuid

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import selectors
from accounts.api.authentication import signed_in, token_in
from accounts.api.permissions import IsSignedIn
from accounts.api.serializers import RotationOutput, SignInListOutput, SignInOutput
from accounts.errors import SignInMissing
from accounts.services import tokens
from common.limits import enforce
from common.time import now


class RotationView(APIView):
    """Swap the token for its successor; within 30 seconds the same one again."""

    permission_classes = [IsSignedIn]

    @extend_schema(operation_id="auth_rotate", request=None, responses=RotationOutput, tags=["auth"])
    def post(self, request: Request) -> Response:
        enforce(request, "rotation")
        issued = tokens.rotate(token=token_in(request) or "", now=now())
        if issued is None:  # revoked between authentication and the lock
            raise NotAuthenticated(_("Sign in again."))
        return Response(RotationOutput(issued).data)


class SignInsView(APIView):
    """Where this person is signed in."""

    permission_classes = [IsSignedIn]

    @extend_schema(operation_id="auth_sessions", responses=SignInListOutput, tags=["auth"])
    def get(self, request: Request) -> Response:
        user, token = signed_in(request)
        rows = selectors.sign_ins_of(user, now=now())
        shown = SignInOutput(rows, many=True, context={"family": token.family})
        return Response({"results": shown.data, "next": None})


class SignInView(APIView):
    """One sign-in, to end it from another device."""

    permission_classes = [IsSignedIn]

    @extend_schema(operation_id="auth_end_session", responses={204: None}, tags=["auth"])
    def delete(self, request: Request, family: uuid.UUID) -> Response:
        user, _token = signed_in(request)
        if not tokens.end_sign_in(user=user, family=family):
            raise SignInMissing(_("There is no such sign-in."))
        return Response(status=status.HTTP_204_NO_CONTENT)
