import pytest
from django.utils import translation
from hypothesis import settings as hypothesis_settings

# The same examples on every run and machine; a slow machine is not a failing one.
hypothesis_settings.register_profile("accord", derandomize=True, deadline=None)
hypothesis_settings.load_profile("accord")


@pytest.fixture(autouse=True)
def _in_english():
    """A language that one test's request activated must not reach the next test."""
    with translation.override("en"):
        yield
