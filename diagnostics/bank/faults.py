"""What is wrong in a bank's files, each fault with the place where it is mended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """``code`` names the entry (question, objective, stage); empty for the file as a whole."""

    file: str
    code: str
    field: str
    message: str

    def __str__(self):
        place = ", ".join(part for part in (self.file, self.code, self.field) if part)
        return f"{place}: {self.message}"


class BankFaults(Exception):
    """All faults of a bank at once. Nothing was loaded."""

    def __init__(self, faults):
        self.faults = list(dict.fromkeys(faults))
        super().__init__("\n".join(map(str, self.faults)))
