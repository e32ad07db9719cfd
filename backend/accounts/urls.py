"""`/api/v1/auth/`: allauth's views, each behind a door of ours, and our own.

Only what is used is mounted. The rest of allauth headless (sign-up, e-mail and phone management, codes, reset requests)
would be doors that nobody watches; a later issue adds its own by name.
"""

from allauth.headless.account.views import ChangePasswordView, LoginView, ResetPasswordView, SessionView
from allauth.headless.constants import Client
from django.urls import include, path

from accounts.api.doors import door
from accounts.api.specification import specification
from accounts.api.views import RotationView, SignInsView, SignInView

APP = {"client": Client.APP}

app_patterns = [
    path("auth/login", door(LoginView.as_api_view(**APP), "POST", limited_as="sign-in")),
    path("auth/session", door(SessionView.as_api_view(**APP), "GET", "DELETE")),
    path(
        "auth/password/reset",
        door(ResetPasswordView.as_api_view(**APP), "GET", "POST", limited_as="set-up"),
    ),
    path(
        "account/password/change",
        door(ChangePasswordView.as_api_view(**APP), "POST", limited_as="password"),
    ),
]

# allauth's specification finds its own root by this name of its namespace.
specification_patterns = [path("openapi.json", specification, name="openapi_yaml")]

urlpatterns = [
    path("app/v1/", include(app_patterns)),
    path("", include((specification_patterns, "headless"))),
    path("rotation", RotationView.as_view()),
    path("sessions", SignInsView.as_view()),
    path("sessions/<uuid:family>", SignInView.as_view()),
]
