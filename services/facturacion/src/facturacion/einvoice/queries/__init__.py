"""Every SQL statement of the electronic documents; none commits."""
