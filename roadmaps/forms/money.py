"""An amount of money from a form's field."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from roadmaps.amounts import Money, NoAmount, TwoAmounts, read_money
from roadmaps.currencies import CURRENCIES


def read_cost(typed: str) -> Money:
    """Raises ValidationError that says what to write instead."""
    try:
        return read_money(typed, CURRENCIES)
    except TwoAmounts as doubt:
        one, other = doubt.readings
        message = _("“%(typed)s” can be read in two ways. Write %(one)s or %(other)s.")
        told = {"typed": typed, "one": one, "other": other}
        raise ValidationError(message, params=told) from None
    except NoAmount:
        message = _(
            "“%(typed)s” is not an amount. Write digits only, with a point before at most two "
            "decimals, such as 1250000.50."
        )
        raise ValidationError(message, params={"typed": typed[:60]}) from None
