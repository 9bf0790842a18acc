"""Reports put together from their queries and rules."""
