"""The studio's own facts and house rules."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from common.db import command, refused_as
from common.errors import Invalid
from common.money import is_currency
from common.time import zone_names
from studio.errors import AlreadyExists, CurrencyIsFixed
from studio.locks import lock_studio
from studio.models import StudioSettings
from studio.rules import GRIDS, POLICY_BOUNDS
from studio.services.trail import facts_of, told

FIELDS = (
    "name",
    "tagline",
    "description",
    "time_zone",
    "currency",
    "email",
    "phone",
    "address_street",
    "address_city",
    "address_region",
    "address_postal_code",
    "address_country",
    "arrival_note",
    "terms_version",
    "slot_grid_minutes",
    *POLICY_BOUNDS,
)


@command
def set_up_studio(*, facts: Mapping[str, Any], actor: User | None, now: datetime) -> StudioSettings:
    """Make the studio of an empty installation from `FIELDS`; name, time zone and currency are needed.

    Raises Invalid, or AlreadyExists where there is a studio.
    """
    missing = [name for name in ("name", "time_zone", "currency") if not facts.get(name)]
    if missing:
        raise Invalid(errors=[_error(name, "required", _("This field is required.")) for name in missing])
    _check(facts)
    studio = StudioSettings(id=1, **_known(facts))
    with refused_as(AlreadyExists(_("The studio is set up already.")), "studio_studiosettings_pkey"):
        studio.save(force_insert=True)
    told("studio.set-up", studio, actor=actor, now=now, after=facts_of(studio, FIELDS))
    return studio


@command
def change_settings(
    *, changes: Mapping[str, Any], actor: User | None, now: datetime, has_sold: Callable[[], bool]
) -> StudioSettings:
    """Change some of `FIELDS`. Raises StudioNotSetUp, Invalid or CurrencyIsFixed.

    `has_sold` says whether anybody was promised a price. It is asked under the lock and only when the currency is to
    change; the door passes it in, since what was sold is known to apps further up.
    """
    _check(changes)
    studio = lock_studio()
    if changes.get("currency", studio.currency) != studio.currency and has_sold():
        raise CurrencyIsFixed(_("There are bookings at prices in %(currency)s.") % {"currency": studio.currency})
    before = facts_of(studio, FIELDS)
    known = _known(changes)
    for name, value in known.items():
        setattr(studio, name, value)
    if known:
        studio.save(update_fields=list(known))
    told("studio.changed", studio, actor=actor, now=now, before=before, after=facts_of(studio, FIELDS))
    return studio


def _known(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name in FIELDS}


def _check(facts: Mapping[str, Any]) -> None:
    errors = []
    if "name" in facts and not facts["name"]:
        errors.append(_error("name", "blank", _("Give the studio a name.")))
    if "time_zone" in facts and facts["time_zone"] not in zone_names():
        errors.append(_error("time_zone", "unknown-zone", _("There is no such zone. It reads like America/Edmonton.")))
    if "currency" in facts and not is_currency(facts["currency"]):
        errors.append(_error("currency", "unknown-currency", _("There is no such currency. It reads like CAD.")))
    if facts.get("slot_grid_minutes", GRIDS[0]) not in GRIDS:
        errors.append(_error("slot_grid_minutes", "unknown-grid", _("Choose 15, 30, or 0 for back to back.")))
    for name, (least, most) in POLICY_BOUNDS.items():
        if name in facts and not least <= facts[name] <= most:
            sentence = _("Choose a number from %(least)s to %(most)s.") % {"least": least, "most": most}
            errors.append(_error(name, "out-of-bounds", sentence))
    if errors:
        raise Invalid(_("Correct the named fields."), errors=errors)


def _error(name: str, code: str, detail: str) -> dict[str, str]:
    return {"pointer": f"#/{name}", "code": code, "detail": detail}
