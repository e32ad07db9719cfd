"""Addresses for whoever watches the process: a load balancer, Compose, an operator."""

from django.urls import path

from operations.views import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
