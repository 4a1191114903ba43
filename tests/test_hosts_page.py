"""The page for hosts tells every command, and a proxy that lets every file through."""

import re

from django.conf import settings
from django.core.management import get_commands

from alignment.files import MAX_BYTES

PAGE = (settings.BASE_DIR / "docs" / "hosts.md").read_text()
OURS = {"accounts", "alignment", "diagnostics", "roadmaps"}
ONLY_FOR_THE_START = {"fixed_addresses"}


def test_every_command_is_told():
    commands = {name for name, app in get_commands().items() if app in OURS}

    assert {name for name in commands if name not in PAGE} == ONLY_FOR_THE_START


def test_the_proxy_lets_the_largest_file_through():
    [megabytes] = re.findall(r"client_max_body_size (\d+)m;", PAGE)

    assert int(megabytes) * 1024 * 1024 > MAX_BYTES
