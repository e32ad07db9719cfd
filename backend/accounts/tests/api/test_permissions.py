"""Which role opens which kind of view."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.api import permissions
from accounts.models import User

ROLES = ["owner", "front_desk", "practitioner", "member", None]


@pytest.mark.parametrize(
    ("permission", "method", "let_in"),
    [
        ("IsSignedIn", "GET", {"owner", "front_desk", "practitioner", "member"}),
        ("IsStaff", "POST", {"owner", "front_desk", "practitioner"}),
        ("IsFrontDesk", "POST", {"owner", "front_desk"}),
        ("IsOwner", "GET", {"owner"}),
        ("IsMember", "GET", {"member"}),
        ("ReadOnlyUnlessOwner", "GET", {"owner", "front_desk", "practitioner"}),
        ("ReadOnlyUnlessOwner", "PATCH", {"owner"}),
    ],
)
def test_a_permission_lets_in_its_roles_and_nobody_else(permission, method, let_in):
    rule = getattr(permissions, permission)()
    users = {role: User(role=role) if role else AnonymousUser() for role in ROLES}

    opened = {
        role
        for role, user in users.items()
        if rule.has_permission(SimpleNamespace(user=user, method=method), view=None)
    }

    assert opened == let_in
