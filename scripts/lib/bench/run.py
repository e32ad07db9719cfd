"""./scripts/bench: a database and web servers of its own, the lines of the table in turns, and what they show."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from environment import ensure_packages
from project import BACKEND, VENV_PYTHON, fail, say

HERE = Path(__file__).parent
ZONE = "America/Edmonton"
FULL_SIZES, QUICK_SIZES = (1_000, 100_000, 1_000_000), (1_000, 20_000)
CLIENTS = 8
READY_SECONDS = 60


@dataclass
class Server:
    """gunicorn over one database."""

    url: str
    port: int
    process: subprocess.Popen[bytes]


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


@dataclass
class Run:
    """Everything one run of the command has, and what it saw."""

    sizes: tuple[int, ...]
    seconds: float
    servers: dict[int, Server] = field(default_factory=dict)
    database_pid: int = 0
    used: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)
    samples: dict[str, list[Any]] = field(default_factory=dict)


def main() -> int:
    wanted = _arguments()
    sizes = QUICK_SIZES if wanted.quick else FULL_SIZES
    runs = wanted.runs or (2 if wanted.quick else 5)
    run = Run(sizes, seconds=1.0 if wanted.quick else 2.0)
    load_before = os.getloadavg()
    began = time.monotonic()
    with ExitStack() as stack:
        _serve(run, stack)
        lines = _chosen(_lines(run), wanted.only)
        before = _counts(run)
        for turn in range(runs):
            say(f"Measuring, {turn + 1} of {runs} …")
            for line in lines:
                run.samples.setdefault(line.name, []).append(_measure(run, line))
        wrong = _violations(run, before)
    _report(run, lines, runs=runs, load_before=load_before, minutes=(time.monotonic() - began) / 60)
    for sentence in wrong:
        say(f"BROKEN  {sentence}")
    say(
        "BROKEN promises: see above."
        if wrong
        else "Every booking that was acknowledged is there, once; no deadlock, no fault."
    )
    return int(bool(wrong))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./scripts/bench", description="Slots and bookings, measured.")
    parser.add_argument("--quick", action="store_true", help="smaller tables and fewer runs: one to two minutes")
    parser.add_argument("--runs", type=int, help="how often each line is measured")
    parser.add_argument("--only", action="append", metavar="WORD", help="only lines whose name has this word")
    return parser.parse_args()


def _lines(run: Run) -> list[Line]:
    """In the table's order. Bookings are made where most has been booked before."""
    import pgbench

    largest = run.sizes[-1]
    people = max(100, largest // 10)
    known = _first_client(run.servers[largest].url)
    day = datetime.now(UTC).date() + timedelta(days=2)
    month = f"from={day}&to={day + timedelta(days=30)}"
    # One of the next days with appointments, each in turn, since they differ a little.
    days = [f"from={day + timedelta(days=n)}&to={day + timedelta(days=n)}" for n in range(20)]
    lines = [
        Line("bare view", largest, {"kind": "get", "paths": ["/bench/bare"]}, compared=True),
        Line(
            "view with one query",
            largest,
            {"kind": "get", "paths": [f"/bench/one-query/{known + n * 7919 % people}" for n in range(500)]},
            compared=True,
        ),
    ]
    if pgbench.program():
        lines += [
            Line("pgbench, one calendar", largest, {"kind": "pgbench", "calendars": 1}),
            Line("pgbench, 50 calendars", largest, {"kind": "pgbench", "calendars": 50}),
        ]
    else:
        say("There is no pgbench here; its lines are left out.")
    for span, queries in (("1 day", days), ("31 days", [month])):
        for people_asked, service in ((1, "solo"), (10, "team")):
            for size in run.sizes:
                paths = [f"/api/v1/public/services/{service}/slots?{query}" for query in queries]
                name = f"slots, {span}, {_count(people_asked, 'practitioner')}, {size:,} appointments"
                lines.append(Line(name, size, {"kind": "get", "paths": paths}))
    booking = {
        "zone": ZONE,
        "first_day": str(day),
        "opens": 8 * 60,
        "per_day": 24,
        "step": 30,
        "clients": people,
    }
    lanes = [f"lane-{n}" for n in range(50)]
    rush = {**booking, "service": "rush", "calendars": ["rush"], "per_day": 12, "step": 60}
    lines += [
        Line("bookings, one calendar", largest, {**booking, "kind": "book", "service": "hot", "calendars": ["hot"]}),
        Line("bookings, 50 calendars", largest, {**booking, "kind": "book", "service": "lanes", "calendars": lanes}),
        Line("20 clients after one time", largest, {**rush, "kind": "same"}, clients=20),
        Line(
            "32 clients after overlapping times",
            largest,
            # Any quarter of an hour of ten days, for an hour: most of what is wanted is gone or half gone.
            {**rush, "kind": "overlapping", "per_day": 45, "step": 15, "spread": 450, "seconds": 3.0},
            clients=32,
        ),
    ]
    return lines


def _chosen(lines: list[Line], words: list[str] | None) -> list[Line]:
    chosen = [line for line in lines if not words or line.compared or any(word in line.name for word in words)]
    if words and all(line.compared for line in chosen):
        fail("no line is called so; there are:\n  " + "\n  ".join(line.name for line in lines))
    return chosen


def _measure(run: Run, line: Line) -> Any:
    import pgbench
    from figures import Sample

    server = run.servers[line.size]
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


def _serve(run: Run, stack: ExitStack) -> None:
    """A durable server with a database of each size, and gunicorn over each."""
    from operations.embedded_postgres import EmbeddedPostgres, NotStarted, discard

    scratch = Path(tempfile.mkdtemp(prefix="stillpoint-bench-"))
    stack.callback(discard, scratch)
    database = EmbeddedPostgres(scratch)
    try:
        database.start()
    except NotStarted as reason:
        fail(str(reason))
    stack.callback(database.stop)
    run.database_pid = database.process.pid
    for size in run.sizes:
        began = time.monotonic()
        url = _filled(database.url, size)
        say(f"{size:,} appointments are booked ({time.monotonic() - began:.0f} s)")
        run.servers[size] = stack.enter_context(_serving(url, scratch / f"web-{size}.log"))
    import pgbench

    pgbench.prepare(run.servers[run.sizes[-1]].url)


def _filled(server_url: str, size: int) -> str:
    import psycopg

    name = f"bench_{size}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    for command in (["manage.py", "migrate", "--verbosity", "0"], [str(HERE / "filling.py"), str(size)]):
        subprocess.run([str(VENV_PYTHON), *command], cwd=BACKEND, env=_environment(url), check=True)
    return url


def _environment(url: str, **more: str) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "bench_site.settings",
        "PYTHONPATH": f"{HERE}{os.pathsep}{BACKEND}",
        "SECRET_KEY": "a-key-of-one-run-that-signs-nothing-that-lasts",
        "MANAGE_TOKEN_KEY": "another-key-of-one-run-that-signs-nothing",
        "RATELIMIT_ENABLE": "false",
        **more,
    }


@contextmanager
def _serving(url: str, log: Path) -> Iterator[Server]:
    """gunicorn with the workers and threads of docker-compose.yml."""
    from operations.process_accounts import Account, release, spawn_tied

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with log.open("wb") as output:  # each refusal is a line of its own
        process = spawn_tied(
            [str(VENV_PYTHON), "-m", "gunicorn", "--config", "operations/gunicorn_settings.py", "config.wsgi"],
            account=Account(os.geteuid(), os.getegid()),
            ending=signal.SIGTERM,
            cwd=BACKEND,
            output=output,
            environment=_environment(url, PORT=str(port), WEB_WORKERS="2", WEB_THREADS="4"),
        )
    try:
        _wait_until_ready(port, process, log)
        yield Server(url, port, process)
    finally:
        process.terminate()
        try:
            process.wait(25)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        release(process)


def _wait_until_ready(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            fail(f"the web server ended while it started:\n{log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/bench/bare", timeout=5).close()
        except urllib.error.HTTPError as answer:
            fail(f"the web server answers {answer.code} to the simplest view.")
        except OSError:
            time.sleep(0.05)
        else:
            return
    fail(f"the web server did not answer within {READY_SECONDS} s.")


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
    return found


def _report(run: Run, lines: list[Line], *, runs: int, load_before: tuple[float, ...], minutes: float) -> None:
    import django
    from figures import table, verdicts

    say("\n" + table(run.samples, {line.name: line.clients for line in lines}) + "\n")
    say(
        f"{runs} runs of {run.seconds:g} s a line, the lines taking turns; each figure is the median over the runs. "
        f"CPU is per request. {minutes:.1f} minutes in all."
    )
    say(
        f"{os.cpu_count()} cores; Python {platform.python_version()}, Django {django.__version__}, gunicorn with 2 "
        f"workers of 4 threads, PostgreSQL 18 with fsync; load average before {_load(load_before)}, "
        f"after {_load(os.getloadavg())}.\n"
    )
    say(verdicts(_aims(run)) + "\n")


def _aims(run: Run) -> list[Any]:
    """The aims as ratios within the run; those whose lines were not measured are left out."""
    from figures import Aim, ratio_by_cpu, ratios

    samples, (small, *_, large) = run.samples, run.sizes
    simplest = "view with one query"
    aims = []
    for span, share in (("1 day", 0.40), ("31 days", 0.20)):
        for people in (1, 10):
            named = f"slots, {span}, {_count(people, 'practitioner')}"
            name = f"{named}, {{:,}} appointments".format
            if {name(small), name(large)} <= samples.keys():
                grown = ratios(samples, name(small), name(large))
                cpu = ratio_by_cpu(samples, name(small), name(large))
                aims.append(
                    Aim(f"{named}: cost at {large:,} to cost at {small:,}", grown, 1.2, at_most=True, by_cpu=cpu)
                )
                rate, cpu = ratios(samples, name(large), simplest), ratio_by_cpu(samples, name(large), simplest)
                aims.append(Aim(f"{named}, of the rate of a view with one query", rate, share, by_cpu=cpu))
    for name, share in (("bookings, one calendar", 0.05), ("bookings, 50 calendars", 0.12)):
        if name in samples:
            rate, cpu = ratios(samples, name, simplest), ratio_by_cpu(samples, name, simplest)
            aims.append(Aim(f"{name}, of the rate of a view with one query", rate, share, by_cpu=cpu))
            slow = [sample.milliseconds(95) for sample in samples[name]]
            aims.append(Aim(f"{name}, p95 with {CLIENTS} clients", slow, 150, at_most=True, unit=" ms"))
    return aims


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


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
