from django.urls import path

from operations.api.staff import views

urlpatterns = [
    path("attention", views.AttentionView.as_view()),
]
