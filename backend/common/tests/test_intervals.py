"""Intervals against sets of minutes, which are slow and cannot be wrong."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from common.intervals import contains, merged, minus, overlap_minutes, overlaps

interval = st.tuples(st.integers(0, 60), st.integers(0, 60))
intervals = st.lists(interval, max_size=8)


def minutes(found):
    return {minute for start, end in found for minute in range(start, end)}


@given(intervals)
def test_merging_keeps_the_minutes_and_leaves_gaps_between(given_intervals):
    found = merged(given_intervals)

    assert minutes(found) == minutes(given_intervals)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(found))


@given(intervals, intervals)
def test_what_is_left_is_what_was_not_taken(given_intervals, taken):
    left = minus(merged(given_intervals), merged(taken))

    assert minutes(left) == minutes(given_intervals) - minutes(taken)
    assert left == merged(left)


@given(intervals, st.integers(0, 59), st.integers(1, 20))
def test_containing_and_overlapping_agree_with_the_minutes(given_intervals, start, length):
    asked, there = set(range(start, start + length)), minutes(given_intervals)

    assert contains(merged(given_intervals), start, start + length) == (asked <= there)
    assert overlaps(merged(given_intervals), start, start + length) == bool(asked & there)
    assert overlap_minutes(merged(given_intervals), start, start + length) == len(asked & there)


def test_neighbours_are_friends():
    assert not overlaps([(10, 11)], 11, 12)
    assert minus([(10, 12)], [(11, 12)]) == [(10, 11)]
