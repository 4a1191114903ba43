import pytest


@pytest.fixture(autouse=True)
def keys_folder(settings, tmp_path):
    """A folder of this test's own, as `make run` keeps it; what a developer has stays unread."""
    settings.KEYS_DIR = tmp_path / "keys"
    settings.KEYS_DIR.mkdir(mode=0o700)
    return settings.KEYS_DIR
