from django.contrib.staticfiles.apps import StaticFilesConfig


class OwnStaticFilesConfig(StaticFilesConfig):
    """Collects what pages use: to compress the rest takes longer than all else at a start."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "scss",
        "htmax*",
        "htmx-[24].js",
        "htmx-4*",
        "ext",
    ]
