"""Addresses of pages; French ones stand under /fr/ (`config.urls`)."""

from django.urls import path

from website.views import booking, feeds, find, manage, pages

app_name = "website"
urlpatterns = [
    path("", pages.home, name="home"),
    path("services/", pages.services, name="services"),
    path("services/<slug:slug>/", pages.service, name="service"),
    path("privacy/", pages.privacy, name="privacy"),
    path("terms/", pages.terms, name="terms"),
    path("book/", booking.choose_service, name="book"),
    path("book/<slug:slug>/", booking.choose_time, name="times"),
    path("book/<slug:slug>/hold/", booking.place_hold, name="hold"),
    path("book/<slug:slug>/details/<str:token>/", booking.details, name="details"),
    path("book/<slug:slug>/details/<str:token>/times/", booking.choose_other_time, name="other-times"),
    path("book/<slug:slug>/details/<str:token>/extension/", booking.extend, name="extend"),
    path("book/<slug:slug>/details/<str:token>/release/", booking.release, name="release"),
    path("bookings/find/", find.find, name="find"),
    path("calendar/stopped/", feeds.stopped, name="calendar-stopped"),
    path("calendar/<str:token>.ics", feeds.file, name="calendar-file"),
    path("calendar/<str:token>/", feeds.page, name="calendar-feed"),
    path("calendar/<str:token>/stop/", feeds.stop, name="stop-calendar"),
    path("b/<str:token>/", manage.overview, name="manage"),
    path("b/<str:token>/confirmed/", manage.confirmed, name="confirmed"),
    path("b/<str:token>/calendar.ics", manage.calendar_file, name="calendar"),
    path("b/<str:token>/move/", manage.move, name="move"),
    path("b/<str:token>/move/confirm/", manage.confirm_move, name="confirm-move"),
    path("b/<str:token>/cancel/", manage.cancel, name="cancel"),
    path("b/<str:token>/undo/", manage.undo, name="undo"),
]
