"""The rules against the slow, obvious way of finding free times."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookings.rules import explain_slot
from bookings.tests.rules.oracle import Scenario, offered
from bookings.tests.rules.scenarios import as_rules, offered_by_the_rules, scenarios
from common.time import from_minute

pytestmark = pytest.mark.slow

THOROUGH = settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(scenarios())
def test_the_rules_offer_what_the_oracle_finds(scenario: Scenario):
    assert offered_by_the_rules(scenario) == offered(scenario)


@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios(), st.integers(0, 14))
def test_a_start_is_offered_if_and_only_if_nothing_explains_it_away(scenario: Scenario, shift: int):
    known = as_rules(scenario)
    days = known.pop("days")
    free = set(offered_by_the_rules(scenario))

    for start in range(days[0].start + shift, days[-1].end, 7):
        reasons = explain_slot(start=start, **known)

        assert (not reasons) == (from_minute(start).replace(tzinfo=None) in free), reasons


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(scenarios())
def test_how_many_days_are_asked_for_changes_nothing(scenario: Scenario):
    wider = Scenario(
        **{
            **vars(scenario),
            "first_day": scenario.first_day - timedelta(days=3),
            "last_day": scenario.last_day + timedelta(days=3),
        }
    )
    days = as_rules(scenario)["days"]
    asked = range(days[0].start, days[-1].end)

    of_wider = {at: who for at, who in offered_by_the_rules(wider).items() if _minute(at) in asked}

    assert of_wider == offered_by_the_rules(scenario)


def _minute(at) -> int:
    return int((at - from_minute(0).replace(tzinfo=None)).total_seconds()) // 60
