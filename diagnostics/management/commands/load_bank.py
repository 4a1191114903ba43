from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from diagnostics.bank.faults import BankFaults
from diagnostics.bank.loading import load_bank
from diagnostics.bank.reading import examine_bank, read_bank
from diagnostics.bank.report import bank_report


class Command(BaseCommand):
    help = "Load a question bank from a directory (docs/bank.md). Loading it twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)
        parser.add_argument(
            "--check",
            action="store_true",
            help="only check the files and report on them; nothing is written; "
            "--verbosity 2 adds the reading grade of every text",
        )

    def handle(self, *args, directory, check, verbosity, **options):
        try:
            if check:
                self._check(directory, every_grade=verbosity > 1)
            else:
                self.stdout.write(_loaded(*load_bank(read_bank(directory))))
        except BankFaults as refused:
            raise CommandError(_refusal(refused.faults)) from None
        except ValidationError as refused:
            raise CommandError(refused.messages[0]) from None

    def _check(self, directory, *, every_grade):
        bank, faults = examine_bank(directory)
        if bank:
            head = [] if faults else [_good(bank)]
            self.stdout.write("\n".join([*head, *bank_report(bank, every_grade=every_grade)]))
        if faults:
            raise BankFaults(faults)


def _refusal(faults):
    """By file and entry, in the order in which an editor meets them."""
    head = _("Nothing was loaded. Faults to mend: %(count)d") % {"count": len(faults)}
    return "\n".join([head, *map(str, sorted(faults, key=lambda f: (f.file, f.code)))])


def _loaded(release, created):
    sentence = _("Loaded %(release)s.") if created else _("%(release)s is loaded already.")
    return sentence % {"release": release}


def _good(bank):
    counts = {
        "stages": len(bank.stages),
        "objectives": len(bank.objectives),
        "questions": len(bank.questions),
        "forms": len(bank.short_forms),
        "bottlenecks": len(bank.bottlenecks),
        "practices": len(bank.practices),
        "terms": len(bank.terms),
    }
    head = _(
        "The bank is good: %(stages)d stages, %(objectives)d objectives, "
        "%(questions)d questions, %(forms)d short forms."
    )
    library = _(
        "Beside them: %(bottlenecks)d bottlenecks, %(practices)d practices, %(terms)d terms."
    )
    return "\n".join([head % counts, library % counts, *map(_translated, bank.languages.items())])


def _translated(item):
    language, catalogue = item
    sentence = _("%(language)s: %(current)d of %(total)d texts translated, %(outdated)d outdated.")
    return sentence % {
        "language": language,
        "current": len(catalogue.current),
        "total": catalogue.total,
        "outdated": catalogue.outdated,
    }
