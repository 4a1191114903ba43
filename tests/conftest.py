import pytest
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# The same examples on every run and machine; a slow machine is not a failing one.
hypothesis_settings.register_profile("accord", derandomize=True, deadline=None)
hypothesis_settings.load_profile("accord")

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption(
        "--database-only", action="store_true", help="leave out tests that use no database"
    )


@pytest.hookimpl(trylast=True)  # after pytest-django turned its marks into fixtures
def pytest_collection_modifyitems(config, items):
    if not config.getoption("--database-only"):
        return
    kept = [item for item in items if _uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in kept])
    items[:] = kept


def _uses_database(item):
    return bool(DATABASE_FIXTURES & set(item.fixturenames)) or any(item.iter_markers("django_db"))


@pytest.fixture(autouse=True)
def _in_english():
    """A language that one test's request activated must not reach the next test."""
    with translation.override("en"):
        yield
