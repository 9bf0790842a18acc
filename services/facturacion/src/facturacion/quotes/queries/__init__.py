"""Every SQL statement of quotes, by table."""
