from django.urls import path

from bookings.api.public import views

urlpatterns = [
    path("services/<slug:slug>/slots", views.SlotsView.as_view()),
    path("holds", views.HoldsView.as_view()),
    path("holds/extension", views.HoldExtensionView.as_view()),
    path("holds/release", views.HoldReleaseView.as_view()),
    path("bookings", views.BookingsView.as_view()),
    path("bookings/lookup", views.LookupView.as_view()),
    path("bookings/<str:reference>", views.BookingView.as_view()),
    path("bookings/<str:reference>/cancellation", views.CancellationView.as_view()),
    path("bookings/<str:reference>/reschedule", views.RescheduleView.as_view()),
    path("bookings/<str:reference>/undo", views.UndoView.as_view()),
    path("bookings/<str:reference>/calendar.ics", views.CalendarFileView.as_view()),
]
