"""Use cases that write, by noun. The caller owns the transaction."""
