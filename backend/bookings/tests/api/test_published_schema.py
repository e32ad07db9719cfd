"""The public API against its own description: whatever a program may send, no 5xx and no other shape back."""

import json
from contextlib import contextmanager

import pytest
import schemathesis
from django.conf import settings as django_settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from bookings.tests.api.public_door import door
from config.wsgi import application

pytestmark = pytest.mark.slow

__all__ = ["door"]

CHECKS = [not_a_server_error, response_schema_conformance, content_type_conformance]

schema = schemathesis.openapi.from_dict(json.loads((django_settings.BACKEND / "openapi.json").read_text()))
schema.app = application
schema.config.phases.coverage.enabled = False  # hundreds of fixed cases an operation; test_fuzz.py is about bad shapes
public = schema.include(path_regex="^/api/v1/public/")


@contextmanager
def one_connection():
    """A request ends without closing the test's connection, as with Django's own test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in signals:
            signal.connect(close_old_connections)


@public.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_strangers_meet_no_server_error_and_no_surprise(door, case):
    if "slug" in case.path_parameters:
        case.path_parameters["slug"] = "massage"

    with one_connection():
        case.call_and_validate(checks=CHECKS)
