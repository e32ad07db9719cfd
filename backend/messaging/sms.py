"""How long an SMS is: characters, and the segments that are paid for (GSM 03.38, 3GPP TS 23.038 and 23.040). And
where one may go."""

import re
from collections.abc import Collection
from dataclasses import dataclass

import phonenumbers

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
BASIC = frozenset(_BASIC)
EXTENDED = frozenset("^{}\\[~]|€\f")  # written with an escape in front: two places each
# What typography asks for and an SMS need not have: each of these would cost more than half of the room.
PLAIN = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-"}
    | {"…": "...", "\u00ad": "", "\u2011": "-", "−": "-"}
)


@dataclass(frozen=True)
class Length:
    """`characters` as a person counts the letters' places: of GSM-7, or of UTF-16 where the text needs it."""

    characters: int
    segments: int
    is_gsm7: bool


def length(text: str) -> Length:
    if all(letter in BASIC or letter in EXTENDED for letter in text):
        places = [2 if letter in EXTENDED else 1 for letter in text]
        return Length(sum(places), _segments(places, alone=160, joined=153), is_gsm7=True)
    # UTF-16: whatever lies outside the basic plane takes two.
    places = [2 if ord(letter) > 0xFFFF else 1 for letter in text]
    return Length(sum(places), _segments(places, alone=70, joined=67), is_gsm7=False)


def may_go_to(number: str, *, countries: Collection[str], own_country: str) -> bool:
    """Whether an SMS may go to this E.164 number; with no `countries`, those of the studio's own country may.

    Canada and the United States count as one by default. The islands that share their +1 do not: some of them are where
    typed-in numbers earn money from whoever can be made to send to them.
    """
    own = own_country or "CA"
    allowed = countries or ({"CA", "US"} if own in {"CA", "US"} else {own})
    try:
        return phonenumbers.region_code_for_number(phonenumbers.parse(number)) in allowed
    except phonenumbers.NumberParseException:
        return False


def plain(text: str) -> str:
    """The same words with straight quotes and plain spaces."""
    return re.sub("(?<=«)[\u00a0\u202f]|[\u00a0\u202f](?=»)", "", text).translate(PLAIN)


def _segments(places: list[int], *, alone: int, joined: int) -> int:
    """Each of several segments gives room to say which it is, and no letter of two places is parted."""
    if sum(places) <= alone:
        return 1
    segments, used = 1, 0
    for place in places:
        if used + place > joined:
            segments, used = segments + 1, 0
        used += place
    return segments
