"""The words that come with Stillpoint, by event, channel and language. A studio may write its own (`MessageTemplate`).

Facts, costs and links stand in every e-mail whatever its words (`messaging.mail`), so these say what happened and what
to do. An SMS costs by segments of 160 letters, or of 70 once it holds one that GSM-7 lacks, such as ê or â: the French
ones go without those, and both leave to the link what the page says better.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from messaging.events import Channel


@dataclass(frozen=True)
class Words:
    """`subject_line` is empty for an SMS; paragraphs of `body` are parted by an empty line."""

    subject_line: str
    body: str


_E_MAILS = {
    "en": {
        "booking-confirmed": Words(
            "Booked: {short_date_and_time}, {studio_name}",
            "{client_first_name}, you are booked: {service} with {practitioner}. Nothing to do now but come.",
        ),
        "booking-moved": Words(
            "Moved to {short_date_and_time}, {studio_name}",
            "{client_first_name}, your booking has moved: {service} with {practitioner}. It was {old_date_and_time}.",
        ),
        "booking-cancelled": Words(
            "Cancelled: {short_date_and_time}, {studio_name}",
            "{client_first_name}, this booking is cancelled: {service} with {practitioner}. You need not do anything.",
        ),
        "booking-reminder": Words(
            "Reminder: {short_date_and_time}, {studio_name}",
            "{client_first_name}, {service} with {practitioner} begins {starts_in}.",
        ),
        "practitioner-booked": Words(
            "Booked: {short_date_and_time}, {client_name}",
            "New in your calendar: {client_name}, {service}.",
        ),
        "practitioner-moved": Words(
            "Moved to {short_date_and_time}: {client_name}",
            "{client_name}, {service}, has moved. It was {old_date_and_time}.",
        ),
        "practitioner-cancelled": Words(
            "Cancelled: {short_date_and_time}, {client_name}",
            "{client_name}, {service}, is no longer in your calendar. Cancelled by {cancelled_by}.",
        ),
        "practitioner-reminder": Words(
            "Reminder: {short_date_and_time}, {client_name}",
            "{client_name}, {service}, begins {starts_in}.",
        ),
    },
    "fr": {
        "booking-confirmed": Words(
            "Réservé : {short_date_and_time}, {studio_name}",
            "{client_first_name}, c’est réservé : {service} avec {practitioner}. Il ne vous reste qu’à venir.",
        ),
        "booking-moved": Words(
            "Déplacé au {short_date_and_time}, {studio_name}",
            "{client_first_name}, votre rendez-vous est déplacé : {service} avec {practitioner}. "
            "Il était prévu {old_date_and_time}.",
        ),
        "booking-cancelled": Words(
            "Annulé : {short_date_and_time}, {studio_name}",
            "{client_first_name}, ce rendez-vous est annulé : {service} avec {practitioner}. Vous n’avez rien à faire.",
        ),
        "booking-reminder": Words(
            "Rappel : {short_date_and_time}, {studio_name}",
            "{client_first_name}, {service} avec {practitioner} commence {starts_in}.",
        ),
        "practitioner-booked": Words(
            "Réservé : {short_date_and_time}, {client_name}",
            "Nouveau dans votre agenda : {client_name}, {service}.",
        ),
        "practitioner-moved": Words(
            "Déplacé au {short_date_and_time} : {client_name}",
            "Le rendez-vous est déplacé : {client_name}, {service}. Il était prévu {old_date_and_time}.",
        ),
        "practitioner-cancelled": Words(
            "Annulé : {short_date_and_time}, {client_name}",
            "Le rendez-vous n’est plus dans votre agenda : {client_name}, {service}. Annulé par {cancelled_by}.",
        ),
        "practitioner-reminder": Words(
            "Rappel : {short_date_and_time}, {client_name}",
            "{client_name}, {service}, commence {starts_in}.",
        ),
    },
}

_SMS = {
    "en": {
        "booking-confirmed": "{studio_name}: booked, {short_date_and_time}. Move or cancel: {manage_link}",
        "booking-moved": "{studio_name}: moved to {short_date_and_time}. Details: {manage_link}",
        "booking-cancelled": "{studio_name}: {short_date_and_time} is cancelled. {terms}",
        "booking-reminder": "{studio_name}: reminder, {short_date_and_time}. Move or cancel: {manage_link}",
    },
    "fr": {
        "booking-confirmed": "{studio_name} : réservé, {short_date_and_time}. Pour changer : {manage_link}",
        "booking-moved": "{studio_name} : déplacé au {short_date_and_time}. Détails : {manage_link}",
        "booking-cancelled": "{studio_name} : annulé, {short_date_and_time}. {terms}",
        "booking-reminder": "{studio_name} : rappel, {short_date_and_time}. Pour changer : {manage_link}",
    },
}

DEFAULTS: Mapping[tuple[str, str, str], Words] = {
    **{
        (event, Channel.EMAIL.value, language): words
        for language, by_event in _E_MAILS.items()
        for event, words in by_event.items()
    },
    **{
        (event, Channel.SMS.value, language): Words("", body)
        for language, by_event in _SMS.items()
        for event, body in by_event.items()
    },
}
