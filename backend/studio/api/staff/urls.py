from django.urls import path

from studio.api.staff.me import MeView

urlpatterns = [path("me", MeView.as_view())]
