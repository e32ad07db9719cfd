"""Shapes of the staff booking API."""

from datetime import datetime
from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from bookings.actors import ClientDetails, WantedTime
from bookings.api.fields import OffersUndo, UndoChange, UndoUntil
from bookings.api.public.serializers import NamedOutput
from bookings.models import Appointment, AppointmentStatus
from bookings.rules import possible_actions
from common.api.contacts import Email, Phone
from common.api.fields import LocalMoment, MoneyField
from common.api.serializers import Day, Lines, Moment, StrictSerializer, Text
from common.time import now

ACTIONS = ["cancel", "reschedule", "complete", "no_show"]
ORDERS = ["starts_at", "-starts_at"]


class ClientOutput(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField()
    email = serializers.CharField()
    phone = serializers.CharField()
    language = serializers.CharField()


class CancellationOutput(serializers.Serializer):
    at = LocalMoment(source="cancelled_at")
    by = serializers.CharField(source="cancelled_by")
    reason = serializers.CharField(source="cancel_reason")
    charged_late_fee = MoneyField("charged_late_fee_minor")


class AppointmentOutput(OffersUndo):
    door = "staff"
    is_row = True

    reference = serializers.CharField()
    status = serializers.ChoiceField(choices=AppointmentStatus.choices)
    starts_at = LocalMoment()
    ends_at = LocalMoment()
    service = NamedOutput()
    practitioner = NamedOutput()
    room = NamedOutput(allow_null=True)
    client = ClientOutput()
    contact_name = serializers.CharField()
    contact_phone = serializers.CharField()
    price = MoneyField("price_minor")
    late_fee = MoneyField("late_fee_minor")
    free_cancellation_until = LocalMoment()
    note = serializers.CharField()
    source = serializers.CharField()  # type: ignore[assignment]  # the field of that name, not DRF's attribute
    booked_at = LocalMoment()
    cancellation = serializers.SerializerMethodField()
    undo_until = UndoUntil()
    undo_change = UndoChange()
    actions = serializers.SerializerMethodField(
        help_text="What staff can do now: cancel, reschedule, complete, no_show."
    )

    @extend_schema_field(CancellationOutput(allow_null=True))
    def get_cancellation(self, appointment: Appointment) -> dict[str, Any] | None:
        if appointment.cancelled_at is None:
            return None
        return dict(CancellationOutput(appointment, context=self.context).data)

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=ACTIONS)))
    def get_actions(self, appointment: Appointment) -> list[str]:
        moment: datetime = self.context.get("now") or now()
        return possible_actions(appointment.status, has_begun=moment >= appointment.starts_at)


class EventOutput(serializers.Serializer):
    at = LocalMoment()
    kind = serializers.CharField()
    actor = serializers.SerializerMethodField()
    detail = serializers.JSONField()

    def get_fields(self) -> dict[str, serializers.Field]:
        ends: dict[str, serializers.Field] = {
            "from": serializers.CharField(source="from_status"),
            "to": serializers.CharField(source="to_status"),
        }
        return {**super().get_fields(), **ends}

    def get_actor(self, event: Any) -> str:
        return str(event.user.name if event.user else event.actor)


class AppointmentDetailOutput(AppointmentOutput):
    is_row = False

    timeline = serializers.SerializerMethodField()

    @extend_schema_field(EventOutput(many=True))
    def get_timeline(self, appointment: Appointment) -> list[dict[str, Any]]:
        events = appointment.timeline.select_related("user")
        return EventOutput(events, many=True, context=self.context).data  # type: ignore[return-value]


class LiveHoldOutput(serializers.Serializer):
    """A time somebody is booking online at this moment; who, nobody knows yet."""

    starts_at = LocalMoment()
    ends_at = LocalMoment()
    service = NamedOutput()
    practitioner = NamedOutput()
    expires_at = LocalMoment()


class TodayOutput(serializers.Serializer):
    day = serializers.DateField()
    time_zone = serializers.CharField()
    now = LocalMoment()
    appointments = AppointmentOutput(many=True)
    holds = LiveHoldOutput(many=True)


class AppointmentListOutput(serializers.Serializer):
    results = AppointmentOutput(many=True)
    next = serializers.CharField(allow_null=True)


class AppointmentsQuery(serializers.Serializer):
    """Filters of the list: local days inclusive, statuses repeatable, `q` in client, contact, e-mail, phone,
    reference."""

    status = serializers.MultipleChoiceField(choices=AppointmentStatus.choices, required=False)
    service = serializers.SlugField(required=False)
    practitioner = serializers.SlugField(required=False)
    q = Text(required=False, allow_blank=True, max_length=120)
    order = serializers.ChoiceField(choices=ORDERS, default="starts_at")
    cursor = serializers.CharField(required=False, max_length=200)

    def get_fields(self) -> dict[str, serializers.Field]:
        days = {"from": Day(required=False), "to": Day(required=False)}
        return {**super().get_fields(), **days}


class KnownOrNewClient(StrictSerializer):
    """`{id}` of a known client, or `{name, email?, phone?}`."""

    id = serializers.IntegerField(required=False, min_value=1)
    name = Text(required=False, max_length=120)
    email = Email(required=False, allow_blank=True)
    phone = Phone(required=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if "id" not in attrs and not attrs.get("name"):
            raise serializers.ValidationError(
                {"name": serializers.ErrorDetail("Give a name, or the id of a known client.", code="required")}
            )
        return attrs


class StaffBookingInput(StrictSerializer):
    service = serializers.SlugField()
    practitioner = serializers.SlugField(required=False, allow_null=True)
    starts_at = Moment()
    client = KnownOrNewClient()
    note = Lines(required=False, allow_blank=True, max_length=1000, default="")
    override_rules = serializers.BooleanField(default=False)

    def wanted(self) -> WantedTime:
        data = self.validated_data
        return WantedTime(data["service"], data["starts_at"], data.get("practitioner"))

    def client_details(self) -> ClientDetails:
        data = self.validated_data["client"]
        return ClientDetails(
            name=data.get("name", ""),
            email=data.get("email", ""),
            phone=data.get("phone", ""),
            client_id=data.get("id"),
        )


class StaffCancellationInput(StrictSerializer):
    reason = Lines(required=False, allow_blank=True, max_length=300, default="")


class StaffRescheduleInput(StrictSerializer):
    starts_at = Moment()
    practitioner = serializers.SlugField(required=False, allow_null=True)
    override_rules = serializers.BooleanField(default=False)


class StaffClientInput(StrictSerializer):
    name = Text(max_length=120)
    email = Email(required=False, allow_blank=True, default="")
    phone = Phone(required=False, allow_blank=True, default="")
    language = serializers.ChoiceField(choices=settings.LANGUAGES, default="en")


class ClientChangeInput(StrictSerializer):
    name = Text(max_length=120, required=False)
    email = Email(required=False, allow_blank=True)
    phone = Phone(required=False, allow_blank=True)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class ClientListOutput(serializers.Serializer):
    results = ClientOutput(many=True)
    next = serializers.CharField(allow_null=True)


class ClientAppointmentsOutput(serializers.Serializer):
    """At most twenty each: the next ones in order, and the last ones, newest first."""

    coming = AppointmentOutput(many=True)
    past = AppointmentOutput(many=True)


class ClientDetailOutput(serializers.Serializer):
    """From `client`, `coming` and `past`."""

    id = serializers.IntegerField(source="client.id")
    name = serializers.CharField(source="client.name")
    email = serializers.CharField(source="client.email")
    phone = serializers.CharField(source="client.phone")
    language = serializers.CharField(source="client.language")
    created_at = LocalMoment(source="client.created_at")
    appointments = ClientAppointmentsOutput(source="*")


class ClientsQuery(serializers.Serializer):
    q = Text(required=False, allow_blank=True, max_length=120)
    cursor = serializers.CharField(required=False, max_length=200)


class ReasonOutput(serializers.Serializer):
    practitioner = serializers.CharField(allow_null=True)
    code = serializers.CharField()
    detail = serializers.CharField()


class ExplanationOutput(serializers.Serializer):
    free = serializers.BooleanField()
    reasons = ReasonOutput(many=True)
