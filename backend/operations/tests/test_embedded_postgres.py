"""The embedded server, with its real programs in scratch directories."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from operations import embedded_postgres, process_accounts
from operations.embedded_postgres import EmbeddedPostgres, NotStarted, discard, running, url_of_running

pytestmark = pytest.mark.slow

BACKEND = Path(__file__).parents[2]
KEEPER = """
import sys, pathlib, time
from operations.embedded_postgres import EmbeddedPostgres
server = EmbeddedPostgres(pathlib.Path(sys.argv[1]), durable=sys.argv[2] == "durable")
server.start()
print(server.process.pid, server.url, flush=True)
time.sleep(600)
"""


@pytest.fixture
def data_dir(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    chosen = tmp_path / "data"
    yield chosen
    discard(chosen)


@pytest.fixture
def keeper(data_dir):
    """Starts a server under a process of its own; gives (process, postmaster's pid, URL)."""
    started = []

    def start(durability="durable"):
        process = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(data_dir), durability], cwd=BACKEND, stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        pid, url = process.stdout.readline().split()
        return process, int(pid), url

    yield start
    for process in started:
        process.kill()
        process.wait()
        process.stdout.close()


def ask(url, query):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchone()[0]


def wait_until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)


def test_data_are_there_again_at_the_next_start(data_dir):
    with running(data_dir) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    with running(data_dir) as url:
        assert ask(url, "SELECT number FROM kept") == 7


def test_durable_server_keeps_what_it_acknowledged(data_dir):
    with running(data_dir) as url:
        states = [ask(url, f"SHOW {name}") for name in ("fsync", "full_page_writes", "synchronous_commit")]

    assert states == ["on", "on", "on"]


def test_server_for_tests_does_not_wait_for_the_disk(data_dir):
    with running(data_dir, durable=False) as url:
        assert ask(url, "SHOW fsync") == "off"


def test_transactions_left_open_are_ended_after_ten_seconds(data_dir):
    with running(data_dir, durable=False) as url:
        assert ask(url, "SHOW idle_in_transaction_session_timeout") == "10s"


def test_only_the_right_password_opens_the_loopback_port(data_dir):
    with running(data_dir, durable=False) as url:
        wrong = url.replace(EmbeddedPostgres(data_dir).password, "guess")

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(wrong)
        assert ask(url, "SHOW listen_addresses") == "127.0.0.1"
        assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_password_is_for_this_users_eyes_only(data_dir):
    with running(data_dir, durable=False):
        mode = stat.S_IMODE((data_dir / "database-password").stat().st_mode)

    assert mode == 0o600


def test_a_lost_password_is_replaced_and_the_data_stay(data_dir):
    with running(data_dir) as url, psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    (data_dir / "database-password").unlink()

    with running(data_dir) as url:
        assert ask(url, "SELECT number FROM kept") == 7


def test_a_named_database_is_used_and_nothing_started(data_dir, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/db")

    with running(data_dir) as url:
        assert url == "postgresql://elsewhere/db"
    assert not data_dir.exists()


def test_killed_server_recovers_what_it_acknowledged(data_dir):
    server = EmbeddedPostgres(data_dir)
    server.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        os.kill(server.process.pid, signal.SIGKILL)
    server.stop()

    with running(data_dir) as url:
        assert ask(url, "SELECT number FROM kept") == 7


def test_server_stops_when_its_starter_is_killed(keeper, data_dir):
    process, pid, url = keeper()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")

    process.kill()

    wait_until(lambda: not process_accounts.runs(pid, "postgres"))
    with running(data_dir) as url:
        assert ask(url, "SELECT number FROM kept") == 7


def test_next_start_need_not_wait_for_a_leftover_to_notice(keeper, data_dir):
    process, _, _ = keeper()
    process.kill()

    with running(data_dir) as url:
        assert ask(url, "SELECT 1") == 1


def test_without_a_death_signal_a_watchdog_stops_the_server(keeper, data_dir, monkeypatch):
    without = "from operations import process_accounts; process_accounts.HAS_DEATH_SIGNAL = False"
    monkeypatch.setattr(sys.modules[__name__], "KEEPER", without + KEEPER)
    process, pid, _ = keeper("quick")

    process.kill()

    wait_until(lambda: not process_accounts.runs(pid, "postgres"))


def test_a_second_start_on_the_same_data_is_refused_in_words(keeper, data_dir):
    keeper("quick")

    with pytest.raises(NotStarted, match="in use"), running(data_dir):
        pass


def test_a_stale_pid_file_that_names_another_process_is_no_obstacle(data_dir):
    with running(data_dir):
        pass
    other = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    pid_file = data_dir / "pg" / "postmaster.pid"
    pid_file.write_text(f"{other.pid}\n{data_dir / 'pg'}\n0\n1\n\n127.0.0.1\n\nready\n")

    try:
        with running(data_dir) as url:
            assert ask(url, "SELECT 1") == 1
        assert other.poll() is None, "an innocent process was ended"
    finally:
        other.kill()
        other.wait()


def test_a_start_that_died_half_way_is_begun_again(data_dir):
    draft = data_dir / "pg.new"
    draft.mkdir(parents=True)
    (draft / "PG_VERSION").write_text("18\n")

    with running(data_dir, durable=False) as url:
        assert ask(url, "SELECT 1") == 1


def test_works_under_a_home_that_nobody_else_may_enter(data_dir):
    data_dir.parent.chmod(0o700)

    with running(data_dir, durable=False) as url:
        assert ask(url, "SELECT 1") == 1
    assert stat.S_IMODE(data_dir.parent.stat().st_mode) == 0o700


def test_url_of_a_server_that_another_process_keeps(keeper, data_dir):
    assert url_of_running(data_dir) is None

    process, _, url = keeper("quick")

    assert url_of_running(data_dir) == url
    process.kill()
    wait_until(lambda: url_of_running(data_dir) is None)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root cannot run PostgreSQL as itself")
def test_root_without_user_namespaces_runs_it_as_nobody(data_dir, tmp_path, monkeypatch):
    """`nobody` cannot enter pytest's private scratch directory, which is the point."""
    monkeypatch.setattr(process_accounts, "_CLONE_NEWUSER", 0xFFFF0000)  # the kernel refuses these flags

    for _ in range(2):
        with running(data_dir, durable=False) as url:
            assert ask(url, "SELECT 1") == 1
            fields = embedded_postgres._pid_file(Path((data_dir / "pg-elsewhere").read_text().strip()) / "pg")
            assert Path(f"/proc/{fields[0]}").stat().st_uid == process_accounts.NOBODY.uid


def test_clients_names_stay_out_of_the_servers_log(data_dir):
    with running(data_dir, durable=False) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE people (name text UNIQUE)")
        connection.execute("INSERT INTO people VALUES ('Wilhelmina')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO people VALUES ('Wilhelmina')")

    assert "Wilhelmina" not in (data_dir / "postgres.log").read_text()
