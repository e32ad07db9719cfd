"""How much CPU time whole families of processes have used, from /proc. Standard library only."""

from __future__ import annotations

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(parent: int) -> float:
    """CPU seconds of a process and its children, those that have ended and been waited for included."""
    return _reaped(parent) + sum(_own(pid) for pid in [parent, *children(parent)])


def children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if int(_stat(int(entry.name))[1]) == parent:
                    found.append(int(entry.name))
            except OSError:
                continue  # ended while we looked
    return found


def _own(pid: int) -> float:
    """To the nanosecond where the kernel tells (a hundredth of a second is a dozen requests), thread by thread."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9
    except (OSError, IndexError):
        pass
    try:
        fields = _stat(pid)
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / TICK


def _reaped(pid: int) -> float:
    try:
        fields = _stat(pid)
    except OSError:
        return 0.0
    return (int(fields[13]) + int(fields[14])) / TICK


def _stat(pid: int) -> list[str]:
    """The fields after the name, which may hold spaces: state, parent, …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
