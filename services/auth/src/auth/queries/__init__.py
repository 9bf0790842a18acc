"""Every SQL statement of this service, by noun. Each function is one statement; none commits."""
