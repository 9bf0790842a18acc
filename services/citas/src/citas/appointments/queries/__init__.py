"""Every SQL statement of appointments, by noun."""
