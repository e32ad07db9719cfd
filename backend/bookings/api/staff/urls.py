from django.urls import path

from bookings.api.staff import client_views, closure_views, feed_views, slot_views, studio_views, views

urlpatterns = [
    path("today", views.TodayView.as_view()),
    path("appointments", views.AppointmentsView.as_view()),
    path("appointments/<str:reference>", views.AppointmentView.as_view()),
    path("appointments/<str:reference>/cancellation", views.StaffCancellationView.as_view()),
    path("appointments/<str:reference>/reschedule", views.StaffRescheduleView.as_view()),
    path("appointments/<str:reference>/undo", views.StaffUndoView.as_view()),
    path("appointments/<str:reference>/completion", views.CompletionView.as_view()),
    path("appointments/<str:reference>/no-show", views.NoShowView.as_view()),
    path("closures", closure_views.ClosuresView.as_view()),
    path("closures/conflicts", closure_views.ClosureConflictsView.as_view()),
    path("closures/<int:closure_id>", closure_views.ClosureView.as_view()),
    path("clients", client_views.ClientsView.as_view()),
    path("clients/<int:client_id>", client_views.ClientView.as_view()),
    path("studio", studio_views.StudioView.as_view()),
    path("practitioners/<slug:slug>/archive", studio_views.PractitionerArchiveView.as_view()),
    path("rooms/<slug:slug>/archive", studio_views.RoomArchiveView.as_view()),
    path("calendar-feed", feed_views.CalendarFeedView.as_view()),
    path("practitioners/<slug:slug>/calendar-feed", feed_views.PractitionerCalendarFeedView.as_view()),
    path("slots", slot_views.StaffSlotsView.as_view()),
    path("slots/explanation", slot_views.ExplanationView.as_view()),
]
