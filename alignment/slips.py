"""The claim codes on printed slips: eight letters that take one seat, once.

A code is signed, not stored: it is worked out from the seat's random ``slip`` and the server's
secret key. Whoever reads the database, or a workshop file elsewhere, can claim nothing, and a
sheet lost in the printer can be printed again. A new ``slip`` makes the old code worthless.
"""

import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from alignment.codes import ALPHABET, typed
from alignment.models import Participant, Workshop

_SALT = "accord.slip"
LENGTH = 8


def new_slip() -> str:
    return secrets.token_hex(16)


def claim_code(slip: str) -> str:
    """The code that a seat's ``slip`` stands for. 23 ** 8 of them: no use in guessing."""
    number = int.from_bytes(salted_hmac(_SALT, slip, algorithm="sha256").digest())
    letters = []
    for _place in range(LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def in_groups(code: str) -> str:
    """As people read it aloud: ACDE-FGHJ."""
    return f"{code[:4]}-{code[4:]}"


def slip_matches(participant: Participant, code: str) -> bool:
    return bool(participant.slip) and _same(participant.slip, typed(code))


def seat_of_slip(workshop: Workshop, code: str) -> Participant | None:
    """The seat whose slip carries this code, withdrawn or not; None when it is of no seat here,
    or of a slip that newer ones replaced. Two queries, however many seats there are."""
    said = typed(code)
    slips = workshop.participants.exclude(slip="").order_by("pk").values_list("pk", "slip")
    found = [pk for pk, slip in slips if _same(slip, said)]
    seats = Participant.objects.select_related("workshop", "institution__side")
    return seats.filter(pk__in=found[:1]).first() if found else None


def _same(slip, said) -> bool:
    return constant_time_compare(claim_code(slip), said)
