from django.urls import path

from messaging.api.webhooks.mail import MailWebhook
from messaging.api.webhooks.twilio import TwilioWebhook

urlpatterns = [
    path("mail", MailWebhook.as_view(), name="webhook-mail"),
    path("twilio", TwilioWebhook.as_view(), name="webhook-twilio"),
]
