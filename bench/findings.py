"""How a measurement is told: what, how much, against which budget."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Finding:
    """``value`` against ``budget``; ``at_least`` tells which side of it is the good one."""

    row: str
    what: str
    value: float
    budget: float
    unit: str = "x"
    at_least: bool = False
    note: str = ""

    @property
    def is_within(self):
        return self.value >= self.budget if self.at_least else self.value <= self.budget

    def __str__(self):
        verdict = "within" if self.is_within else "MISSED"
        bound = ">=" if self.at_least else "<="
        figures = f"{self.value:8.2f} {self.unit:3} {bound} {self.budget:g}"
        return f"  {self.row:8} {self.what:52} {figures:24} {verdict:8} {self.note}"


def middle(values) -> float:
    return float(median(values))


def milliseconds(seconds) -> str:
    return f"{seconds * 1000:.1f} ms"
