"""Celery runs the same table, by the same function. The rest of the project does without it."""

import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings

from config.celery import app
from operations import tasks
from operations.jobs import JOBS

WITHOUT_CELERY = """
import sys
sys.modules["celery"] = None  # an import of it raises
import django
django.setup()
import config.urls, config.wsgi
import operations.management.commands.run_scheduler
"""


def test_beat_has_each_job_of_the_table_at_its_interval_or_hourly_and_nothing_else():
    beat = {entry["args"][0]: entry["schedule"] for entry in app.conf.beat_schedule.values()}

    assert beat == {job.command: min(job.every, timedelta(hours=1)) for job in JOBS}


def test_what_waited_for_a_worker_is_run_once_when_one_comes():
    assert all(
        entry["options"]["expires"] == entry["schedule"].total_seconds() for entry in app.conf.beat_schedule.values()
    )


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.command)
def test_its_task_runs_the_job_as_the_scheduler_does(monkeypatch, job):
    ran = []
    monkeypatch.setattr(tasks, "run_job", ran.append)
    app.loader.import_default_modules()
    entry = app.conf.beat_schedule[job.command]

    app.tasks[entry["task"]].apply(args=entry["args"], throw=True)

    assert ran == [job]


def test_the_rest_starts_without_celery():
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_CELERY],
        cwd=settings.BACKEND,
        env={"DJANGO_SETTINGS_MODULE": "config.settings.test", "DATABASE_URL": "postgresql://a:b@127.0.0.1:1/x"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
