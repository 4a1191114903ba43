import pytest
from django.db.models.signals import post_save
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# The same examples on every run and machine; a slow machine is not a failing one.
hypothesis_settings.register_profile("accord", derandomize=True, deadline=None)
hypothesis_settings.load_profile("accord")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that use no database, or to which it does not matter which",
    )


def pytest_configure(config):
    config.addinivalue_line(
        "markers", "any_database: about words or looks, which no database changes"
    )


@pytest.hookimpl(trylast=True)  # after pytest-django turned its marks into fixtures
def pytest_collection_modifyitems(config, items):
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _uses_database(item):
    if item.get_closest_marker("any_database"):
        return False
    return bool(DATABASE_FIXTURES & set(item.fixturenames)) or any(item.iter_markers("django_db"))


@pytest.fixture(autouse=True)
def _in_english():
    """A language that one test's request activated must not reach the next test."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _every_event_has_words():
    """Whatever a test does: the log must be able to say it."""
    from alignment.logbook import WORDS  # noqa: PLC0415 -- models load after this file
    from alignment.models import Event  # noqa: PLC0415

    logged = set()

    def note(instance, **told):
        logged.add(instance.action)

    post_save.connect(note, sender=Event)
    yield
    post_save.disconnect(note, sender=Event)
    assert logged - WORDS.keys() == set(), "give these words in alignment/logbook.py"
