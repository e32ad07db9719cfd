from django.apps import AppConfig


class BookingsConfig(AppConfig):
    name = "bookings"

    def ready(self) -> None:
        from bookings.api.public import schema  # noqa: F401  registers itself
        from bookings.letters.source import AppointmentLetters
        from bookings.messages import SUBJECT
        from messaging.letters import register

        register(SUBJECT, AppointmentLetters())
