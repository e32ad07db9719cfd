"""Two questions a supervisor asks: does the process live, and can it do its work."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.time import now
from messaging.selectors import late_messages, unreached
from operations.selectors import late_jobs


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else: a restart would not mend a database."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and has every migration; otherwise 503 with the reason.

    What is late or reached nobody is said beside it, and is no reason: see ADR 11.
    """
    try:
        if _has_migrations_waiting():
            return JsonResponse({"status": "unavailable", "reason": "migrations"}, status=503)
        return JsonResponse({"status": "ok", **_late()})
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "reason": "database"}, status=503)


def _has_migrations_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _late() -> dict[str, Any]:
    """Names of jobs and numbers of messages; whose they are, nobody out here is told."""
    moment = now()
    return {
        "late_jobs": [late.job for late in late_jobs(moment)],
        "late_messages": late_messages(moment).count(),
        "unreached_messages": unreached().count(),
    }
