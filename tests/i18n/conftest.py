import pytest

from tests.i18n.catalogue import CODE, make_catalogue


@pytest.fixture(scope="session")
def pseudo_locale(tmp_path_factory):
    return make_catalogue(tmp_path_factory.mktemp("pseudo"))


@pytest.fixture(autouse=True)
def _in_pseudo(pseudo_locale, settings):
    settings.LOCALE_PATHS = [pseudo_locale]
    settings.LANGUAGES = [("en", "English"), (CODE, "العربية")]
