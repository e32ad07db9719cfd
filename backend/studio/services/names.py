"""Names people choose and the slugs made of them. Assumes a transaction that holds the studio's lock."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext as _

from studio.errors import AlreadyExists

MAX_SLUG_LENGTH = 60

Named = TypeVar("Named", bound=Model)


def unused_slug(name: str, among: QuerySet[Named], *, fallback: str) -> str:
    """A slug made of `name` that no row has, archived ones included: links in old messages keep their meaning.

    A name without a Latin letter gives `fallback`. The studio's lock keeps two writers from choosing the same one.
    """
    base = slugify(name)[: MAX_SLUG_LENGTH - 4].strip("-_") or fallback
    taken = set(among.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)


def refuse_used_name(name: str, among: QuerySet[Named]) -> None:
    """Two of one kind with one name cannot be told apart by clients, and are most often a button pressed twice.

    Raises AlreadyExists; archived ones do not count.
    """
    if among.filter(name__iexact=name, archived_at=None).exists():
        raise AlreadyExists(_("“%(name)s” exists already. Choose another name.") % {"name": name})
