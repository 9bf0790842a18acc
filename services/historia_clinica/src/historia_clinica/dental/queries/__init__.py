"""Every statement of the dental room; none commits."""
