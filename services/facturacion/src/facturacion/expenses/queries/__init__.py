"""Every SQL statement of expenses, by table."""
