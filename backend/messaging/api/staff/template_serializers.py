"""Shapes of the studio's words."""

from typing import Any

from rest_framework import serializers

from common.api.serializers import Lines, StrictSerializer, Text
from messaging.events import EVENTS, Audience, Channel


class SubjectLine(Text):
    """Of an e-mail, which needs one; an SMS has none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=150, **kwargs)


class MailWordsInput(StrictSerializer):
    subject_line = SubjectLine()
    body = Lines(max_length=2000)


class SmsWordsInput(StrictSerializer):
    subject_line = SubjectLine(required=False, allow_blank=True, default="")
    # Twilio takes no more than 1,600 letters, and placeholders grow when they are filled in.
    body = Lines(max_length=800)

    def validate(self, fields: dict[str, Any]) -> dict[str, Any]:
        return {**fields, "subject_line": ""}


class MailPreviewInput(MailWordsInput):
    reference = Text(required=False, allow_blank=True, default="", max_length=12)


class SmsPreviewInput(SmsWordsInput):
    reference = Text(required=False, allow_blank=True, default="", max_length=12)


class TemplateWordsInput(StrictSerializer):
    """As published; which of the above reads it follows from the channel."""

    subject_line = Text(max_length=150, required=False, help_text="E-mail only, where it is required.")
    body = Lines(max_length=2000, help_text="Of an SMS at most 800 characters.")


class TemplatePreviewInput(TemplateWordsInput):
    reference = Text(max_length=12, required=False, help_text="Of a booking to show it on; without one, any.")


class WordsOutput(serializers.Serializer):
    subject_line = serializers.CharField()
    body = serializers.CharField()


class PlaceholderOutput(serializers.Serializer):
    name = serializers.CharField(help_text="Written in braces: {name}.")
    meaning = serializers.CharField(help_text="In the language that Accept-Language asks for.")


class TemplateOutput(WordsOutput):
    event = serializers.ChoiceField(choices=sorted(EVENTS))
    audience = serializers.ChoiceField(choices=Audience.choices)
    channel = serializers.ChoiceField(choices=Channel.choices)
    language = serializers.CharField()
    is_edited = serializers.BooleanField(help_text="Whether these are the studio's own words.")
    default = WordsOutput()
    placeholders = PlaceholderOutput(many=True)


class TemplateListOutput(serializers.Serializer):
    results = TemplateOutput(many=True)
    next = serializers.CharField(allow_null=True)


class TemplatePreviewOutput(serializers.Serializer):
    subject_line = serializers.CharField()
    text = serializers.CharField(help_text="The SMS, or the e-mail's plain-text twin; keys in links are redacted.")
    page = serializers.CharField(help_text='Path of the e-mail as a page, for ten minutes; or "".')
    characters = serializers.IntegerField(allow_null=True, help_text="Of an SMS.")
    segments = serializers.IntegerField(allow_null=True, help_text="Of an SMS: what is paid for.")
    reference = serializers.CharField(help_text="Of the booking on which it is shown.")
