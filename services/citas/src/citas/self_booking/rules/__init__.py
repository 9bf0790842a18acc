"""Pure decisions of self-booking."""
