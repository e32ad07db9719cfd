"""Half-open intervals of whole minutes, as sorted lists of `(start, end)`."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Interval = tuple[int, int]


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """Sorted, without empty ones, those that overlap or touch joined."""
    result: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def minus(intervals: Sequence[Interval], taken: Sequence[Interval]) -> list[Interval]:
    """What is left of `intervals` outside `taken`. Both sorted and merged; one pass."""
    if not taken:
        return list(intervals)
    result: list[Interval] = []
    index = 0
    for start, end in intervals:
        while index < len(taken) and taken[index][1] <= start:
            index += 1
        cursor, at = start, index
        while at < len(taken) and taken[at][0] < end:
            if taken[at][0] > cursor:
                result.append((cursor, taken[at][0]))
            cursor = max(cursor, taken[at][1])
            at += 1
        if cursor < end:
            result.append((cursor, end))
    return result


def contains(intervals: Sequence[Interval], start: int, end: int) -> bool:
    """Whether one of the merged `intervals` holds `[start, end)` whole."""
    at = bisect_right(intervals, (start, float("inf"))) - 1
    return at >= 0 and intervals[at][0] <= start and end <= intervals[at][1]


def overlaps(intervals: Sequence[Interval], start: int, end: int) -> bool:
    """Whether any of the merged `intervals` shares a minute with `[start, end)`."""
    at = bisect_right(intervals, (start, float("inf"))) - 1
    if at >= 0 and intervals[at][1] > start:
        return True
    return at + 1 < len(intervals) and intervals[at + 1][0] < end


def overlap_minutes(intervals: Iterable[Interval], start: int, end: int) -> int:
    return sum(max(0, min(e, end) - max(s, start)) for s, e in intervals)
