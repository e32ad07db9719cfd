"""What every page shows: the studio, the clock, and the addresses of this page in other languages."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_template
from django.urls import translate_url
from django.utils.translation import get_language

from common import formats
from common.time import now
from studio.models import StudioSettings
from studio.selectors import get_studio, studio_zone
from studio.whereabouts import directions_url, town_of, unbroken_address_of
from website.words import house_rule


@dataclass(frozen=True)
class Site:
    studio: StudioSettings
    zone: ZoneInfo
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()

    @property
    def town(self) -> str:
        return town_of(self.studio)

    @property
    def address_line(self) -> str:
        return unbroken_address_of(self.studio)

    @property
    def directions_url(self) -> str:
        return directions_url(self.studio)


def load_site() -> Site:
    """Raises StudioNotSetUp."""
    studio = get_studio()
    return Site(studio=studio, zone=studio_zone(studio), now=now())


def render(
    request: HttpRequest, template: str, site: Site | None, context: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    """Fill a page. `site` may be missing only on error pages, which must come out when the database is away too."""
    page = {
        "site": site,
        "studio": site and site.studio,
        "rule": site and house_rule(site.studio),
        "addresses": _addresses(request),
        "weekday_names": formats.weekday_names(),
        **(context or {}),
    }
    return render_template(request, template, page, status=status)


def _addresses(request: HttpRequest) -> dict[str, Any]:
    """This page's address in each language; the one to show and the others to link."""
    path = request.path
    by_language = {code: translate_url(path, code) for code, _name in settings.LANGUAGES}
    current = get_language() or settings.LANGUAGE_CODE
    return {
        "canonical": settings.PUBLIC_URL + path,
        "by_language": {code: settings.PUBLIC_URL + address for code, address in by_language.items()},
        "others": [
            {"code": code, "name": name, "path": by_language[code]}
            for code, name in settings.LANGUAGES
            if code != current
        ],
        "public": settings.PUBLIC_URL,
    }
