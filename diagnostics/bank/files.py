"""From a directory to plain values: which files a bank has, and reading them with suspicion."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from diagnostics.bank.faults import BankFaults, Fault

LARGEST_FILE = 1_000_000  # bytes; the largest stage of the full bank has about 70,000
BANK, LEVELS, OBJECTIVES = "bank.yaml", "levels.yaml", "objectives.yaml"
# A bank may do without these three.
BOTTLENECKS, PRACTICES, GLOSSARY = "bottlenecks.yaml", "practices.yaml", "glossary.yaml"
_NOT_STAGES = (BANK, LEVELS, OBJECTIVES, BOTTLENECKS, PRACTICES, GLOSSARY)
_SUFFIXES = (".yaml", ".yml")


@dataclass(slots=True)
class Documents:
    """The parsed files by name. A file that could not be read is absent and has a fault."""

    parsed: dict[str, object] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def stage_files(self) -> dict[str, object]:
        return {name: value for name, value in self.parsed.items() if name not in _NOT_STAGES}

    @property
    def lacks_questions(self) -> bool:
        """A file of a stage is there and could not be read."""
        return any(fault.file not in _NOT_STAGES for fault in self.faults)

    def is_unreadable(self, name: str) -> bool:
        """The file is there, or must be, and could not be read."""
        return name not in self.parsed and any(fault.file == name for fault in self.faults)


class _PlainLoader(yaml.SafeLoader):
    """YAML without the two features that hide things: aliases and repeated keys."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark
            raise yaml.MarkedYAMLError(problem=_("aliases (*) are not allowed"), problem_mark=mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node, deep=False):
        keys = [key.value for key, _value in node.value]
        for key in keys:
            if keys.count(key) > 1:
                problem = _("“%(key)s” is given twice") % {"key": key}
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=node.start_mark)
        return super().construct_mapping(node, deep)


def read_documents(directory: Path) -> Documents:
    """Every YAML file of ``directory``. Raises BankFaults where there is no bank at all."""
    if not directory.is_dir():
        message = _("is not a directory. Give the directory that holds bank.yaml.")
        raise BankFaults([Fault(str(directory), "", "", message)])
    documents = Documents()
    for name in _names(directory):
        try:
            documents.parsed[name] = _parse(directory / name)
        except BankFaults as unreadable:
            documents.faults += unreadable.faults
    return documents


def _names(directory):
    """The three general files, there or not, and whatever else ends like YAML."""
    found = {path.name for path in directory.iterdir() if path.suffix in _SUFFIXES}
    return sorted({BANK, LEVELS, OBJECTIVES} | found)


def read_text(path: Path) -> str:
    """The file as text. Raises BankFaults when it is absent, too large or not UTF-8."""
    refuse = _refuser(path)
    if not path.is_file():
        raise refuse(_("is missing. Add this file to the bank."))
    if path.stat().st_size > LARGEST_FILE:
        largest = {"largest": LARGEST_FILE // 1000}
        raise refuse(_("is larger than %(largest)d kB. Split it, one file per stage.") % largest)
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise refuse(_("cannot be read. Check who may read this file.")) from None
    except UnicodeDecodeError:
        raise refuse(_("is not text in UTF-8. Save it again with the encoding UTF-8.")) from None


def _parse(path):
    text = read_text(path)
    refuse = _refuser(path)
    try:
        return yaml.load(text, Loader=_PlainLoader)
    except yaml.YAMLError as error:
        raise refuse(_("is not valid YAML%(place)s.") % {"place": _where(error)}) from None
    except (RecursionError, ValueError):
        raise refuse(
            _("is not valid YAML: it is nested too deeply or holds a broken date.")
        ) from None


def _where(error):
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", "")
    line = _(" in line %(line)d") % {"line": mark.line + 1} if mark else ""
    return f"{line} ({problem})" if problem else line


def _refuser(path):
    return lambda message: BankFaults([Fault(path.name, "", "", message)])
