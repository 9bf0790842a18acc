"""The database's one history. `python -m migrations.migrate` brings a database up to date."""
