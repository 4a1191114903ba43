"""A file with the answers that a phone could not send, for a facilitator to bring in unread.

The phone seals it with a key that only its own pages and this server know: whoever carries the
file can neither read nor change what is in it. Browsers offer no cryptography over plain HTTP, so
the phone has HMAC-SHA256 in its own script and nothing else; HMAC over a counter gives the stream
that hides the text, HMAC over the result proves it.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from alignment.models import Participant, Workshop
from alignment.seats import device_tag

FORMAT = "accord-waiting-answers"
VERSION = 1
LARGEST = 5 * 1024 * 1024  # bytes
_SALT = "accord.handover"
_BLOCK = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Handover:
    """What a file holds: the seat it comes from, and its answers as the phone would send them.

    ``answered`` of an answer is in milliseconds since 1970 by this server's clock.
    """

    participant: Participant
    answers: list[dict[str, str]]


def seal_key(participant: Participant) -> str:
    """The key of the seat and its present holder, in hexadecimal."""
    said = f"{participant.pk}:{participant.session_key}"
    return salted_hmac(_SALT, said, algorithm="sha256").hexdigest()


def seat_mark(participant: Participant) -> str:
    """Says in the file which seat of which workshop it comes from, signed by us."""
    whose = [participant.workshop.code, participant.pk, device_tag(participant)]
    return signing.dumps(whose, salt=_SALT)


def open_handover(workshop: Workshop, content: bytes) -> Handover:
    """Raises ValidationError with what to do when the file is not a phone's, not from this
    workshop, not whole, or of a seat that somebody else holds now."""
    file = _read(content)
    participant = _whose(workshop, file["seat"])
    text = _unsealed(file, seal_key(participant))
    answers = _plain(text).get("answers", [])
    return Handover(participant, [_said(answer) for answer in answers if isinstance(answer, dict)])


def sealed_with(key: str, nonce: str, text: str) -> dict[str, str]:
    """What the phone's script makes of ``text``; kept here so that both can be compared."""
    sealed = base64.b64encode(_hidden(key, nonce, text.encode())).decode()
    return {"nonce": nonce, "sealed": sealed, "proof": _proof(key, nonce, sealed)}


def _read(content: bytes) -> dict[str, str]:
    file = _plain(content)
    if file.get("format") != FORMAT:
        raise ValidationError(
            _(
                "This is not a file of waiting answers. On the phone press “Save as a file” and "
                "bring the file that it keeps."
            ),
            code="not_a_handover",
        )
    if file.get("version") != VERSION:
        raise ValidationError(
            _("The file comes from another version of Accord. Save it again on the phone."),
            code="other_version",
        )
    return {name: str(file.get(name, "")) for name in ("seat", "nonce", "sealed", "proof")}


def _plain(content) -> dict:
    """Empty when it is not a JSON object."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _whose(workshop, mark: str) -> Participant:
    try:
        code, pk, tag = signing.loads(mark, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        raise _damaged() from None
    if code != workshop.code:
        raise ValidationError(
            _("This file belongs to the workshop %(code)s. Upload it there."),
            code="other_workshop",
            params={"code": code},
        )
    seats = workshop.participants.select_related("workshop", "institution__side")
    participant = seats.filter(pk=pk).first()
    if participant is None or device_tag(participant) != tag:
        raise ValidationError(
            _(
                "The seat that this file comes from was freed since, so its answers are no "
                "longer taken. Ask the person to join again and answer again."
            ),
            code="seat_freed",
        )
    return participant


def _damaged() -> ValidationError:
    return ValidationError(
        _("The file is not whole, or was changed. Save it again on the phone and bring that one."),
        code="damaged",
    )


def _unsealed(file, key: str) -> bytes:
    proof = _proof(key, file["nonce"], file["sealed"])
    if not hmac.compare_digest(proof.encode(), file["proof"].encode()):
        raise _damaged()
    return _hidden(key, file["nonce"], base64.b64decode(file["sealed"]))


def _hidden(key: str, nonce: str, text: bytes) -> bytes:
    """Hides, and shows again: the same stream goes over the text both times."""
    stream_key = _keyed(key.encode(), "hide")
    blocks = range(-(-len(text) // _BLOCK))
    stream = b"".join(_keyed(stream_key, f"{nonce}:{number}") for number in blocks)
    return bytes(one ^ other for one, other in zip(text, stream, strict=False))


def _proof(key: str, nonce: str, sealed: str) -> str:
    return _keyed(_keyed(key.encode(), "prove"), f"{nonce}:{sealed}").hex()


def _keyed(key: bytes, said: str) -> bytes:
    return hmac.new(key, said.encode(), hashlib.sha256).digest()


def _said(answer: dict) -> dict[str, str]:
    return {name: "" if value is None else str(value) for name, value in answer.items()}
