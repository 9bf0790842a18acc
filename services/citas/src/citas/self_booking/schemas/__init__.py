"""What enters and leaves self-booking."""
