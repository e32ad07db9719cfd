"""Archiving of people and rooms, and the studio's own row, are in `bookings.api.staff`: they ask what is booked."""

from django.urls import path

from studio.api.staff import views

urlpatterns = [
    path("me", views.MeView.as_view()),
    path("services", views.ServicesView.as_view()),
    path("services/<slug:slug>", views.ServiceView.as_view()),
    path("services/<slug:slug>/archive", views.ServiceArchiveView.as_view()),
    path("services/<slug:slug>/restore", views.ServiceRestoreView.as_view()),
    path("practitioners", views.PractitionersView.as_view()),
    path("practitioners/<slug:slug>", views.PractitionerView.as_view()),
    path("practitioners/<slug:slug>/restore", views.PractitionerRestoreView.as_view()),
    path("practitioners/<slug:slug>/hours", views.HoursView.as_view()),
    path("rooms", views.RoomsView.as_view()),
    path("rooms/<slug:slug>", views.RoomView.as_view()),
    path("rooms/<slug:slug>/restore", views.RoomRestoreView.as_view()),
]
