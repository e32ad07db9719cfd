from django.urls import path

from messaging.api.staff import ledger, reminders

urlpatterns = [
    path("reminders", reminders.RemindersView.as_view()),
    path("messages", ledger.MessagesView.as_view()),
    path("messages/unreached/resend", ledger.UnreachedResendView.as_view()),
    path("messages/<uuid:key>", ledger.MessageView.as_view()),
    path("messages/<uuid:key>/resend", ledger.ResendView.as_view()),
    path("messages/<uuid:key>/dismissal", ledger.DismissalView.as_view()),
]
