"""Both ministries sign the same content, and it becomes a numbered version.

A signature stands under the digest of what its signatory was shown. Any edit makes it void by
itself, since the digest then differs; a lone signature concludes nothing.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from alignment.models import Participant, Workshop
from alignment.services.events import log
from alignment.services.joining import confirm_holder
from alignment.vocabulary import MINISTRIES
from diagnostics.services.conclusion import conclude
from roadmaps.content import content_digest, roadmap_content
from roadmaps.editions import standing_version
from roadmaps.models import RoadmapVersion, Signature
from roadmaps.models.signing import new_token
from roadmaps.queries import latest_version, open_signatures
from roadmaps.services.documents import request_signed_documents
from roadmaps.services.editing import locked_for_edits


def sign(*, participant: Participant, pin: str, name: str, post: str, digest: str) -> Signature:
    """``digest`` names the content that the signatory read.

    With the second ministry's signature under the same content the workshop is concluded. Raises
    ValidationError for a wrong PIN, for a content that changed, and when there is nothing to sign.
    """
    # Outside the transaction: a refusal must not undo the count of wrong PINs.
    _confirm(participant, pin)
    return _sign(participant, name=name.strip(), post=post.strip(), digest=digest)


@transaction.atomic
def _sign(participant, *, digest, **person) -> Signature:
    workshop = locked_for_edits(participant.workshop)
    content = roadmap_content(workshop, workshop.language)
    _ensure_may_sign(participant, workshop)
    _ensure_worth_signing(workshop, content, digest)
    signature = _place(participant, digest, **person)
    log(workshop, "roadmap_signed_by_one", subject=participant.side.code)
    signatures = open_signatures(workshop)
    if all(side in signatures and signatures[side].digest == digest for side in MINISTRIES):
        _freeze(workshop, content, digest)
    return signature


def _confirm(participant, pin):
    try:
        confirm_holder(participant=participant, pin=pin)
    except ValidationError as refusal:
        raise ValidationError({"pin": refusal}) from None


def _ensure_may_sign(participant, workshop):
    if workshop.is_rehearsal:
        raise ValidationError(
            _("This is a rehearsal, and nobody signs in it. Sign when the workshop is open."),
            code="rehearsal",
        )
    if not participant.may_sign:
        raise ValidationError(
            _("Only a signatory of a ministry signs. Ask the facilitator to change your role."),
            code="not_signatory",
        )


def _ensure_worth_signing(workshop, content, digest):
    if not content["actions"]:
        raise ValidationError(
            _("The roadmap has no action yet. Ask the facilitator to add one first."),
            code="nothing_to_sign",
        )
    if content_digest(content) != digest:
        raise ValidationError(
            _("The roadmap changed since you opened it. Read it again, then sign."),
            code="content_changed",
        )
    version = latest_version(workshop)
    if version and version.digest == digest:
        raise ValidationError(
            _("Both ministries signed this text as version %(number)d. Nothing changed since."),
            code="signed_already",
            params={"number": version.number},
        )


def _place(participant, digest, **person):
    """The side's open signature: a void one is replaced, another person's valid one stands."""
    earlier = open_signatures(participant.workshop).get(participant.side.code)
    if earlier and earlier.digest == digest and earlier.participant_id != participant.pk:
        raise ValidationError(
            _("Your ministry has signed this roadmap already. Nothing more is needed."),
            code="side_signed_already",
        )
    return Signature.objects.update_or_create(
        workshop=participant.workshop,
        side=participant.side,
        version=None,
        defaults=person
        | _freed(participant)
        | {"participant": participant, "digest": digest, "signed_at": timezone.now()},
    )[0]


def _freed(participant):
    """Whoever frees a seat can also claim it, so who did so stands beside the signature."""
    by = str(participant.reset_by) if participant.reset_by else ""
    return {"seat_freed_at": participant.reset_at, "seat_freed_by": by}


@transaction.atomic
def conclude_again(*, workshop: Workshop, by=None) -> Workshop:
    """After a reopening that changed nothing: it ends as before, with the version both signed."""
    workshop = locked_for_edits(workshop)
    if standing_version(workshop) is None:
        raise ValidationError(
            _("The roadmap is not what both ministries signed. Both sign it as it is now."),
            code="not_signed",
        )
    return conclude(workshop=workshop, signed=True, by=by)


def _freeze(workshop: Workshop, content, digest) -> RoadmapVersion:
    last = latest_version(workshop)
    version = RoadmapVersion.objects.create(
        workshop=workshop,
        number=last.number + 1 if last else 1,
        content=content,
        digest=digest,
        signed_at=timezone.now(),
        token=new_token(),
    )
    workshop.signatures.filter(version=None).update(version=version)
    log(workshop, "roadmap_signed", subject=str(version.number))
    conclude(workshop=workshop, signed=True)
    request_signed_documents(version=version)
    return version
