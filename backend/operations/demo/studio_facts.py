"""Stillwater Bodywork: a studio that does not exist, on a lane that does not either."""

from typing import Any

from studio.rules import WeeklySpan

STUDIO: dict[str, Any] = {
    "name": "Stillwater Bodywork",
    "tagline": "An hour that keeps its own time",
    "description": "Registered massage and lymphatic drainage in Inglewood, Calgary. Two therapists, two quiet "
    "rooms, and a quarter of an hour between visits so that nobody is hurried out.",
    "time_zone": "America/Edmonton",
    "currency": "CAD",
    "email": "hello@stillwater.example.com",
    "phone": "403 555 0100",
    "address_street": "18 Millrace Lane SE, second floor",
    "address_city": "Calgary",
    "address_region": "Alberta",
    "address_postal_code": "T2G 0A1",
    "address_country": "CA",
    "arrival_note": "The door is on the lane, beside the bicycle stand. The lift is at the rear.",
    "slot_grid_minutes": 15,
    "minimum_notice_minutes": 120,
    "horizon_days": 60,
    "cancel_deadline_minutes": 24 * 60,
    "reschedule_deadline_minutes": 24 * 60,
    "late_cancellation_percent": 50,
    "hold_minutes": 10,
}

OWNER = {"email": "owner@example.com", "password": "demo-stillpoint", "name": "Maren Holt"}
# The others have no password: they need a set-up link first.
STAFF = {
    "theo": {"email": "theo@example.com", "name": "Theo Arsenault", "role": "practitioner"},
    "desk": {"email": "desk@example.com", "name": "Ines Okafor", "role": "front_desk"},
}

PRACTITIONERS: list[dict[str, Any]] = [
    {
        "name": "Maren Holt",
        "title": "RMT",
        "bio": "Lymphatic drainage and care after surgery since 2011. Maren works slowly, says what she is "
        "doing, and stops when you ask.",
        "user_email": "owner@example.com",
    },
    {
        "name": "Theo Arsenault",
        "title": "RMT",
        "bio": "Deep work for people who sit, run or carry for a living. Theo asks about pressure more than "
        "once and means it.",
        "user_email": "theo@example.com",
    },
]

ROOMS = ["Garden room", "River room"]

SERVICES: list[dict[str, Any]] = [
    {
        "name": "Lymphatic drainage",
        "summary": "Very light, rhythmic strokes for swelling and heaviness.",
        "description": "Strokes so light that they move the skin and little else, in the order in which lymph "
        "travels. It helps with swelling, a heavy feeling in the legs, and the weeks when everything "
        "is too much.\n\n"
        "You lie on your back for most of it, under a warm sheet. There is no oil. Drink water before "
        "and after.",
        "art": "lymphatic",
        "duration_minutes": 60,
        "buffer_after_minutes": 15,
        "price_minor": 11500,
        "asks_health_consent": True,
        "practitioners": ["maren-holt", "theo-arsenault"],
        "rooms": ["garden-room", "river-room"],
    },
    {
        "name": "Deep tissue massage",
        "summary": "Slow, firm pressure where it is needed, and nowhere else.",
        "description": "We begin with two questions and one test of movement, then stay with the one or two places "
        "that hold you up: a shoulder, a hip, the low back.\n\n"
        "Pressure is firm and slow. It should feel like work, never like something to endure; say so "
        "and it changes.",
        "art": "deep-tissue",
        "duration_minutes": 75,
        "buffer_after_minutes": 15,
        "price_minor": 13500,
        "practitioners": ["maren-holt", "theo-arsenault"],
        "rooms": ["garden-room", "river-room"],
    },
    {
        "name": "Relaxation massage",
        "summary": "The whole body, evenly, with nothing to fix.",
        "description": "An hour of long, even strokes from the shoulders to the feet. Nobody takes notes, nothing is "
        "assessed. Most people sleep for some of it.\n\n"
        "If you have never had a massage, start here.",
        "art": "relaxation",
        "duration_minutes": 60,
        "buffer_after_minutes": 15,
        "price_minor": 11000,
        "practitioners": ["maren-holt", "theo-arsenault"],
        "rooms": ["garden-room", "river-room"],
    },
    {
        "name": "Prenatal massage",
        "summary": "Lying on your side, held up by pillows, from week 14.",
        "description": "On your side with pillows under knee, belly and arm, so that nothing has to be held up. "
        "Hips, low back, calves and feet, with light pressure on the legs.\n\n"
        "From week 14. If your pregnancy is watched closely, ask your midwife or doctor first.",
        "art": "prenatal",
        "duration_minutes": 60,
        "buffer_after_minutes": 15,
        "price_minor": 12000,
        "practitioners": ["maren-holt"],
        "rooms": ["garden-room", "river-room"],
    },
    {
        "name": "Body contouring",
        "summary": "Brisk sculpting with wooden tools, in short courses.",
        "description": "Kneading and rolling with wooden tools along the waist, thighs and arms. Skin is pink "
        "afterwards and settles within the hour.\n\n"
        "It is massage, not medicine: what changes is water and tone, and it comes back without a "
        "walk now and then. People come weekly for four to six weeks.",
        "art": "contouring",
        "duration_minutes": 45,
        "buffer_after_minutes": 15,
        "price_minor": 14000,
        "practitioners": ["theo-arsenault"],
        "rooms": ["river-room"],
    },
    {
        "name": "Post-surgical care",
        "summary": "Drainage around the scar, once your surgeon agrees.",
        "description": "Gentle drainage away from the site of the operation, then, when it has closed, slow work on "
        "the scar itself. We read your surgeon's note together before we begin.\n\n"
        "Not before day ten, and not without that note. Bring your compression garment; we help you "
        "back into it.",
        "art": "post-surgical",
        "duration_minutes": 90,
        "buffer_before_minutes": 15,
        "buffer_after_minutes": 15,
        "price_minor": 16500,
        "asks_health_consent": True,
        "practitioners": ["maren-holt"],
        "rooms": ["garden-room", "river-room"],
    },
]


def _week(*days: tuple[int, int, int]) -> list[WeeklySpan]:
    return [WeeklySpan(weekday, start, end) for weekday, start, end in days]


# Monday is 0; minutes of the day. Between them the studio is open on every day of the week.
HOURS: dict[str, list[WeeklySpan]] = {
    "maren-holt": _week((0, 540, 1080), (1, 540, 1080), (2, 540, 1080), (3, 660, 1200), (4, 540, 900)),
    "theo-arsenault": _week((2, 600, 1140), (3, 600, 1140), (4, 600, 1140), (5, 540, 1020), (6, 600, 960)),
}
BREAKS: dict[str, list[WeeklySpan]] = {
    "maren-holt": _week((0, 735, 780), (1, 735, 780), (2, 735, 780), (3, 900, 945)),
    "theo-arsenault": _week((2, 780, 825), (3, 780, 825), (4, 780, 825), (5, 750, 795)),
}
