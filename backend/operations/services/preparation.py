"""What must be done to the database before the application may serve from it."""

from typing import Literal

from django.core.management import call_command

from accounts.models import User
from studio.models import StudioSettings

DEMO_OWNER = "owner@example.com"


def load_demo_once() -> bool:
    """Load the demo studio where there is neither a studio nor anybody who could set one up; whether it did."""
    if StudioSettings.objects.exists() or User.objects.exists():
        return False
    call_command("load_demo")
    return True


def who_signs_in() -> Literal["demo", "owner", "nobody"]:
    """Whom a person who has just started this installation can sign in as."""
    owners = User.objects.filter(role=User.Role.OWNER, is_active=True)
    if owners.filter(email=DEMO_OWNER).exists():
        return "demo"
    return "owner" if owners.exists() else "nobody"
