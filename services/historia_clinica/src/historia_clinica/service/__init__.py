"""Use cases that write; the caller owns the transaction."""
