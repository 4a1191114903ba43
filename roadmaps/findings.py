"""What the results found, in the words of a bottleneck, in the active language."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from diagnostics.scoring import ONE_SIDED
from roadmaps.models import Bottleneck

LONGEST_TITLE = Bottleneck._meta.get_field("title").max_length
LONGEST_DESCRIPTION = Bottleneck._meta.get_field("description").max_length


def is_wanting(result) -> bool:
    """Short of the benchmark, or half or more of a side did not know."""
    return result.applicable and bool(result.short_of_benchmark or _sides_without_answer(result))


def free_title(words: str, code: str, taken: Collection[str]) -> str:
    """``words`` as a title that tables can hold; with ``code`` behind where it is taken."""
    words = words.replace(";", ",").strip()
    title = words[:LONGEST_TITLE]
    if title not in taken:
        return title
    mark = f" ({code})"
    return words[: LONGEST_TITLE - len(mark)] + mark


def found(result, question) -> list[str]:
    """The worded level that is reached in full, and who did not know."""
    lines = [
        _("Half or more of %(side)s did not know.") % {"side": side}
        for side in _sides_without_answer(result)
    ]
    if result.short_of_benchmark:
        lines.insert(0, _level(result, question))
    return lines


def _level(result, question):
    level = int(result.joint)
    values = {"level": level, "next": level + 1, "words": question.text_in("levels")[level - 1]}
    if result.joint != level:
        told = _("Found between levels %(level)d and %(next)d. Level %(level)d: %(words)s")
    else:
        told = _("Found at level %(level)d: %(words)s")
    if result.basis == ONE_SIDED:
        told = _("By one ministry only.") + f" {told}"
    return told % values


def found_together(findings: list[tuple[str, list[str]]], symptoms: list[str]) -> str:
    """What was found under each question's code, then what to look out for.

    As many whole lines as a description may be long.
    """
    lines = [f"{code}: {line}" for code, said in findings for line in said]
    signs = [f"– {symptom}" for symptom in symptoms]
    heading = _("Check together whether you see this:")
    # The heading never stands without a sign below it.
    signs[:1] = [f"{heading}\n{sign}" for sign in signs[:1]]
    return _fitting([*lines, *signs])


def _fitting(lines):
    while len("\n".join(lines)) > LONGEST_DESCRIPTION:
        lines = lines[:-1]
    return "\n".join(lines)


def _sides_without_answer(result) -> list[str]:
    """Sides of which half or more did not know."""
    prefix = "information_gap:"
    return [flag.removeprefix(prefix) for flag in result.flags if flag.startswith(prefix)]
