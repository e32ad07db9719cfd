"""What must be done to the database before the application may serve from it."""

from django.core.management import call_command

from studio.models import StudioSettings


def load_demo_once() -> bool:
    """Load the demo studio where there is no studio at all; whether it did."""
    if StudioSettings.objects.exists():
        return False
    call_command("load_demo")
    return True
