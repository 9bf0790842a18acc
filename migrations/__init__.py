"""Migrations of the database, by Alembic. `python -m migrations.migrate` brings a database up to date."""
