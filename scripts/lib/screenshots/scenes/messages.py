"""E-mails as they reach a mail program: every one of them on a booking of the demo studio."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from playwright.sync_api import APIRequestContext, Page

from camera import Moment, Studio
from scenes.staff import EMAIL, PASSWORD

# The narrowest phone, the usual one, and a window beside a list of mails.
WIDTHS = (320, 390, 700)
TEMPLATES = "/api/v1/staff/message-templates"


def e_mails_in_english(studio: Studio) -> Iterator[Moment]:
    yield from _e_mails(studio, "en")


def e_mails_in_french(studio: Studio) -> Iterator[Moment]:
    yield from _e_mails(studio, "fr")


def an_e_mail_without_pictures(studio: Studio) -> Iterator[Moment]:
    page = studio.visitor()
    markup = _markup(page.request, _template(page.request, "booking-confirmed", "en"))
    page.set_content(re.sub(r'src="data:[^"]*"', 'src="data:,"', markup))
    yield Moment("booking-confirmed", page, widths=WIDTHS)


def _e_mails(studio: Studio, language: str) -> Iterator[Moment]:
    page: Page = studio.visitor()
    for template in _templates(page.request):
        if template["channel"] == "email" and template["language"] == language:
            # Shown by itself: the frame that staff see it in has no rights, not even to be measured.
            page.set_content(_markup(page.request, template))
            yield Moment(template["event"], page, widths=WIDTHS)


def _template(request: APIRequestContext, event: str, language: str) -> dict[str, Any]:
    return next(one for one in _templates(request) if (one["event"], one["language"]) == (event, language))


def _templates(request: APIRequestContext) -> list[dict[str, Any]]:
    answer = request.get(TEMPLATES, headers=_signed_in(request)).json()
    results: list[dict[str, Any]] = answer["results"]
    return results


def _markup(request: APIRequestContext, template: dict[str, Any]) -> str:
    preview = request.post(
        f"{TEMPLATES}/{template['event']}/{template['channel']}/{template['language']}/preview",
        headers=_signed_in(request),
        data={"subject_line": template["subject_line"], "body": template["body"]},
    )
    return request.get(preview.json()["page"]).text()


def _signed_in(request: APIRequestContext) -> dict[str, str]:
    answer = request.post("/api/v1/auth/app/v1/auth/login", data={"email": EMAIL, "password": PASSWORD})
    return {"Authorization": f"Token {answer.json()['meta']['access_token']}"}


SCENES = [e_mails_in_english, e_mails_in_french, an_e_mail_without_pictures]
