"""Every SQL statement of billing, by table."""
