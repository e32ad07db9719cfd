"""`staff/reminders`: how long before their start appointments are called to mind."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsFrontDesk, IsOwner
from accounts.models import User
from common.api.caching import NeverStored
from common.api.serializers import StrictSerializer
from common.time import now
from messaging.events import Audience, Channel
from messaging.providers import registry
from messaging.services.reminder_rules import LEAST_MINUTES, MOST_MINUTES, Rule, rules_in_force, set_rules


class ReminderRuleInput(StrictSerializer):
    audience = serializers.ChoiceField(choices=Audience.choices)
    channel = serializers.ChoiceField(choices=Channel.choices)
    minutes_before = serializers.IntegerField(min_value=LEAST_MINUTES, max_value=MOST_MINUTES)


class RemindersInput(StrictSerializer):
    rules = ReminderRuleInput(many=True, max_length=40)  # type: ignore[call-arg]  # of the list


class ReminderRuleOutput(serializers.Serializer):
    audience = serializers.ChoiceField(choices=Audience.choices)
    channel = serializers.ChoiceField(choices=Channel.choices)
    minutes_before = serializers.IntegerField()


class ChannelsOutput(serializers.Serializer):
    """Which have a provider: a rule for another sends nothing."""

    email = serializers.BooleanField()
    sms = serializers.BooleanField()


class RemindersOutput(serializers.Serializer):
    rules = ReminderRuleOutput(many=True)
    channels = ChannelsOutput()


class RemindersView(NeverStored, APIView):
    def get_permissions(self) -> list[BasePermission]:
        return [IsFrontDesk() if self.request.method == "GET" else IsOwner()]

    @extend_schema(operation_id="staff_reminders", responses=RemindersOutput)
    def get(self, request: Request) -> Response:
        return Response(_shown(rules_in_force()))

    @extend_schema(operation_id="staff_set_reminders", request=RemindersInput, responses=RemindersOutput)
    def put(self, request: Request) -> Response:
        assert isinstance(request.user, User)  # noqa: S101  IsOwner let nobody else in
        body = RemindersInput(data=request.data)
        body.is_valid(raise_exception=True)
        rules = [Rule(**rule) for rule in body.validated_data["rules"]]
        return Response(_shown(set_rules(rules, actor=request.user, now=now())))


def _shown(rules: list[Rule]) -> dict[str, Any]:
    channels = {channel.value: registry.available(channel) for channel in Channel}
    return dict(RemindersOutput({"rules": rules, "channels": channels}).data)
