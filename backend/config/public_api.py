"""`/api/v1/public/`: the doors of the apps side by side."""

from django.urls import include, path

urlpatterns = [
    path("", include("studio.api.public.urls")),
    path("", include("bookings.api.public.urls")),
]
