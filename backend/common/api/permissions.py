"""Permissions that need no user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission

if TYPE_CHECKING:  # the settings name this module, and DRF's views read the settings while they are imported
    from rest_framework.request import Request
    from rest_framework.views import APIView


class Nobody(BasePermission):
    """The default: a view must say who may call it."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return False


class Anyone(BasePermission):
    """Open to the world, on purpose."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return True
