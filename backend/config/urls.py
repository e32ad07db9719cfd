"""Every address of the application, and what answers when there is none."""

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import include, path

from common.api.problems import problem_response, server_error
from common.errors import Missing, NotPermitted, Unreadable
from messaging.api.message_page import message_page
from website import views as website
from website.views.gardens import garden

urlpatterns = [
    path("api/v1/public/", include("config.public_api")),
    path("api/v1/staff/", include("config.staff_api")),
    path("api/v1/auth/", include("accounts.urls")),
    path("api/v1/webhooks/", include("messaging.api.webhooks.urls")),
    path("api/v1/message-pages/<str:signed>", message_page, name="message-page"),
    path("", include("operations.urls")),
    path("", include("config.staff_app")),
    path("garden/<slug:key>/<slug:name>.svg", garden, name="garden"),
    *i18n_patterns(path("", include("website.urls")), prefix_default_language=False),
]


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        return problem_response(Missing("There is nothing at this address."), request)
    return website.not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        return server_error(request)
    return website.failed(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        return problem_response(Unreadable("The request could not be read."), request)
    return website.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    if request.path.startswith("/api/"):
        return problem_response(NotPermitted("You may not do this."), request)
    return website.forbidden(request, exception)


handler400 = bad_request
handler403 = forbidden
handler404 = not_found
handler500 = failed
