"""The settings under test: production's own, with the few things that a test run needs.

DATABASE_URL alone decides which database the tests use; everything else of the environment
is set here, so that a developer's shell changes nothing.
"""

import os
import tempfile
from pathlib import Path

os.environ |= {
    "SECRET_KEY": "only-for-tests",
    "DEBUG": "false",
    "HTTPS": "false",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "PUBLIC_URL": "",
    "SIGNUP_OPEN": "false",
    "PORT": "",
    "BACKUP_DIR": "",
    "QUESTION_BANK": "",
    "DELETE_AFTER_DAYS": "",
}

from config.settings import *  # noqa: F403 -- the environment comes first
from config.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE, STORAGES

# A file, not memory: browser tests answer from several threads, each with a connection of
# its own, as in the room. The process number keeps two runs in one checkout apart.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {
        "NAME": f"{tempfile.gettempdir()}/accord-test-{os.getpid()}.sqlite3"
    }
    # What a power cut takes from a test run may be lost.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher",
    "alignment.pins.PinHasher",
]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Files are served as they lie in the tree; nothing needs collecting first.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT = Path(tempfile.gettempdir()) / "accord-test-static"
STATIC_ROOT.mkdir(exist_ok=True)
# Under this name only does pytest-django's server look for static files where they lie.
OWN, PLAIN = "config.staticfiles.OwnStaticFilesConfig", "django.contrib.staticfiles"
INSTALLED_APPS = [PLAIN if app == OWN else app for app in INSTALLED_APPS]
# A browser test ends when its server has answered everything, not before.
MIDDLEWARE = ["tests.browser.traffic.Counted", *MIDDLEWARE]
# What one test saw is not shown to the next.
MOMENT = 0
