"""A calendar that programs read by a link, and the page on which its owner takes or stops it."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_POST, require_safe

from bookings.calendar_files import feed_file
from bookings.errors import FeedMissing
from bookings.feeds import appointments_in, feed_addresses, feed_for_token
from bookings.models import Client
from bookings.services.feeds import stop_client_feed
from website.responses import flow_page, see_other
from website.site import load_site, render


@require_safe
@flow_page
def file(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. Programs that ask every few minutes get a 304 until something changes."""
    site = load_site()
    feed = feed_for_token(token)
    whose = feed.practitioner
    content = feed_file(
        appointments_in(feed, now=site.now),
        studio=site.studio,
        name=f"{site.studio.name}, {whose.name}" if whose else site.studio.name,
        for_practitioner=whose.pk if whose else None,
    )
    response = content.response()
    response["Content-Disposition"] = f'inline; filename="{content.name}"'
    etag = quote_etag(hashlib.sha256(content.content).hexdigest()[:20])
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


@require_safe
@flow_page
def page(request: HttpRequest, token: str) -> HttpResponse:
    site = load_site()
    _client(token)
    return render(request, "bookings/calendar.html", site, {"token": token, **feed_addresses(token)})


@require_POST
@flow_page
def stop(request: HttpRequest, token: str) -> HttpResponse:
    stop_client_feed(client=_client(token))
    return see_other(reverse("website:calendar-stopped"))


@require_safe
@flow_page
def stopped(request: HttpRequest) -> HttpResponse:
    return render(request, "bookings/calendar-stopped.html", load_site())


def _client(token: str) -> Client:
    """Whose feed it is. Raises FeedMissing, also for a practitioner's: that is stopped in the staff app."""
    client = feed_for_token(token).client
    if client is None:
        raise FeedMissing()
    return client
