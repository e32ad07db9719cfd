"""./scripts/bench: a database and web servers of its own, the lines of the table in turns, and what they show."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from environment import ensure_packages
from lines import (
    CLIENTS,
    HANGING,
    LEFT,
    MANY_CALENDARS,
    ONE_CALENDAR,
    SIMPLEST,
    TAKEN,
    Line,
    all_lines,
    chosen,
    count,
    in_turn,
)
from project import BACKEND, VENV_PYTHON, fail, say
from servers import Server, filled, serving, serving_with_mail

HERE = Path(__file__).parent
FULL_SIZES, QUICK_SIZES = (1_000, 100_000, 1_000_000), (1_000, 20_000)


@dataclass
class Run:
    """Everything one run of the command has, and what it saw."""

    sizes: tuple[int, ...]
    seconds: float
    scratch: Path = Path()
    servers: dict[int, Server] = field(default_factory=dict)
    database_pid: int = 0
    used: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    handed_over: dict[str, Counter[str]] = field(default_factory=dict)  # by line: what its mail server has seen
    samples: dict[str, list[Any]] = field(default_factory=dict)


def main() -> int:
    wanted = _arguments()
    sizes = QUICK_SIZES if wanted.quick else FULL_SIZES
    runs = wanted.runs or (2 if wanted.quick else 5)
    run = Run(sizes, seconds=1.0 if wanted.quick else 2.0)
    load_before = os.getloadavg()
    began = time.monotonic()
    with ExitStack() as stack:
        lines = _serve(run, stack, wanted.only or [])
        before = _counts(run)
        run.samples = {line.name: [] for line in lines}
        for turn in range(runs):
            say(f"Measuring, {turn + 1} of {runs} …")
            for line in in_turn(lines, turn):
                run.samples[line.name].append(_measure(run, line))
        wrong = _violations(run, before)
    _report(run, lines, runs=runs, load_before=load_before, minutes=(time.monotonic() - began) / 60)
    for sentence in wrong:
        say(f"BROKEN  {sentence}")
    say(
        "BROKEN promises: see above."
        if wrong
        else "Every booking that was acknowledged is there, once, with its messages; no deadlock, no fault."
    )
    return int(bool(wrong))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./scripts/bench", description="Slots and bookings, measured.")
    parser.add_argument("--quick", action="store_true", help="smaller tables and fewer runs: two to three minutes")
    parser.add_argument("--runs", type=int, help="how often each line is measured")
    parser.add_argument("--only", action="append", metavar="WORD", help="only lines whose name has this word")
    return parser.parse_args()


def _measure(run: Run, line: Line) -> Any:
    with _server_of(run, line) as server:
        return _measured(run, line, server)


def _server_of(run: Run, line: Line) -> AbstractContextManager[Server]:
    """One for all; a line about messages has its own for each round, so that nothing that it leaves behind disturbs
    another line."""
    server = run.servers[line.size]
    if line.mail is None:
        return nullcontext(server)
    log = run.scratch / "web-of-a-round.log"
    if not line.mail:
        return serving(server.url, log)
    handed_over = run.handed_over.setdefault(line.name, Counter())
    return serving_with_mail(server.url, log, behaviour=line.mail, handed_over=handed_over)


def _measured(run: Run, line: Line, server: Server) -> Any:
    import pgbench
    from figures import Sample

    if line.plan["kind"] == "pgbench":
        return pgbench.run(
            server.url,
            calendars=line.plan["calendars"],
            clients=line.clients,
            seconds=max(1, round(run.seconds)),
            database_pid=run.database_pid,
        )
    plan = {
        "seconds": run.seconds,
        "warm_up": 0.0 if line.plan["kind"] == "same" else 0.4,
        "connections": line.clients,
        # A round of twenty waits for its last answer, which one process does.
        "processes": 1 if line.plan["kind"] == "same" else 2,
        "port": server.port,
        "families": {"web": server.process.pid, "database": run.database_pid},
        **line.plan,
    }
    if line.books:
        calendar = line.plan["service"]
        plan["begin_at"] = run.used[calendar]
    done = subprocess.run(
        [str(VENV_PYTHON), str(HERE / "clients.py")], input=json.dumps(plan), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"The clients failed:\n{done.stderr[-2000:]}")
    seen = json.loads(done.stdout)
    if line.books:
        run.told += seen["booked"]
        # Next time other days, and whole ones: what the two lines of one calendar share is counted in hours.
        run.used[calendar] += plan.get("spread") or seen["used"]
    return Sample(seen["seconds"], seen["latencies"], seen["cpu"], seen["statuses"])


def _serve(run: Run, stack: ExitStack, words: list[str]) -> list[Line]:
    """A durable server with a database of each size that is asked for, and gunicorn over each. Gives the lines."""
    from operations.embedded_postgres import EmbeddedPostgres, NotStarted, discard

    import pgbench

    run.scratch = Path(tempfile.mkdtemp(prefix="stillpoint-bench-"))
    stack.callback(discard, run.scratch)
    database = EmbeddedPostgres(run.scratch)
    try:
        database.start()
    except NotStarted as reason:
        fail(str(reason))
    stack.callback(database.stop)
    run.database_pid = database.process.pid

    def serve(size: int) -> None:
        began = time.monotonic()
        url = filled(database.url, size)
        say(f"{size:,} appointments are booked ({time.monotonic() - began:.0f} s)")
        run.servers[size] = stack.enter_context(serving(url, run.scratch / f"web-{size}.log"))

    largest = run.sizes[-1]
    serve(largest)
    known, today = _first_client(run.servers[largest].url), datetime.now(UTC).date()
    with_pgbench = pgbench.program() is not None
    if with_pgbench:
        pgbench.prepare(run.servers[largest].url)
    else:
        say("There is no pgbench here; its lines are left out.")
    every = all_lines(run.sizes, seconds=run.seconds, known=known, today=today, with_pgbench=with_pgbench)
    lines = chosen(every, words)
    if not lines:
        fail("no line is called so; there are:\n  " + "\n  ".join(line.name for line in every))
    for size in sorted({line.size for line in lines} - {largest}):
        serve(size)
    return lines


def _first_client(url: str) -> int:
    import psycopg

    with psycopg.connect(url) as connection:
        return int(connection.execute("SELECT min(id) FROM bookings_client").fetchone()[0])  # type: ignore[index]


def _counts(run: Run) -> tuple[int, int]:
    """Appointments and deadlocks before anything is measured."""
    import psycopg

    from integrity import appointments, deadlocks

    with psycopg.connect(run.servers[run.sizes[-1]].url) as connection, connection.cursor() as cursor:
        return appointments(cursor), deadlocks(cursor)


def _violations(run: Run, before: tuple[int, int]) -> list[str]:
    import psycopg

    from integrity import violations

    with psycopg.connect(run.servers[run.sizes[-1]].url) as connection, connection.cursor() as cursor:
        found = violations(cursor, told=run.told, appointments_before=before[0], deadlocks_before=before[1])
    for name, samples in run.samples.items():
        statuses: Counter[str] = sum((Counter(sample.statuses) for sample in samples), Counter())
        # A lost connection ("0") or silence is as much a fault as any 5xx; 503 too, under loads as small as these.
        if faults := {status: n for status, n in statuses.items() if status[:1] not in "234c"}:
            found.append(f"{name}: {faults}")
    for name, seen in run.handed_over.items():
        if not seen["messages" if name == TAKEN else "connections"]:
            found.append(f"{name}: nothing came to its mail server, so nothing is proved")
    return found


def _report(run: Run, lines: list[Line], *, runs: int, load_before: tuple[float, ...], minutes: float) -> None:
    import django

    from figures import table, verdicts

    say("\n" + table(run.samples, {line.name: line.clients for line in lines}) + "\n")
    say(
        f"{runs} runs of {run.seconds:g} s a line, of {4 * run.seconds:g} s where messages are told apart, the "
        f"lines taking turns; each figure is the median over the runs. CPU is per request. "
        f"{minutes:.1f} minutes in all."
    )
    say(
        f"{os.cpu_count()} cores; Python {platform.python_version()}, Django {django.__version__}, gunicorn with 2 "
        f"workers of 4 threads, PostgreSQL 18 with fsync; load average before {_load(load_before)}, "
        f"after {_load(os.getloadavg())}.\n"
    )
    for name, seen in run.handed_over.items():
        say(f"{name}: its mail server took {seen['messages']:,} of them over {seen['connections']:,} connections.\n")
    say(verdicts(_aims(run)) + "\n")


def _aims(run: Run) -> list[Any]:
    """The aims as ratios within the run; those whose lines were not measured are left out."""
    from figures import Aim, percentile_ratios, ratio_by_cpu, ratios

    samples, (small, *_, large) = run.samples, run.sizes
    aims = []
    for span, share in (("1 day", 0.40), ("31 days", 0.20)):
        for people in (1, 10):
            named = f"slots, {span}, {count(people, 'practitioner')}"
            name = f"{named}, {{:,}} appointments".format
            if {name(small), name(large)} <= samples.keys():
                grown = ratios(samples, name(small), name(large))
                cpu = ratio_by_cpu(samples, name(small), name(large))
                aims.append(
                    Aim(f"{named}: cost at {large:,} to cost at {small:,}", grown, 1.2, at_most=True, by_cpu=cpu)
                )
                rate, cpu = ratios(samples, name(large), SIMPLEST), ratio_by_cpu(samples, name(large), SIMPLEST)
                aims.append(Aim(f"{named}, of the rate of a view with one query", rate, share, by_cpu=cpu))
    for name, share in ((ONE_CALENDAR, 0.05), (MANY_CALENDARS, 0.12)):
        if name in samples:
            rate, cpu = ratios(samples, name, SIMPLEST), ratio_by_cpu(samples, name, SIMPLEST)
            aims.append(Aim(f"{name}, of the rate of a view with one query", rate, share, by_cpu=cpu))
            slow = [sample.milliseconds(95) for sample in samples[name]]
            aims.append(Aim(f"{name}, p95 with {CLIENTS} clients", slow, 150, at_most=True, unit=" ms"))
    for name, other in ((HANGING, TAKEN), (HANGING, LEFT)):
        if {name, other} <= samples.keys():
            slower = percentile_ratios(samples, name, other, percent=95)
            aims.append(Aim(f"p95 of {name}, to {other}", slower, 1.10, at_most=True))
    return aims


def _load(averages: tuple[float, ...]) -> str:
    return " ".join(f"{average:.2f}" for average in averages)


if __name__ == "__main__":
    ensure_packages("local")
    if os.path.realpath(sys.prefix) != os.path.realpath(VENV_PYTHON.parents[1]):
        os.execv(VENV_PYTHON, [str(VENV_PYTHON), *sys.argv])
    sys.path.insert(0, str(BACKEND))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
