"""Every address of the application, and the two views that others are compared with."""

from bookings.models import Client
from common.api.permissions import Anyone
from config import urls
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView


class BareView(APIView):
    """What Django, its middleware and REST framework cost by themselves."""

    authentication_classes = []
    permission_classes = [Anyone]

    def get(self, request: Request) -> Response:
        return Response({"answer": 42})


class OneQueryView(APIView):
    """The same with one row found by its primary key: the least that a view of a database can do."""

    authentication_classes = []
    permission_classes = [Anyone]

    def get(self, request: Request, pk: int) -> Response:
        client = Client.objects.get(pk=pk)
        return Response({"id": client.pk, "name": client.name})


urlpatterns = [path("bench/bare", BareView.as_view()), path("bench/one-query/<int:pk>", OneQueryView.as_view())]
urlpatterns += urls.urlpatterns
handler400, handler403, handler404, handler500 = (urls.handler400, urls.handler403, urls.handler404, urls.handler500)
