"""What enters and leaves the dental room."""
