"""What all webhooks share: the provider's signature is the only credential, and it covers the body as it came."""

from abc import ABC, abstractmethod

from django.http import HttpRequest, HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from common.api.caching import NeverStored
from common.api.permissions import Anyone
from common.errors import NotPermitted, Unreadable

UNBELIEVED = "The signature is missing or wrong."


class WrongSignature(NotPermitted):
    type = "wrong-signature"
    title = "Not signed by a provider"


@extend_schema(exclude=True)  # providers know their own shapes; nobody else calls this
class Webhook(NeverStored, APIView, ABC):
    """No limits of its own: an unsigned request costs one HMAC and touches nothing, and a provider that is turned away
    because it has much to say would count us as dead."""

    authentication_classes = ()
    permission_classes = (Anyone,)

    def post(self, request: Request) -> HttpResponse:
        return self.receive(request._request)

    @abstractmethod
    def receive(self, request: HttpRequest) -> HttpResponse:
        """Verify, read, apply. Raises WrongSignature or Unreadable."""


def unreadable(error: Exception) -> Unreadable:
    """Signed, and of a shape that we do not know: their new version, or our bug."""
    return Unreadable(f"This notice could not be read: {type(error).__name__}.")
