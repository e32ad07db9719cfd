"""Who may call what: the one table of routes, methods and roles. A route that is not here fails the build."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ROLES = ("anonymous", "holder", "member", "practitioner", "front_desk", "owner")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")

ANYONE = frozenset(ROLES)
# Whoever carries the manage token of the booking; a sign-in, even the owner's, does not open it at this door.
HOLDER = frozenset({"holder"})
SIGNED_IN = frozenset({"member", "practitioner", "front_desk", "owner"})
STAFF = SIGNED_IN - {"member"}
DESK = frozenset({"front_desk", "owner"})
OWNER = frozenset({"owner"})

Table = dict[str, dict[str, frozenset[str]]]


def _facts(at: str) -> Table:
    """A kind of the studio's facts: read by staff, written by owners, archived and never deleted."""
    one = f"{at}/<slug:slug>"
    return {
        at: {"GET": STAFF, "POST": OWNER},
        one: {"GET": STAFF, "PATCH": OWNER},
        f"{one}/archive": {"POST": OWNER},
        f"{one}/restore": {"POST": OWNER},
    }


PUBLIC = "api/v1/public/"
STAFFS = "api/v1/staff/"
AUTH = "api/v1/auth/"
WEBHOOKS = "api/v1/webhooks/"
BOOKING = f"{PUBLIC}bookings/<str:reference>"
APPOINTMENT = f"{STAFFS}appointments/<str:reference>"
TEMPLATE = f"{STAFFS}message-templates/<slug:event>/<slug:channel>/<slug:language>"

TABLE: Table = {
    "api/openapi.json": {"GET": ANYONE},
    "api/docs/": {"GET": ANYONE},
    "api/docs/<path:file>": {"GET": ANYONE},
    f"{PUBLIC}studio": {"GET": ANYONE},
    f"{PUBLIC}hours": {"GET": ANYONE},
    f"{PUBLIC}services": {"GET": ANYONE},
    f"{PUBLIC}services/<slug:slug>": {"GET": ANYONE},
    f"{PUBLIC}services/<slug:slug>/slots": {"GET": ANYONE},
    f"{PUBLIC}holds": {"POST": ANYONE},
    f"{PUBLIC}holds/extension": {"POST": ANYONE},
    f"{PUBLIC}holds/release": {"POST": ANYONE},
    f"{PUBLIC}bookings": {"POST": ANYONE},
    f"{PUBLIC}bookings/lookup": {"POST": ANYONE},
    BOOKING: {"GET": HOLDER},
    f"{BOOKING}/cancellation": {"POST": HOLDER},
    f"{BOOKING}/reschedule": {"POST": HOLDER},
    f"{BOOKING}/undo": {"POST": HOLDER},
    f"{BOOKING}/calendar.ics": {"GET": HOLDER},
    f"{STAFFS}me": {"GET": STAFF},
    f"{STAFFS}today": {"GET": STAFF},
    f"{STAFFS}studio": {"GET": STAFF, "POST": OWNER, "PATCH": OWNER},
    **_facts(f"{STAFFS}services"),
    **_facts(f"{STAFFS}practitioners"),
    f"{STAFFS}practitioners/<slug:slug>/hours": {"GET": STAFF, "PUT": OWNER},
    **_facts(f"{STAFFS}rooms"),
    # Which closures, clients and appointments a practitioner reaches is decided row by row, and tested there.
    f"{STAFFS}closures": {"GET": STAFF, "POST": STAFF},
    f"{STAFFS}closures/conflicts": {"POST": STAFF},
    f"{STAFFS}closures/<int:closure_id>": {"GET": STAFF, "DELETE": STAFF},
    f"{STAFFS}clients": {"GET": STAFF, "POST": DESK},
    f"{STAFFS}clients/<int:client_id>": {"GET": STAFF, "PATCH": DESK},
    f"{STAFFS}appointments": {"GET": STAFF, "POST": STAFF},
    APPOINTMENT: {"GET": STAFF},
    f"{APPOINTMENT}/cancellation": {"POST": STAFF},
    f"{APPOINTMENT}/reschedule": {"POST": STAFF},
    f"{APPOINTMENT}/undo": {"POST": STAFF},
    f"{APPOINTMENT}/completion": {"POST": STAFF},
    f"{APPOINTMENT}/no-show": {"POST": STAFF},
    f"{STAFFS}slots": {"GET": STAFF},
    f"{STAFFS}slots/explanation": {"GET": STAFF},
    f"{STAFFS}messages": {"GET": DESK},
    f"{STAFFS}messages/<uuid:key>": {"GET": DESK},
    f"{STAFFS}messages/<uuid:key>/resend": {"POST": DESK},
    f"{STAFFS}messages/<uuid:key>/dismissal": {"POST": DESK},
    f"{STAFFS}messages/unreached/resend": {"POST": DESK},
    f"{STAFFS}attention": {"GET": STAFF},
    f"{STAFFS}reminders": {"GET": DESK, "PUT": OWNER},
    # One's own; whoever has no calendar gets 404.
    f"{STAFFS}calendar-feed": {"GET": STAFF, "POST": STAFF, "DELETE": STAFF},
    f"{STAFFS}practitioners/<slug:slug>/calendar-feed": {"GET": OWNER, "POST": OWNER, "DELETE": OWNER},
    f"{STAFFS}message-templates": {"GET": DESK},
    TEMPLATE: {"PUT": OWNER, "DELETE": OWNER},
    f"{TEMPLATE}/preview": {"POST": DESK},
    # Whoever was given its signed address within ten minutes; messaging/tests show that nobody else is.
    "api/v1/message-pages/<str:signed>": {"GET": ANYONE},
    f"{AUTH}openapi.json": {"GET": ANYONE},
    f"{AUTH}app/v1/auth/login": {"POST": ANYONE},
    # allauth answers a sign-out that worked with 401, the state that follows; accounts/tests show that it does.
    f"{AUTH}app/v1/auth/session": {"GET": SIGNED_IN, "DELETE": frozenset()},
    f"{AUTH}app/v1/auth/password/reset": {"GET": ANYONE, "POST": ANYONE},
    f"{AUTH}app/v1/account/password/change": {"POST": SIGNED_IN},
    f"{AUTH}rotation": {"POST": SIGNED_IN},
    f"{AUTH}sessions": {"GET": SIGNED_IN},
    f"{AUTH}sessions/<uuid:family>": {"DELETE": SIGNED_IN},
    # Nobody by who they are: the provider's signature over the body is the credential; messaging/tests show that it is.
    f"{WEBHOOKS}mail": {"POST": frozenset()},
    f"{WEBHOOKS}twilio": {"POST": frozenset()},
}


def routes_of_the_api() -> set[str]:
    return {route for route in walk(get_resolver().url_patterns) if route.startswith("api/")}


def walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route
