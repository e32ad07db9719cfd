"""`/api/v1/staff/me`: who is signed in, and the few facts every screen needs."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsStaff
from accounts.api.serializers import UserOutput
from accounts.models import User
from common.api.caching import NeverStored
from studio.models import Practitioner, StudioSettings


class StudioFactsOutput(serializers.Serializer):
    name = serializers.CharField()
    time_zone = serializers.CharField()
    currency = serializers.CharField()


class MeOutput(UserOutput):
    practitioner = serializers.SerializerMethodField(help_text="The practitioner this person is, by slug.")
    studio = serializers.SerializerMethodField(help_text="Null while the studio is not set up.")

    class Meta(UserOutput.Meta):
        fields = [*UserOutput.Meta.fields, "practitioner", "studio"]
        read_only_fields = fields

    def get_practitioner(self, user: User) -> str | None:
        return Practitioner.objects.filter(user=user).values_list("slug", flat=True).first()

    @extend_schema_field(StudioFactsOutput(allow_null=True))
    def get_studio(self, user: User) -> dict[str, Any] | None:
        studio = StudioSettings.objects.filter(pk=1).first()
        return dict(StudioFactsOutput(studio).data) if studio else None


class MeView(NeverStored, APIView):
    permission_classes = [IsStaff]

    @extend_schema(operation_id="staff_me", responses=MeOutput)
    def get(self, request: Request) -> Response:
        return Response(MeOutput(request.user).data)
