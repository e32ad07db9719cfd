from django.urls import path

from bookings.api.staff import views

urlpatterns = [
    path("today", views.TodayView.as_view()),
    path("appointments", views.AppointmentsView.as_view()),
    path("appointments/<str:reference>", views.AppointmentView.as_view()),
    path("appointments/<str:reference>/cancellation", views.StaffCancellationView.as_view()),
    path("appointments/<str:reference>/reschedule", views.StaffRescheduleView.as_view()),
    path("appointments/<str:reference>/completion", views.CompletionView.as_view()),
    path("appointments/<str:reference>/no-show", views.NoShowView.as_view()),
    path("slots", views.StaffSlotsView.as_view()),
    path("slots/explanation", views.ExplanationView.as_view()),
]
