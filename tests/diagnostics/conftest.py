import pytest


@pytest.fixture(autouse=True)
def no_minute_passes(monkeypatch):
    """Pages that run the room look again every minute, though nothing has changed; a test that
    begins in one minute and ends in the next would take that for a change.
    """
    monkeypatch.setattr("diagnostics.running.LOOKS_AGAIN_EVERY", 10**12)
