"""`staff/calendar-feed`: one's own appointments as a calendar that programs read by a private link."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.permissions import IsOwner
from bookings.api.staff.views import StaffView
from bookings.feeds import feed_addresses, feed_of, practitioner_feed_token
from bookings.models import CalendarFeed
from bookings.services.feeds import open_feed, stop_feed
from common.api.fields import LocalMoment
from common.time import now
from studio.errors import PractitionerMissing
from studio.models import Practitioner
from studio.selectors import one_practitioner, own_practitioner


class CalendarFeedOutput(serializers.Serializer):
    """All null while there is none."""

    url = serializers.CharField(allow_null=True)
    webcal_url = serializers.CharField(allow_null=True)
    created_at = LocalMoment(allow_null=True)


class CalendarFeedView(StaffView):
    """Whoever reads the answer can read the calendar: it names clients by first name and initial."""

    def practitioner(self, **_where: Any) -> Practitioner:
        found = own_practitioner(self.user)
        if found is None:
            raise PractitionerMissing()
        return found

    @extend_schema(operation_id="staff_calendar_feed", responses=CalendarFeedOutput)
    def get(self, request: Request, **where: Any) -> Response:
        return self.answer(feed_of(self.practitioner(**where)))

    @extend_schema(operation_id="staff_open_calendar_feed", request=None, responses={201: CalendarFeedOutput})
    def post(self, request: Request, **where: Any) -> Response:
        """A new link; the one before ends."""
        feed = open_feed(practitioner=self.practitioner(**where), actor=self.user, now=now())
        return self.answer(feed, status=201)

    @extend_schema(operation_id="staff_stop_calendar_feed", responses={204: None})
    def delete(self, request: Request, **where: Any) -> Response:
        stop_feed(practitioner=self.practitioner(**where), actor=self.user, now=now())
        return Response(status=204)

    def answer(self, feed: CalendarFeed | None, status: int = 200) -> Response:
        body: dict[str, Any] = {"url": None, "webcal_url": None, "created_at": None}
        if feed is not None:
            body = {**feed_addresses(practitioner_feed_token(feed)), "created_at": feed.created_at}
        return Response(CalendarFeedOutput(body, context=self.shown()).data, status=status)


class PractitionerCalendarFeedView(CalendarFeedView):
    """`practitioners/{slug}/calendar-feed`: an owner's door to anybody's."""

    permission_classes = [IsOwner]

    def practitioner(self, **where: Any) -> Practitioner:
        return one_practitioner(where["slug"])

    @extend_schema(operation_id="staff_practitioner_calendar_feed", responses=CalendarFeedOutput)
    def get(self, request: Request, **where: Any) -> Response:
        return super().get(request, **where)

    @extend_schema(
        operation_id="staff_open_practitioner_calendar_feed", request=None, responses={201: CalendarFeedOutput}
    )
    def post(self, request: Request, **where: Any) -> Response:
        return super().post(request, **where)

    @extend_schema(operation_id="staff_stop_practitioner_calendar_feed", responses={204: None})
    def delete(self, request: Request, **where: Any) -> Response:
        return super().delete(request, **where)
