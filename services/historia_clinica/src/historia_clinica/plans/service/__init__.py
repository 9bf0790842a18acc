"""The use cases of treatment plans that write; the caller owns the transaction."""
