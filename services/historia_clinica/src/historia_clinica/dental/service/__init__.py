"""The use cases of the dental room that write; the caller owns the transaction."""
