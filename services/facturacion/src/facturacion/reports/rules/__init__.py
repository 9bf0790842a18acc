"""What reports are about, and how what they hold is shared. Pure."""
