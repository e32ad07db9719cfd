"""`staff/attention`: what the studio's machinery could not do, for the overview."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsFrontDesk, IsStaff
from common.api.caching import NeverStored
from common.api.fields import LocalMoment
from common.time import now
from messaging.selectors import count_unreached, late_messages
from operations.selectors import late_jobs
from studio.selectors import get_studio, studio_zone

NOBODY = {"messages": 0, "people": 0}


class NotReachedOutput(serializers.Serializer):
    messages = serializers.IntegerField()
    people = serializers.IntegerField()


class LateJobOutput(serializers.Serializer):
    job = serializers.CharField()
    every_minutes = serializers.IntegerField()
    last_started_at = LocalMoment(allow_null=True, help_text="When it last began and did not fail.")


class AttentionOutput(serializers.Serializer):
    not_reached = NotReachedOutput(help_text="Clients.")
    not_reached_team = NotReachedOutput(help_text="Practitioners, who see their own calendar all the same.")
    late_messages = serializers.IntegerField(help_text="Due five minutes ago or more, and not sent.")
    late_jobs = LateJobOutput(many=True)


class AttentionView(NeverStored, APIView):
    """Practitioners, who can do nothing about it, are told that all is well."""

    permission_classes = [IsStaff]

    @extend_schema(operation_id="staff_attention", responses=AttentionOutput)
    def get(self, request: Request) -> Response:
        if not IsFrontDesk().has_permission(request, self):
            return Response({"not_reached": NOBODY, "not_reached_team": NOBODY, "late_messages": 0, "late_jobs": []})
        moment = now()
        not_reached = count_unreached()
        body = {
            "not_reached": not_reached["clients"],
            "not_reached_team": not_reached["team"],
            "late_messages": late_messages(moment).count(),
            "late_jobs": late_jobs(moment),
        }
        return Response(AttentionOutput(body, context={"zone": studio_zone(get_studio())}).data)
