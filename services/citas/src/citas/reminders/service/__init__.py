"""Use cases that write, by noun; the caller owns the transaction."""
