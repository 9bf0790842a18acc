"""Every statement on the waiting list, by noun; none commits."""
