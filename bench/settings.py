"""Production's settings, with one bare view beside the product to compare with."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 -- all of them, as they are

ROOT_URLCONF = "bench.urls"
STATIC_ROOT = Path(os.environ["BENCH_FOLDER"]) / "static"
