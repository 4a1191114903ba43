"""Which requests a browser test's server is still answering."""

import threading
import time

_answering = 0
_changed = threading.Condition()


class Counted:
    """Middleware around all others."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        _count(1)
        try:
            return self.get_response(request)
        finally:
            _count(-1)


def _count(step):
    global _answering
    with _changed:
        _answering += step
        _changed.notify_all()


def wait_until_quiet(seconds=20):
    """Return once no request is being answered and none came for a moment."""
    until = time.monotonic() + seconds
    with _changed:
        while _changed.wait_for(lambda: _answering > 0, timeout=0.2):
            assert _changed.wait_for(lambda: _answering == 0, timeout=until - time.monotonic())
