"""Every SQL statement of this service; each function is one statement, none commits."""
