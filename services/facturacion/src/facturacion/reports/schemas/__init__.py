"""What enters and leaves each report."""
