"""Every SQL statement of schedules, by noun."""
