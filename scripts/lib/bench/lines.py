"""The lines of the table: what each asks, of which database, and what it is compared with. Values in, values out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

ZONE = "America/Edmonton"
CLIENTS = 8

SIMPLEST = "view with one query"
ONE_CALENDAR, MANY_CALENDARS = "bookings, one calendar", "bookings, 50 calendars"
# The same with a web server of their own, which leaves the messages to the scheduler, or sends them as they are
# committed: to a mail server that takes them, or to one that hangs.
LEFT = f"{MANY_CALENDARS}, messages left to the scheduler"
TAKEN = f"{MANY_CALENDARS}, messages taken at once"
HANGING = f"{MANY_CALENDARS}, messages to a server that hangs"
MAIL = {LEFT: "", TAKEN: "take", HANGING: "hang"}


@dataclass(frozen=True)
class Line:
    """One line of the table: what is asked, of the database of which size, and what it may take for granted."""

    name: str
    size: int
    plan: dict[str, Any]
    clients: int = CLIENTS
    compared: bool = False  # others are measured against it

    @property
    def books(self) -> bool:
        return self.plan["kind"] not in {"get", "pgbench"}

    @property
    def mail(self) -> str | None:
        """For a line with servers of its own, what its mail server does: take, hang, or "" for none."""
        return MAIL.get(self.name)


def all_lines(sizes: Sequence[int], *, seconds: float, known: int, today: date, with_pgbench: bool) -> list[Line]:
    """In the table's order. Bookings are made where most has been booked before; `known` is the first client's id."""
    largest = sizes[-1]
    people = max(100, largest // 10)
    day = today + timedelta(days=2)
    return [
        Line("bare view", largest, {"kind": "get", "paths": ["/bench/bare"]}, compared=True),
        Line(
            SIMPLEST,
            largest,
            {"kind": "get", "paths": [f"/bench/one-query/{known + n * 7919 % people}" for n in range(500)]},
            compared=True,
        ),
        *(
            Line(f"pgbench, {count(calendars, 'calendar')}", largest, {"kind": "pgbench", "calendars": calendars})
            for calendars in (1, 50)
            if with_pgbench
        ),
        *_slots(sizes, day),
        *_bookings(largest, day, people=people, seconds=seconds),
    ]


def chosen(lines: Sequence[Line], words: Sequence[str]) -> list[Line]:
    """Lines whose name has one of the words, with what they are compared with; all without words."""
    if not words:
        return list(lines)
    found = [line for line in lines if line.compared or any(word in line.name for word in words)]
    return [] if all(line.compared for line in found) else found


def in_turn(lines: Sequence[Line], turn: int) -> list[Line]:
    """Every other time in reverse: who follows whom must not decide."""
    return list(lines) if turn % 2 == 0 else list(reversed(lines))


def count(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 and noun == "calendar" else f"{number} {noun}{'' if number == 1 else 's'}"


def _slots(sizes: Sequence[int], day: date) -> list[Line]:
    month = f"from={day}&to={day + timedelta(days=30)}"
    # One of the next days with appointments, each in turn, since they differ a little.
    days = [f"from={day + timedelta(days=n)}&to={day + timedelta(days=n)}" for n in range(20)]
    return [
        Line(
            f"slots, {span}, {count(people, 'practitioner')}, {size:,} appointments",
            size,
            {"kind": "get", "paths": [f"/api/v1/public/services/{service}/slots?{query}" for query in queries]},
        )
        for span, queries in (("1 day", days), ("31 days", [month]))
        for people, service in ((1, "solo"), (10, "team"))
        for size in sizes
    ]


def _bookings(size: int, day: date, *, people: int, seconds: float) -> list[Line]:
    booking = {"zone": ZONE, "first_day": str(day), "opens": 8 * 60, "per_day": 24, "step": 30, "clients": people}
    hot = {**booking, "kind": "book", "service": "hot", "calendars": ["hot"]}
    many = {**booking, "kind": "book", "service": "lanes", "calendars": [f"lane-{n}" for n in range(50)]}
    # A new web server writes its first e-mails in four seconds. In the eight after them (of a full run) threads that
    # hang give up, after ten, and all begin anew: what there is of trouble is in the figure.
    alone = {**many, "seconds": 4 * seconds, "warm_up": 4.0}
    rush = {**booking, "service": "rush", "calendars": ["rush"], "per_day": 12, "step": 60}
    return [
        Line(ONE_CALENDAR, size, hot),
        Line(MANY_CALENDARS, size, many),
        *(Line(name, size, alone) for name in MAIL),
        Line("20 clients after one time", size, {**rush, "kind": "same"}, clients=20),
        Line(
            "32 clients after overlapping times",
            size,
            # Any quarter of an hour of ten days, for an hour: most of what is wanted is gone or half gone.
            {**rush, "kind": "overlapping", "per_day": 45, "step": 15, "spread": 450, "seconds": 3.0},
            clients=32,
        ),
    ]
