"""Who may call a view. The default of every view is nobody (`common.api.permissions.Nobody`)."""

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts.models import User


class IsSignedIn(BasePermission):
    """Anybody with a good token, members included."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User)


class IsStaff(BasePermission):
    """Owner, front desk or practitioner."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and request.user.is_staff_member


class IsOwner(BasePermission):
    """Owners only."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and request.user.role == User.Role.OWNER


class IsFrontDesk(BasePermission):
    """Who works with everybody's bookings: front desk and owners."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and request.user.role in {User.Role.OWNER, User.Role.FRONT_DESK}


class IsMember(BasePermission):
    """Clients with an account: `/api/v1/me/`."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        return isinstance(request.user, User) and request.user.role == User.Role.MEMBER


class ReadOnlyUnlessOwner(BasePermission):
    """All staff may read, owners may write: the studio's facts."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        needed: type[BasePermission] = IsStaff if request.method in SAFE_METHODS else IsOwner
        return needed().has_permission(request, view)
