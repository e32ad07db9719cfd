from django.urls import path

from messaging.api.staff import templates

ONE = "message-templates/<slug:event>/<slug:channel>/<slug:language>"

urlpatterns = [
    path("message-templates", templates.TemplatesView.as_view()),
    path(ONE, templates.TemplateView.as_view()),
    path(f"{ONE}/preview", templates.TemplatePreviewView.as_view()),
]
