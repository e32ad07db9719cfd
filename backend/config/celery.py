"""The same jobs on Celery, for who has outgrown one machine: `celery --app config.celery worker` and `… beat`.

Needs requirements/scale.txt; nothing else imports this module. A task runs what the scheduler runs, under the same
lock, so that a scheduler left running beside it does no harm.
"""

import os
from datetime import timedelta

from celery import Celery
from django.conf import settings

from operations.jobs import JOBS

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

# Beat counts from its own start, and a daily job of a beat that is restarted every day would never come. Asked for more
# often, it runs when it is due by the record.
ASKED_AT_LEAST_EVERY = timedelta(hours=1)

app = Celery("stillpoint", broker=settings.REDIS_URL or None)
app.conf.update(
    imports=["operations.tasks"],
    timezone="UTC",
    task_ignore_result=True,  # runs are kept in PostgreSQL
    task_acks_late=True,  # what a killed worker had in hand is run again; the lock keeps it to one
    worker_prefetch_multiplier=1,  # a worker busy with a long job must not sit on the messages
    worker_hijack_root_logger=False,  # the project's own logging keeps capability links out
    broker_connection_retry_on_startup=True,
    beat_schedule={
        job.command: {
            "task": "operations.run_job",
            "schedule": asked,
            "args": [job.command],
            # After an hour without a worker one run catches up, not sixty.
            "options": {"expires": asked.total_seconds()},
        }
        for job in JOBS
        for asked in [min(job.every, ASKED_AT_LEAST_EVERY)]
    },
)
