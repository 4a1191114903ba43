"""The ground: settings that refuse wrong values, and imports that flow one way."""

from importlib import import_module
from types import SimpleNamespace

from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection


def test_migrations_are_complete(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_migrating_also_makes_the_table_in_which_limits_are_counted(db):
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE accord_cache")

    migration = import_module("accounts.migrations.0002_cache_table")
    migration.create_cache_table(apps, SimpleNamespace(connection=connection))

    assert cache.add("pin:1:0", 1) is True
    assert cache.add("pin:1:0", 1) is False
