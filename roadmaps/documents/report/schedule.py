"""When it is done and what it costs."""

import datetime

from roadmaps.editions import Edition
from roadmaps.schedule import money, schedule


def schedule_part(edition: Edition, content: dict) -> dict:
    """Keys: ``schedule``, ``budget``, ``uncosted`` as roadmaps.schedule gives them."""
    return {"schedule": schedule(content, _day(edition))} | money(content["actions"])


def _day(edition) -> datetime.date:
    """A document says the same whenever it is made: it looks from the day of the last signature,
    a draft from the workshop's last day.
    """
    moments = [signature["signed_at"] for signature in edition.signatures]
    day = max(moments) if edition.is_signed else edition.content["workshop"]["ends_on"]
    return datetime.date.fromisoformat(day[:10])
