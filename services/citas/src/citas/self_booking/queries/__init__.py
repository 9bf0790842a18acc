"""Every SQL statement of self-booking, by noun."""
