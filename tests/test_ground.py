"""The ground: settings that refuse wrong values, and imports that flow one way."""

from django.core.management import call_command


def test_migrations_are_complete(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
