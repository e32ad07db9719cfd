from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"

    def ready(self) -> None:
        from messaging import letters
        from messaging.services import testing

        letters.register(testing.KIND, testing.TestSource())
