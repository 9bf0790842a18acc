"""What enters and leaves electronic invoicing, by noun."""
