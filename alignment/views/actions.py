from django.contrib import messages
from django.core.exceptions import ValidationError


def attempt(request, done: str, action, /, **subject) -> bool:
    """Press a button: call the service, then say ``done``, or why not and what to do instead."""
    try:
        action(**subject)
    except ValidationError as refusal:
        for message in refusal.messages:
            messages.error(request, message)
        return False
    messages.success(request, done)
    return True
