"""The clients: processes that send requests over kept connections, each connection the next as it has its answer.

A program of its own, so that its CPU time can be told apart: a plan as JSON on stdin, what happened as JSON on
stdout. Standard library only, and as little of it as will do, since what it costs is missing on the server's side.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import re
import resource
import selectors
import socket
import sys
import time
import zoneinfo
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from processes import cpu_seconds

zoneinfo.reset_tzpath(to=())  # the locked tzdata, as the application: an older one has other offsets

REQUESTS_PER_CONNECTION = 50  # as browsers come and go; else one worker might keep most of the connections
PATIENCE_SECONDS = 20
LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)


@dataclass
class Outcome:
    """What a process of clients saw while it was measured."""

    latencies: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    booked: list[str] = field(default_factory=list)
    used: int = 0  # how many of the plan's times it asked for, or passed over
    seconds: float = 0.0
    cpu: float = 0.0


class Connection:
    def __init__(self, port: int) -> None:
        self.port = port
        self.requests: Iterator[bytes] = iter(())
        self.sent_in_all = 0
        self.open()

    def open(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sent = 0

    def send(self, request: bytes) -> None:
        self.sent += 1
        self.sent_in_all += 1
        if self.sent >= REQUESTS_PER_CONNECTION:
            request = request.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
        self.received = b""
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def receive(self) -> tuple[int, bytes] | None:
        """Status and body once they are whole; status 0 when the server hung up in between."""
        part = self.socket.recv(1 << 18)
        self.received += part
        head, gap, body = self.received.partition(b"\r\n\r\n")
        if gap and len(body) >= _length(head):
            return int(head[9:12]), body
        return None if part else (0, b"")

    def renew(self) -> None:
        self.socket.close()
        self.open()


def _length(head: bytes) -> int:
    found = LENGTH.search(head)
    return int(found[1]) if found else 0


def main() -> None:
    plan = json.load(sys.stdin)
    fork = multiprocessing.get_context("fork")
    begin, answers = fork.Event(), fork.SimpleQueue()
    workers = [fork.Process(target=_work, args=(plan, number, begin, answers)) for number in range(plan["processes"])]
    for worker in workers:
        worker.start()
    time.sleep(plan["warm_up"])
    before = {name: cpu_seconds(pid) for name, pid in plan["families"].items()}
    begin.set()
    outcomes: list[Outcome] = [answers.get() for _ in workers]
    after = {name: cpu_seconds(pid) for name, pid in plan["families"].items()}
    for worker in workers:
        worker.join()
    statuses: Counter[str] = sum((outcome.statuses for outcome in outcomes), Counter())
    seen = {
        "seconds": max(outcome.seconds for outcome in outcomes),
        "latencies": [latency for outcome in outcomes for latency in outcome.latencies],
        "statuses": statuses,
        "booked": [reference for outcome in outcomes for reference in outcome.booked],
        "used": max(outcome.used for outcome in outcomes),
        "cpu": {name: after[name] - before[name] for name in before}
        | {"clients": sum(outcome.cpu for outcome in outcomes)},
    }
    json.dump(seen, sys.stdout)


def _work(plan: dict[str, Any], number: int, begin: Any, answers: Any) -> None:
    mine = range(number, plan["connections"], plan["processes"])
    connections = [Connection(plan["port"]) for _ in mine]
    for index, connection in zip(mine, connections, strict=True):
        connection.requests = _requests(plan, index)
    if plan["kind"] == "same":
        outcome = _rounds(plan, connections, begin)
    else:
        outcome = _each_at_its_own_pace(plan, connections, begin)
        outcome.used = plan["connections"] * max(connection.sent_in_all for connection in connections)
    answers.put(outcome)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _each_at_its_own_pace(plan: dict[str, Any], connections: list[Connection], begin: Any) -> Outcome:
    outcome = Outcome()
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.send(next(connection.requests))
        started = 0.0
        under_way = len(connections)
        while under_way:
            now = time.perf_counter()
            if not started and begin.is_set():
                started, outcome.cpu = now, -_cpu()
            is_over = started and now >= started + plan["seconds"]
            ready = selector.select(PATIENCE_SECONDS)
            if not ready:
                outcome.statuses["no answer"] += under_way
                break
            for key, _events in ready:
                connection = key.data
                answer = connection.receive()
                if answer is None:
                    continue
                _note(outcome, connection, answer, is_measured=bool(started) and connection.began >= started)
                under_way -= 1
                if is_over:
                    selector.unregister(connection.socket)
                    continue
                if connection.sent >= REQUESTS_PER_CONNECTION or answer[0] == 0:
                    selector.unregister(connection.socket)
                    connection.renew()
                    selector.register(connection.socket, selectors.EVENT_READ, connection)
                connection.send(next(connection.requests))
                under_way += 1
        outcome.seconds = time.perf_counter() - started
        outcome.cpu += _cpu()
    return outcome


def _rounds(plan: dict[str, Any], connections: list[Connection], begin: Any) -> Outcome:
    """All clients send the same request at once; when the last has its answer, the next."""
    begin.wait()
    outcome = Outcome()
    began, outcome.cpu = time.perf_counter(), -_cpu()
    while time.perf_counter() < began + plan["seconds"]:
        for connection in connections:
            connection.send(next(connection.requests))
        for connection in connections:
            while (answer := connection.receive()) is None:
                continue
            # In order of asking, so a later answer may have lain here a while: near enough for twenty.
            _note(outcome, connection, answer, is_measured=True)
            if connection.sent >= REQUESTS_PER_CONNECTION or answer[0] == 0:
                connection.renew()
        outcome.used += 1
    outcome.seconds = time.perf_counter() - began
    outcome.cpu += _cpu()
    return outcome


def _note(outcome: Outcome, connection: Connection, answer: tuple[int, bytes], *, is_measured: bool) -> None:
    status, body = answer
    if status == 201:
        outcome.booked.append(json.loads(body)["reference"])
    # Refusals and faults count also before the measuring begins: they must not hide in the warm-up.
    outcome.statuses[_named(status, body)] += 1
    if is_measured:
        outcome.latencies.append(time.perf_counter() - connection.began)


def _named(status: int, body: bytes) -> str:
    """200, or 409 slot-taken."""
    if status < 400:
        return str(status)
    try:
        return f"{status} {json.loads(body)['type'].removeprefix('/problems/')}"
    except (ValueError, KeyError, TypeError):
        return str(status)


def _requests(plan: dict[str, Any], index: int) -> Iterator[bytes]:
    """What connection `index` sends, without end."""
    kind = plan["kind"]
    if kind == "get":
        paths = plan["paths"]
        number = index
        while True:
            yield _get(plan["port"], paths[number % len(paths)])
            number += plan["connections"]
    zone = zoneinfo.ZoneInfo(plan["zone"])
    times = _Times(plan, zone)
    chance = random.Random(f"{plan['service']}-{plan['begin_at']}-{index}")  # noqa: S311 - the same in each run
    number = 0
    while True:
        if kind == "book":  # everyone another time
            turn = plan["begin_at"] + number * plan["connections"] + index
        elif kind == "same":
            turn = plan["begin_at"] + number
        else:  # "overlapping": any quarter of an hour in the same days
            turn = plan["begin_at"] + chance.randrange(plan["spread"])
        who = plan["calendars"][turn % len(plan["calendars"])]
        starts_at = times.at(turn // len(plan["calendars"]))
        yield _booking(plan, who, starts_at, f"{chance.getrandbits(96):x}", chance)
        number += 1


class _Times:
    """Starts by number: so many a day, in local time, from a day on."""

    def __init__(self, plan: dict[str, Any], zone: zoneinfo.ZoneInfo) -> None:
        self.first = date.fromisoformat(plan["first_day"])
        self.per_day, self.step, self.opens, self.zone = plan["per_day"], plan["step"], plan["opens"], zone

    def at(self, number: int) -> str:
        day = self.first + timedelta(days=number // self.per_day)
        minute = self.opens + (number % self.per_day) * self.step
        return datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=self.zone).isoformat()


def _get(port: int, path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: application/json\r\n\r\n".encode()


def _booking(plan: dict[str, Any], who: str | None, starts_at: str, key: str, chance: random.Random) -> bytes:
    # Half of the clients have been here before.
    known = chance.randrange(2 * plan["clients"])
    body = {
        "service": plan["service"],
        "starts_at": starts_at,
        "client": {"name": "Priya Nair", "email": f"client{known}@example.com", "phone": "+14035550142"},
        "consents": {"terms": True},
        **({"practitioner": who} if who else {}),
    }
    text = json.dumps(body).encode()
    head = (
        f"POST /api/v1/public/bookings HTTP/1.1\r\nHost: 127.0.0.1:{plan['port']}\r\nAccept: application/json\r\n"
        f"Content-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {len(text)}\r\n\r\n"
    )
    return head.encode() + text


if __name__ == "__main__":
    main()
