"""A bank that was read and found good, into the database: all of it or nothing."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from alignment.models import LibraryObjective, LibraryStage
from diagnostics.bank.reading import Bank
from diagnostics.models import (
    BankBottleneck,
    BankPractice,
    BankQuestion,
    BankRelease,
    BankTerm,
    ShortForm,
)


@transaction.atomic
def load_bank(bank: Bank) -> tuple[BankRelease, bool]:
    """The release, and whether it is new. The same bank loaded again changes nothing.

    Raises ValidationError when this version holds another text already, or when a later
    version is loaded.
    """
    key = {"slug": bank.release["slug"], "version": bank.release["version"]}
    release, created = BankRelease.objects.get_or_create(
        **key, defaults=bank.release | {"digest": bank.digest}
    )
    _ensure_same_text(release, bank)
    if not created and release.questions.exists():
        return release, False
    # New, or known only by name from a restored workshop.
    _ensure_latest(release)
    _write_library(bank)
    _write_release(release, bank)
    return release, True


def _ensure_same_text(release, bank):
    if release.digest != bank.digest:
        raise ValidationError(
            _(
                "Version %(version)s of “%(slug)s” is loaded already with a different text. "
                "Raise the version in bank.yaml and load it again."
            ),
            code="release_changed",
            params={"version": release.version, "slug": release.slug},
        )


def _ensure_latest(release):
    others = BankRelease.objects.filter(slug=release.slug, questions__isnull=False).distinct()
    latest = max(others, key=lambda other: other.number, default=release)
    if latest.number > release.number:
        raise ValidationError(
            _(
                "Version %(version)s is older than %(latest)s, which is loaded already. "
                "Raise the version in bank.yaml above %(latest)s."
            ),
            code="release_older",
            params={"version": release.version, "latest": latest.version},
        )


def _write_library(bank):
    """Workshops hold their own copies, so the library may change in place."""
    for model, listed in ((LibraryStage, bank.stages), (LibraryObjective, bank.objectives)):
        for fields in listed:
            model.objects.update_or_create(code=fields["code"], defaults=fields)


def _write_release(release, bank):
    parts = (
        (BankQuestion, bank.questions),
        (ShortForm, bank.short_forms),
        (BankBottleneck, bank.bottlenecks),
        (BankPractice, bank.practices),
        (BankTerm, bank.terms),
    )
    for model, listed in parts:
        model.objects.bulk_create(model(release=release, **fields) for fields in listed)
