"""The pages of the public site, by subject. `config.urls` answers errors through the two here."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from website.errors import error_page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return error_page(request, 404)


def failed(request: HttpRequest) -> HttpResponseBase:
    return error_page(request, 500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    return error_page(request, 403)
