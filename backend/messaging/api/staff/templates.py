"""`staff/message-templates`: what messages say. Owners write, the front desk reads and tries."""

from typing import Any

from django.utils.translation import get_language_from_request, override
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.permissions import IsFrontDesk, IsOwner
from accounts.models import User
from common.api.caching import NeverStored
from common.errors import Missing
from common.time import now
from messaging import wording
from messaging.api.staff.template_serializers import (
    MailPreviewInput,
    MailWordsInput,
    SmsPreviewInput,
    SmsWordsInput,
    TemplateListOutput,
    TemplateOutput,
    TemplatePreviewInput,
    TemplatePreviewOutput,
    TemplateWordsInput,
)
from messaging.default_texts import DEFAULTS, Words
from messaging.events import EVENTS, Channel
from messaging.pages import Draft, page_of_draft, rendered_draft
from messaging.placeholders import MEANINGS, PLACEHOLDERS
from messaging.services.templates import check_words, reset_template, write_template


class DeskReadsOwnerWrites(BasePermission):
    def has_permission(self, request: Request, view: APIView) -> bool:
        needed: type[BasePermission] = IsFrontDesk if request.method in SAFE_METHODS else IsOwner
        return needed().has_permission(request, view)


class TemplatesView(NeverStored, APIView):
    permission_classes = [DeskReadsOwnerWrites]

    @extend_schema(operation_id="staff_message_templates", responses=TemplateListOutput)
    def get(self, request: Request) -> Response:
        own = wording.own_words()
        with override(get_language_from_request(request._request)):
            results = [_shown(what, own.get(what)) for what in DEFAULTS]
            return Response(TemplateListOutput({"results": results, "next": None}).data)


class TemplateView(NeverStored, APIView):
    """`message-templates/{event}/{channel}/{language}`."""

    permission_classes = [DeskReadsOwnerWrites]

    @extend_schema(operation_id="staff_write_message_template", request=TemplateWordsInput, responses=TemplateOutput)
    def put(self, request: Request, event: str, channel: str, language: str) -> Response:
        what = _known(event, channel, language)
        body = (MailWordsInput if channel == Channel.EMAIL else SmsWordsInput)(data=request.data)
        body.is_valid(raise_exception=True)
        words = Words(**body.validated_data)
        assert isinstance(request.user, User)  # noqa: S101  the permission let nobody else in
        write_template(event=event, channel=channel, language=language, words=words, actor=request.user, now=now())
        with override(get_language_from_request(request._request)):
            return Response(TemplateOutput(_shown(what, wording.own_words().get(what))).data)

    @extend_schema(operation_id="staff_reset_message_template", responses={204: None})
    def delete(self, request: Request, event: str, channel: str, language: str) -> Response:
        _known(event, channel, language)
        assert isinstance(request.user, User)  # noqa: S101  the permission let nobody else in
        reset_template(event=event, channel=channel, language=language, actor=request.user, now=now())
        return Response(status=204)


class TemplatePreviewView(NeverStored, APIView):
    """`message-templates/{event}/{channel}/{language}/preview`: a draft on a real booking; nothing is saved or sent."""

    permission_classes = [IsFrontDesk]

    @extend_schema(
        operation_id="staff_preview_message_template",
        request=TemplatePreviewInput,
        responses=TemplatePreviewOutput,
    )
    def post(self, request: Request, event: str, channel: str, language: str) -> Response:
        _known(event, channel, language)
        body = (MailPreviewInput if channel == Channel.EMAIL else SmsPreviewInput)(data=request.data)
        body.is_valid(raise_exception=True)
        reference = body.validated_data.pop("reference")
        words = Words(**body.validated_data)
        check_words(words, event)
        draft = Draft(event, channel, language, words, reference)
        found = rendered_draft(draft, now())
        if found is None:
            raise Missing("There is no such booking." if reference else "There is no booking yet to show this on.")
        letter, rendered = found
        # On the booking that was chosen, also when the page is opened a moment later.
        draft = Draft(event, channel, language, words, letter.values["reference"])
        answer = {
            "subject_line": rendered.subject_line,
            "text": rendered.text,
            "page": page_of_draft(draft),
            "characters": rendered.content.get("characters"),
            "segments": rendered.content.get("segments"),
            "reference": draft.reference,
        }
        return Response(TemplatePreviewOutput(answer).data)


def _known(event: str, channel: str, language: str) -> tuple[str, str, str]:
    """Raises Missing for a message that there is not."""
    what = event, channel, language
    if what not in DEFAULTS:
        raise Missing()
    return what


def _shown(what: tuple[str, str, str], own: Words | None) -> dict[str, Any]:
    event, channel, language = what
    default = DEFAULTS[what]
    words = own or default
    return {
        "event": event,
        "audience": EVENTS[event].audience,
        "channel": channel,
        "language": language,
        "subject_line": words.subject_line,
        "body": words.body,
        "is_edited": own is not None,
        "default": {"subject_line": default.subject_line, "body": default.body},
        "placeholders": [{"name": name, "meaning": str(MEANINGS[name])} for name in PLACEHOLDERS[event]],
    }
