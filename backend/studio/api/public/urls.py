from django.urls import path

from studio.api.public import views

urlpatterns = [
    path("studio", views.StudioView.as_view()),
    path("hours", views.HoursView.as_view()),
    path("services", views.ServicesView.as_view()),
    path("services/<slug:slug>", views.ServiceView.as_view()),
]
