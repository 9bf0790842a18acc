"""Every SQL statement of packages, by table."""
