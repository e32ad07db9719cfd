"""`Authorization: Manage <token>`: the right to act on one booking."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated
from rest_framework.request import Request

from bookings.errors import BookingMissing
from bookings.models import Appointment
from bookings.references import read_reference
from bookings.selectors import appointment_for_token
from common.time import now


class ManageScheme(BaseAuthentication):
    """Only names the scheme, so that a missing token answers 401; the booking itself is found by `managed_booking`."""

    def authenticate(self, request: Request) -> None:
        return None

    def authenticate_header(self, request: Request) -> str:
        return "Manage"


def managed_booking(request: Request, reference: str) -> Appointment:
    """The booking that the request's token opens, if it is the one in the address.

    Raises NotAuthenticated without a token, AuthenticationFailed for one that is wrong, revoked or over,
    BookingMissing where it opens another booking.
    """
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "manage" or not token:
        raise NotAuthenticated("Send the booking's manage token.")
    try:
        appointment = appointment_for_token(token.strip(), now=now())
    except BookingMissing as error:
        raise AuthenticationFailed("This link is not valid any more. Find the booking by its reference.") from error
    if appointment.reference != read_reference(reference):
        raise BookingMissing()
    return appointment
