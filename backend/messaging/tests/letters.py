"""Letters as a source would write them, with invented people."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from messaging.events import EVENTS, Audience
from messaging.letters import Action, Attachment, Fact, Letter
from messaging.models import Message
from messaging.placeholders import OWN, PLACEHOLDERS

TOKEN = "K7QM4T2XzZ3vJ9w0aR5tYbNq8LkPxCfGhSdE1uVm2Wi7OoTjB4A"
SITE = "https://book.stillwater.example"

_VALUES = {
    "en": {
        "client_name": "Priya Nair",
        "client_first_name": "Priya",
        "service": "Lymphatic drainage",
        "practitioner": "Maren Holt",
        "room": "Room 1",
        "day": "Thursday 11 March",
        "time": "4:30\u00a0pm",
        "date_and_time": "Thursday 11 March, 4:30\u00a0pm",
        "short_date_and_time": "Thu 11 March, 4:30\u00a0pm",
        "duration": "60\u00a0minutes",
        "price": "$120.75",
        "free_cancellation_until": "Wed 10 March, 4:30\u00a0pm",
        "old_date_and_time": "Tuesday 9 March, 10:00\u00a0am",
        "cancelled_by": "Priya Nair",
        "cancel_reason": "",
        "late_fee": "",
        "starts_in": "in 2\u00a0hours",
        "studio_phone": "403 555 0142",
    },
    "fr": {
        "client_name": "Chloé Tremblay",
        "client_first_name": "Chloé",
        "service": "Drainage lymphatique",
        "practitioner": "Maren Holt",
        "room": "Salle 1",
        "day": "jeudi 11 mars",
        "time": "16\u00a0h\u00a030",
        "date_and_time": "jeudi 11 mars, 16\u00a0h\u00a030",
        "short_date_and_time": "jeu. 11 mars, 16\u00a0h\u00a030",
        "duration": "60\u00a0minutes",
        "price": "120,75\u00a0$",
        "free_cancellation_until": "mer. 10 mars, 16\u00a0h\u00a030",
        "old_date_and_time": "mardi 9 mars, 10\u00a0h",
        "cancelled_by": "Chloé Tremblay",
        "cancel_reason": "",
        "late_fee": "",
        "starts_in": "dans 2\u00a0heures",
        "studio_phone": "403 555 0142",
    },
}
_COMMON = {
    "address": "18 Millrace Lane SE, Calgary",
    "reference": "K7QM4T2X",
    "manage_link": f"{SITE}/b/{TOKEN}/",
    "move_link": f"{SITE}/b/{TOKEN}/move/",
    "cancel_link": f"{SITE}/b/{TOKEN}/cancel/",
    "book_link": f"{SITE}/book/",
    "staff_link": f"{SITE}/admin/appointments/K7QM4T2X",
}
_WORDS = {
    "en": {
        "facts": (
            Fact("When", "Thursday 11 March 2027, 4:30\u00a0– 5:30\u00a0pm", note="Calgary time"),
            Fact("Where", _COMMON["address"], link=Action("Directions", "https://maps.example/?q=Stillwater&z=1")),
            Fact("To pay then", "$120.75", note="$115.00 + GST $5.75, card or cash"),
            Fact("Reference", "K7QM 4T2X"),
        ),
        "consequence": "Free to move or cancel until Wed 10 March, 4:30\u00a0pm.\nAfter that, $57.50.",
        "nothing_owed": "Nothing is charged.",
        "action": "Move or cancel",
        "again": "Choose another time",
        "staff": "Open the booking",
        "why": "You get this because you booked with us.",
        "staff_why": "You get this because it is in your calendar.",
    },
    "fr": {
        "facts": (
            Fact("Quand", "jeudi 11 mars 2027, de 16\u00a0h\u00a030 à 17\u00a0h\u00a030", note="heure de Calgary"),
            Fact("Où", _COMMON["address"], link=Action("Itinéraire", "https://maps.example/?q=Stillwater&z=1")),
            Fact("À payer sur place", "120,75\u00a0$", note="115,00\u00a0$ + TPS 5,75\u00a0$, carte ou comptant"),
            Fact("Référence", "K7QM 4T2X"),
        ),
        "consequence": "Vous pouvez déplacer ou annuler sans frais jusqu’au mer. 10 mars, 16\u00a0h\u00a030.\n"
        "Ensuite, 57,50\u00a0$.",
        "nothing_owed": "Rien n’est facturé.",
        "action": "Déplacer ou annuler",
        "again": "Choisir une autre heure",
        "staff": "Ouvrir le rendez-vous",
        "why": "Vous recevez ce message parce que vous avez réservé chez nous.",
        "staff_why": "Vous recevez ce message parce que ce rendez-vous est dans votre calendrier.",
    },
}


def letter(event: str, language: str = "en", values: dict[str, str] | None = None, **changes: Any) -> Letter:
    """What a source would write of this event; `values` replaces some of the placeholders'."""
    words = _WORDS[language]
    names = [name for name in PLACEHOLDERS[event] if name not in OWN]
    filled = {name: (_COMMON | _VALUES[language] | (values or {}))[name] for name in names}
    to_client = EVENTS[event].audience == Audience.CLIENT
    cancelled = event.endswith("cancelled")
    action = Action(words["action"], _COMMON["manage_link"])
    if not to_client:
        action = Action(words["staff"], _COMMON["staff_link"])
    elif cancelled:
        action = Action(words["again"], _COMMON["book_link"])
    method = "CANCEL" if cancelled else "REQUEST"
    result = Letter(
        address="priya@example.com",
        recipient=filled["client_name"] if to_client else filled["practitioner"],
        language=language,
        headline=filled["date_and_time"][:1].upper() + filled["date_and_time"][1:],
        values=filled,
        facts=words["facts"],
        consequence=(words["nothing_owed"] if cancelled else words["consequence"]) if to_client else "",
        action=action,
        attachments=(Attachment("booking.ics", b"BEGIN:VCALENDAR", f"text/calendar; method={method}"),),
        why=words["why"] if to_client else words["staff_why"],
        secrets=(TOKEN,),
    )
    return replace(result, **changes)


class Bookings:
    """A source that knows one booking."""

    def letter(self, message: Message, now: datetime) -> Letter:
        return letter(message.event, message.language)

    def sample(self, event: str, channel: str, language: str, reference: str, now: datetime) -> Letter | None:
        return letter(event, language) if reference in {"", _COMMON["reference"]} else None
