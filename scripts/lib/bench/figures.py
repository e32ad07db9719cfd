"""From what was seen to what is said: percentiles, medians over runs, and the aims as ratios within the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass
class Sample:
    """One run of one line. Latencies and CPU seconds of what was measured; statuses of all that was sent."""

    seconds: float
    latencies: Sequence[float]
    cpu: Mapping[str, float] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def milliseconds(self, percent: float) -> float:
        return percentile(self.latencies, percent) * 1000

    def cpu_milliseconds(self, who: str) -> float:
        """Per request."""
        return self.cpu.get(who, 0.0) * 1000 / max(1, len(self.latencies))


@dataclass(frozen=True)
class Aim:
    """`value` of the named line against a bound, as seen in each run; the median decides."""

    name: str
    seen: Sequence[float]
    bound: float
    at_most: bool = False
    unit: str = ""
    by_cpu: float | None = None  # the same ratio of CPU per request: noise from outside moves it less

    @property
    def value(self) -> float:
        return median(self.seen)

    @property
    def is_met(self) -> bool:
        return self.value <= self.bound if self.at_most else self.value >= self.bound


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that at least `percent` of all do not exceed; 0 of none."""
    if not values:
        return 0.0
    rank = -(-len(values) * percent // 100)
    return sorted(values)[max(0, int(rank) - 1)]


def rates_of(samples: Mapping[str, Sequence[Sample]], name: str) -> list[float]:
    return [sample.rate for sample in samples[name]]


def ratios(samples: Mapping[str, Sequence[Sample]], name: str, to: str) -> list[float]:
    """Rate of `name` to the rate of `to`, run by run: both met the same noise."""
    return [one / other for one, other in zip(rates_of(samples, name), rates_of(samples, to), strict=True) if other]


def percentile_ratios(samples: Mapping[str, Sequence[Sample]], name: str, to: str, *, percent: float) -> list[float]:
    """How many times as long `name` takes at this percentile as `to`, run by run."""
    pairs = zip(samples[name], samples[to], strict=True)
    return [one.milliseconds(percent) / (other.milliseconds(percent) or 1.0) for one, other in pairs]


def ratio_by_cpu(samples: Mapping[str, Sequence[Sample]], name: str, to: str) -> float:
    """What a request of `to` costs web server and PostgreSQL, to what one of `name` costs."""

    def cost(line: str) -> float:
        return median(sum(run.cpu_milliseconds(who) for who in ("web", "database")) for run in samples[line])

    return cost(to) / (cost(name) or 1.0)


def table(samples: Mapping[str, Sequence[Sample]], clients: Mapping[str, int]) -> str:
    """In Markdown, so that it can be kept as it is."""
    rows = [
        ["", "clients", "requests/s", "(least–most)", "p50 ms", "p95 ms", "web CPU ms", "PostgreSQL CPU ms",
         "client CPU ms", "answers"],
    ]  # fmt: skip
    for name, runs in samples.items():
        rates = rates_of(samples, name)
        statuses: Counter[str] = sum((Counter(run.statuses) for run in runs), Counter())
        rows.append(
            [
                name,
                str(clients[name]),
                f"{median(rates):,.0f}",
                f"{min(rates):,.0f}–{max(rates):,.0f}",
                f"{median(run.milliseconds(50) for run in runs):.1f}",
                f"{median(run.milliseconds(95) for run in runs):.1f}",
                *(_cpu(runs, who) for who in ("web", "database", "clients")),
                ", ".join(f"{status}: {count:,}" for status, count in sorted(statuses.items())),
            ]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [" | ".join(_aligned(cell, width, at) for at, (cell, width) in enumerate(zip(row, widths, strict=True)))
             for row in rows]  # fmt: skip
    rule = " | ".join("-" * width if at in (0, 9) else "-" * (width - 1) + ":" for at, width in enumerate(widths))
    return "\n".join(f"| {line} |" for line in [lines[0], rule, *lines[1:]])


def verdicts(aims: Sequence[Aim]) -> str:
    lines = []
    for aim in aims:
        sign, digits = ("≤" if aim.at_most else "≥"), (0 if aim.unit == " ms" else 2)
        runs = ", ".join(f"{value:.{digits}f}" for value in aim.seen)
        cpu = f"; by CPU {aim.by_cpu:.2f}" if aim.by_cpu is not None else ""
        lines.append(
            f"{'met   ' if aim.is_met else 'MISSED'}  {aim.name}: {aim.value:.{digits}f}{aim.unit} "
            f"({sign} {aim.bound:g}{aim.unit}; runs: {runs}{cpu})"
        )
    return "\n".join(lines)


def _cpu(runs: Sequence[Sample], who: str) -> str:
    return f"{median(run.cpu_milliseconds(who) for run in runs):.2f}" if any(who in run.cpu for run in runs) else "–"


def _aligned(cell: str, width: int, column: int) -> str:
    return cell.ljust(width) if column in (0, 9) else cell.rjust(width)
