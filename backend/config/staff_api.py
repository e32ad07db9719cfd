"""`/api/v1/staff/`: the doors of the apps side by side."""

from django.urls import include, path

urlpatterns = [
    path("", include("studio.api.staff.urls")),
    path("", include("bookings.api.staff.urls")),
    path("", include("messaging.api.staff.urls")),
    path("", include("messaging.api.staff.template_urls")),
    path("", include("operations.api.staff.urls")),
]
