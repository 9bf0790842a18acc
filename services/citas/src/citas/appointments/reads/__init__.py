"""What is read and computed of the agenda, by noun."""
